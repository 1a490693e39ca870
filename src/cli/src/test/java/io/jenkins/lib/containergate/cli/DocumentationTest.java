package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the documents of the project name is there: files, headings, commands, options, keys of policies. */
class DocumentationTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
    private static final int MOST_LINES_OF_README = 120;

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

    @Test
    void everyCommandAndOptionExists() throws IOException {
        List<String> unknown = new ArrayList<>();
        int commands = 0;
        for (Path page : pages()) {
            for (String line : code(page, "", "sh", "bash").toList()) {
                if (line.matches("(\\./)?gate .*")) {
                    commands++;
                    problem(line).ifPresent(problem -> unknown.add(REPOSITORY.relativize(page) + ": " + problem));
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(commands).isGreaterThan(60);
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

    @Test
    void theReadmeStaysShort() throws IOException {
        assertThat(Files.readAllLines(REPOSITORY.resolve("README.md"))).hasSizeLessThan(MOST_LINES_OF_README);
    }

    /** The commands that a line names have its options; what the arguments are is not looked at. */
    private static Optional<String> problem(String line) {
        CommandSpec spec = GateCommandLine.create(
                        Terminal.plain(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Clock.systemUTC())
                .getCommandSpec();
        String command = line.replaceAll("\\s#.*|\\s[|>;].*|\\s&&.*|\\s\\\\$", "");
        List<String> words = found(WORD, command, 0);
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

    private static Stream<String> code(Path page, String... languages) throws IOException {
        return FENCE.matcher(Files.readString(page))
                .results()
                .filter(block -> List.of(languages).contains(block.group(2)))
                .flatMap(block -> block.group(3).replace("\\\n", " ").lines())
                .map(String::strip);
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

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"));
                Stream<Path> top = Files.list(REPOSITORY)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
