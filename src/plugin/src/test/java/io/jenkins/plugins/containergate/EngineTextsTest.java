package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No text of the engine that a user of Jenkins meets speaks of the command line. */
class EngineTextsTest {
    private static final List<String> MODULES =
            List.of("base", "image", "policy", "scan", "trust", "ecs", "engine", "engine-aws", "engine-git");

    /** An option, a command, or a page of the documentation by its file. */
    private static final Pattern COMMAND_LINE = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+|\\bgate"
            + " (scan|run|secrets|verify|taskdef|drift|attest|admit|posture|segments|learn|explain|rules|data|inventory|policy|ledger)\\b|\\bon"
            + " the command line\\b|(?<!/)\\bdocs/");

    /** Options of other programs, which those who read these texts use. */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "skopeo copy --all|apk add --no-cache|without --no-cache|tar option --sparse|--long and --ultra|COPY"
                    + " --ch(?:mod|own)|--mount=type=\\w+|rpm --rebuilddb|cosign attest --type|--list-all-pkgs|--scanners vuln|git fetch"
                    + " --unshallow|\\(--path-prefix, --token-header\\)|--token"
                    + " there|\\(--token\\)|--skip-db-update|\\baws [a-z]+ [a-z-]+( --[a-z-]+( [A-Za-z\"]+)?)+");

    /** What only commands that Jenkins does not have come to. */
    private static final Set<String> ONLY_COMMANDS = Set.of(
            "ConfinementProposal.java",
            "LearnedConfinement.java",
            "FlowFormat.java",
            "LearnedFlows.java",
            "SegmentProposal.java",
            "ConfinementPatch.java",
            "RoleProposalText.java",
            "PostureConsole.java",
            "DataArchive.java",
            // what gate explain prints and docs/undecided.md has
            "UndecidedKind.java",
            "AwsLogQueries.java");

    /** Not texts to read: patterns, words that commands of images are compared with, file names of pages. */
    private static final Set<String> NO_TEXTS = Set.of(
            "MissingValue.java",
            "VerificationSwitch.java",
            "ShellScript.java",
            "ApkNoCacheRule.java",
            "CommandPasswords.java",
            "CurlUserDetector.java",
            "ProgramSecrets.java",
            "RuleMetadata.java");

    private static final String LITERAL = "\"(?:[^\"\\\\\n]|\\\\.)*\"";
    /** Literals that are put together, with what stands between them. */
    private static final Pattern TEXT =
            Pattern.compile(LITERAL + "(?:\\s*\\+\\s*(?:" + LITERAL + "|[\\w.()!? ]{1,120}?(?=\\s*\\+)))*");

    @Test
    void noTextThatAStepReachesNamesAnOptionOfTheCommandLine() throws IOException {
        Path sources = Documents.file("src");
        List<String> left = new ArrayList<>();
        int seen = 0;
        for (String module : MODULES) {
            for (Path file : files(sources.resolve(module).resolve("src/main/java"))) {
                if (ONLY_COMMANDS.contains(name(file)) || NO_TEXTS.contains(name(file))) {
                    continue;
                }
                for (String text : texts(Files.readString(file))) {
                    seen += COMMAND_LINE.matcher(text).find() ? 1 : 0;
                    String words = OF_OTHERS.matcher(JenkinsWords.of(text)).replaceAll("");
                    if (COMMAND_LINE.matcher(words).find()) {
                        left.add(name(file) + ": " + words);
                    }
                }
            }
        }

        assertThat(seen).as("texts with words of the command line").isGreaterThan(60);
        assertThat(left).isEmpty();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> name(file).endsWith(".java")).toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<String> texts(String source) {
        String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
        return TEXT.matcher(code).results().map(match -> joined(match.group())).toList();
    }

    /** What stands between literals is a name. */
    private static String joined(String expression) {
        StringBuilder text = new StringBuilder();
        Matcher literal = Pattern.compile(LITERAL).matcher(expression);
        int end = 0;
        while (literal.find()) {
            if (!expression.substring(end, literal.start()).matches("[\\s+]*")) {
                text.append('X');
            }
            text.append(literal.group(), 1, literal.group().length() - 1);
            end = literal.end();
        }
        return text.toString().replace("\\\"", "\"");
    }
}
