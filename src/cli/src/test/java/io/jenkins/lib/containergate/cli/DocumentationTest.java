package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the documents of the project name is there: files, headings, commands, options, keys of policies. */
class DocumentationTest {
    static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
    private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?<![\\w/.:\"-])(?<!\\ba |\\bthe |\\beach |\\bno )(?:\\./)?gate [a-z][^`';&|)]*");
    /** A path of the repository in a command or between back quotes. */
    private static final Pattern IN_REPOSITORY =
            Pattern.compile("(?m)(?:^|[\\s`])((?:src|docs|\\.ci|\\.github)/[\\w./-]*\\w)(?=[\\s`])");

    private static final Pattern EXPLAINED = Pattern.compile("\\bgate +explain +([\\w.|*-]+)");
    private static final Pattern MADE_BY_THE_BUILD = Pattern.compile("/target(/|$)");
    private static final int MOST_LINES_OF_README = 120;
    /** A line that a side-by-side review and an editor show whole. */
    private static final int WIDTH = 160;
    /** Has one line and no other: blocks of code, rows of tables, quoted output, what a test writes into a page. */
    private static final Pattern ONE_LINE =
            Pattern.compile("(?ms)<!-- [^\\n]*\\bwritten\\b.*?^<!-- end -->|^ *```.*?^ *```|^\\|[^\\n]*|^ {4}[^\\n]*");

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String target : found(LINK, withoutCode(Files.readString(page)), 1)) {
                if (target.matches("[a-z]+:.*")) {
                    continue;
                }
                String[] parts = target.split("#", 2);
                Path file = parts[0].isEmpty()
                        ? page
                        : page.resolveSibling(parts[0]).normalize();
                boolean heading = parts.length == 1
                        || !file.toString().endsWith(".md")
                        || Files.exists(file) && headings(file).contains(parts[1]);
                if (!Files.exists(file) || !heading) {
                    broken.add(REPOSITORY.relativize(page) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsLinkedFromTheReadmeOrAPageItLinks() throws IOException {
        Set<Path> reached = new HashSet<>();
        List<Path> next = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
        while (!next.isEmpty()) {
            Path page = next.remove(0);
            if (!reached.add(page) || !page.toString().endsWith(".md")) {
                continue;
            }
            for (String target : found(LINK, Files.readString(page), 1)) {
                Path file = page.resolveSibling(target.split("#", 2)[0]).normalize();
                if (!target.matches("[a-z]+:.*") && Files.isRegularFile(file)) {
                    next.add(file);
                }
            }
        }
        try (Stream<Path> docs = Files.list(REPOSITORY.resolve("docs"))) {
            assertThat(docs.filter(file -> file.toString().endsWith(".md")).filter(file -> !reached.contains(file)))
                    .isEmpty();
        }
    }

    /** Wherever one stands: in a shell, in the step of a Pipeline, after another command, in the middle of a sentence. */
    @Test
    void everyCommandAndOptionExists() throws IOException {
        List<String> unknown = new ArrayList<>();
        CommandSpec gate = GateCommandLine.create(
                        Terminal.plain(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Clock.systemUTC())
                .getCommandSpec();
        int commands = 0;
        for (Path page : pages()) {
            String text = Files.readString(page);
            Stream<String> lines = Stream.concat(
                    FENCE.matcher(text)
                            .results()
                            .flatMap(
                                    block -> block.group(3).replace("\\\n", " ").lines()),
                    found(INLINE, FENCE.matcher(text).replaceAll(""), 1).stream());
            for (String line : lines.toList()) {
                for (String command : found(COMMAND, line, 0)) {
                    commands++;
                    problem(gate, command)
                            .ifPresent(problem -> unknown.add(REPOSITORY.relativize(page) + ": " + problem));
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(commands).isGreaterThan(250);
    }

    @Test
    void everythingThatAPageHasExplainedIsExplained() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path page : pages()) {
            names.addAll(found(EXPLAINED, Files.readString(page), 1));
        }
        names.removeIf(name -> name.matches("[A-Z|]+"));
        assertThat(names)
                .hasSizeGreaterThan(3)
                .allSatisfy(name -> assertThat(Gate.run("explain", name).exit()).isEqualTo(ExitCode.PASSED));
    }

    @Test
    void everyFileOfTheRepositoryThatIsNamedIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        int files = 0;
        for (Path page : pages()) {
            if (page.startsWith(REPOSITORY.resolve("docs/decisions")) || page.endsWith("CHANGELOG.md")) {
                continue;
            }
            for (String named : found(IN_REPOSITORY, Files.readString(page), 1)) {
                files++;
                if (!MADE_BY_THE_BUILD.matcher(named).find() && !Files.exists(REPOSITORY.resolve(named))) {
                    missing.add(REPOSITORY.relativize(page) + ": " + named);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(files).isGreaterThan(30);
    }

    @Test
    void everySnippetOfDataCanBeParsed() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> broken = new ArrayList<>();
        int snippets = 0;
        for (Path page : pages()) {
            for (MatchResult block :
                    FENCE.matcher(Files.readString(page)).results().toList()) {
                String text = block.group(3).stripIndent();
                try {
                    if (block.group(2).equals("json")) {
                        json.readTree(text);
                        snippets++;
                    } else if (block.group(2).equals("yaml")) {
                        new Load(LoadSettings.builder().build())
                                .loadAllFromString(text)
                                .forEach(unused -> {});
                        snippets++;
                    }
                } catch (IOException | YamlEngineException e) {
                    broken.add(REPOSITORY.relativize(page) + ": " + e.getMessage() + "\n" + text);
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(snippets).isGreaterThan(100);
    }

    /** Maven's profiles and modules, which the pages name, are those of the poms. */
    @Test
    void everyProfileAndModuleOfMavenExists() throws IOException {
        String pom = Files.readString(REPOSITORY.resolve("pom.xml"));
        StringBuilder poms = new StringBuilder(pom);
        for (String module : found(Pattern.compile("<module>([^<]+)</module>"), pom, 1)) {
            Path file = REPOSITORY.resolve(module).resolve("pom.xml");
            poms.append(Files.exists(file) ? Files.readString(file) : "");
        }
        List<String> unknown = new ArrayList<>();
        int calls = 0;
        for (Path page : pages()) {
            for (String call : found(Pattern.compile("\\./mvnw [^`\\n]*"), Files.readString(page), 0)) {
                calls++;
                for (String profile : found(Pattern.compile(" -P ?([\\w-]+)"), call, 1)) {
                    if (!poms.toString().contains("<id>" + profile + "</id>")) {
                        unknown.add(REPOSITORY.relativize(page) + ": " + call);
                    }
                }
                for (String module : found(Pattern.compile(" -pl ([\\w/,-]+)"), call, 1)) {
                    if (!Stream.of(module.split(",")).allMatch(each -> Files.exists(REPOSITORY.resolve(each)))) {
                        unknown.add(REPOSITORY.relativize(page) + ": " + call);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(calls).isGreaterThan(5);
    }

    @Test
    void everyWholePolicyIsValid() throws IOException {
        int policies = 0;
        for (Path page : pages()) {
            for (MatchResult block :
                    FENCE.matcher(Files.readString(page)).results().toList()) {
                String text = block.group(3).stripIndent();
                if (block.group(2).equals("yaml") && text.startsWith("version: 1") && !text.contains("...")) {
                    policies++;
                    assertThat(PolicyParser.check("page", page.getFileName().toString(), text)
                                    .problems())
                            .as(text)
                            .isEmpty();
                }
            }
        }
        assertThat(policies).isGreaterThan(7);
    }

    /** As the page says: with the version before it, each part is a policy. */
    @Test
    void everyPartOfAPolicyOnItsPageIsValid() throws IOException {
        String page = Files.readString(REPOSITORY.resolve("docs/policy.md"));
        List<String> parts = FENCE.matcher(page)
                .results()
                .filter(block -> block.group(2).equals("yaml"))
                .map(block -> block.group(3))
                .filter(text -> !text.startsWith("version: 1") && !text.contains("..."))
                .toList();
        assertThat(parts)
                .hasSizeGreaterThan(4)
                .allSatisfy(part -> assertThat(PolicyParser.check("page", "policy.md", "version: 1\n" + part)
                                .problems())
                        .as(part)
                        .isEmpty());
    }

    @Test
    void theReadmeStaysShort() throws IOException {
        assertThat(Files.readAllLines(REPOSITORY.resolve("README.md"))).hasSizeLessThan(MOST_LINES_OF_README);
    }

    @Test
    void everyLineOfProseFitsTheWidth() throws IOException {
        List<String> wide = new ArrayList<>();
        int lines = 0;
        for (Path page : pages()) {
            for (String line : ONE_LINE.matcher(Files.readString(page))
                    .replaceAll("")
                    .lines()
                    .toList()) {
                lines++;
                if (line.length() > WIDTH) {
                    wide.add(REPOSITORY.relativize(page) + ": " + line);
                }
            }
        }
        assertThat(wide).as("lines of more than %d characters", WIDTH).isEmpty();
        assertThat(lines).isGreaterThan(4000);
    }

    /** The commands that a line names have its options; what the arguments are is not looked at. */
    private static Optional<String> problem(CommandSpec gate, String line) {
        CommandSpec spec = gate;
        String command = line.replaceAll("\\s#.*|\\s[|>;].*|\\s&&.*|\\s\\\\$", "");
        List<String> words = found(WORD, command, 0);
        if (!words.get(1).startsWith("-") && !spec.subcommands().containsKey(words.get(1))) {
            return Optional.of("there is no command " + command);
        }
        for (String word : words.subList(1, words.size())) {
            CommandLine sub = spec.subcommands().get(word);
            if (sub != null) {
                spec = sub.getCommandSpec();
            } else if (word.matches("--?[A-Za-z][\\w-]*(=.*)?") && spec.findOption(word.split("=", 2)[0]) == null) {
                return Optional.of(command + " has no " + word);
            }
        }
        return Optional.empty();
    }

    private static String withoutCode(String page) {
        return FENCE.matcher(page).replaceAll("").replaceAll("`[^`\\n]*`", "");
    }

    /** As GitHub makes anchors of headings. */
    private static Set<String> headings(Path page) throws IOException {
        return found(HEADING, FENCE.matcher(Files.readString(page)).replaceAll(""), 1).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\s-]", "")
                        .strip()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).toList();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"));
                Stream<Path> top = Files.list(REPOSITORY)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
