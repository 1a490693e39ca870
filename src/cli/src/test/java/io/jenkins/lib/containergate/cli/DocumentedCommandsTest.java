package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/** Commands in blocks of the pages can be called as they are written, and those of the guides do what the guides say. */
class DocumentedCommandsTest {
    private static final Path REPOSITORY = DocumentationTest.REPOSITORY;
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```");
    private static final Pattern DOCKERFILE = Pattern.compile("(?ms)^ *```dockerfile\\n(.*?)^ *```");
    private static final Pattern INSTRUCTION = Pattern.compile(
            "(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|RUN|STOPSIGNAL|USER|VOLUME|WORKDIR) .+");
    /** A call at the beginning of a line, behind a prompt, variables or another command. */
    private static final Pattern CALL =
            Pattern.compile("^ *(?:\\$ |(?:[A-Z_]+=(?:\"[^\"]*\"|\\S+) )+|.* (?:&&|\\|\\||;) )?(?:\\./)?gate (.*)$");

    /** What can be left out, or chosen, is no call; that its options exist is a test of the whole documentation. */
    private static final Pattern SYNOPSIS = Pattern.compile("(^| )\\[|\\w\\|\\w");

    @TempDir
    private Path folder;

    /** With its parameters, and values that its options take: more than that the options exist. Files of options are not there. */
    @Test
    void everyCommandOfABlockIsComplete() throws IOException {
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Path page : DocumentationTest.pages()) {
            for (String call : calls(page)) {
                commands++;
                try {
                    GateCommandLine.create(
                                    Terminal.plain(new ByteArrayOutputStream(), new ByteArrayOutputStream()),
                                    Clock.systemUTC())
                            .parseArgs(words(call).stream()
                                    .filter(word -> !word.startsWith("@"))
                                    .toArray(String[]::new));
                } catch (ParameterException e) {
                    wrong.add(REPOSITORY.relativize(page) + ": gate " + call + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(90);
    }

    @Test
    void everyLineOfADockerfileIsAnInstruction() throws IOException {
        Set<String> other = new TreeSet<>();
        int lines = 0;
        for (Path page : DocumentationTest.pages()) {
            for (var block :
                    DOCKERFILE.matcher(Files.readString(page)).results().toList()) {
                for (String line : block.group(1).replace("\\\n", " ").lines().toList()) {
                    lines++;
                    if (!line.isBlank()
                            && !line.strip().startsWith("#")
                            && !INSTRUCTION.matcher(line.strip()).matches()) {
                        other.add(REPOSITORY.relativize(page) + ": " + line);
                    }
                }
            }
        }
        assertThat(other).isEmpty();
        assertThat(lines).isGreaterThan(30);
    }

    /** Without what needs Docker, the distribution's archive or a network. */
    @Test
    void theQuickStartOfTheCommandLineRunsAsWritten() throws Exception {
        Path page = REPOSITORY.resolve("docs/quick-start.md");
        prepare(page);
        List<String> calls = calls(page);
        assertThat(calls).hasSize(6);
        assertThat(run(calls.get(0) + " --out " + folder.resolve("demo")).exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(calls.get(1)).isEqualTo("scan docker-archive:app.tar");
        assertThat(calls.get(2)).startsWith("data update --ecosystem Debian");
        assertThat(calls.get(3)).isEqualTo("scan docker-archive:app.tar --offline");
        assertThat(run(calls.get(3) + " --osv osv").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run(calls.get(4)).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(run(calls.get(5) + " --osv osv --offline").out())
                .contains("vulnerabilities.max.critical=0", "CVE-2023-5363");
        assertThat(folder.resolve("reports/report.html")).exists();
        assertThat(Files.readString(page)).contains("`gate explain non-root-user`");
    }

    @Test
    void theCommandsOfTheMigrationGuideRunAsWritten() throws Exception {
        Path page = REPOSITORY.resolve("docs/migration.md");
        prepare(page);
        Fixtures.write(folder.resolve(".trivyignore"), "CVE-2023-5363\nAVD-DS-0002\n");
        Fixtures.write(folder.resolve("org.yaml"), "version: 1\nwaiverRules:\n  - {rules: [\"CVE-*\"]}\n");
        List<String> calls = calls(page);
        assertThat(calls).hasSize(4);
        assertThat(calls.get(0)).isEqualTo("scan docker-archive:app.tar --report trivy.json");
        Gate imported = run(calls.get(1));
        assertThat(imported.exit()).as(imported.err()).isEqualTo(ExitCode.PASSED);
        assertThat(imported.err()).contains("AVD-DS-0002");
        assertThat(run(calls.get(2)).exit()).isEqualTo(ExitCode.PASSED);
        Gate scan = run(calls.get(3) + " --osv osv --offline");
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("waiver CVE-2023-5363 by payments until 2027-01-31");
        assertThat(run("scan docker-archive:app.tar --policy org.yaml --osv osv --offline")
                        .exit())
                .as("without the waivers")
                .isEqualTo(ExitCode.FAILED);
    }

    /** The image and the policy of the page, and data about the image. */
    private void prepare(Path page) throws IOException {
        DockerArchive.of(Fixtures.debian().build(), "my/app:1.4").writeTo(folder.resolve("app.tar"));
        Fixtures.osv(folder, "CRITICAL");
        for (var block : Pattern.compile("(?ms)^```yaml\\n(version: 1.*?)^```")
                .matcher(Files.readString(page))
                .results()
                .toList()) {
            Fixtures.write(folder.resolve("policy.yaml"), block.group(1));
        }
    }

    /** With the files of the page in a directory of their own. */
    private Gate run(String call) {
        return Gate.run(words(call).stream()
                .map(word -> word.replaceAll(
                        "(^|:)((?:app\\.tar|policy\\.yaml|org\\.yaml|waivers\\.yaml|\\.trivyignore|reports|osv)$)",
                        "$1" + folder.toString().replace("\\", "\\\\") + "/$2"))
                .toArray());
    }

    private static List<String> calls(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .filter(block -> Set.of("", "sh").contains(block.group(1)))
                .flatMap(block -> block.group(2).replaceAll("\\\\\\n *", " ").lines())
                .flatMap(line -> CALL.matcher(line).results())
                .map(call -> call.group(1).strip())
                .filter(call -> !SYNOPSIS.matcher(call).find())
                .toList();
    }

    /** As a shell splits them, up to a comment, a redirection or the next command. */
    private static List<String> words(String call) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char each : (call + " ").toCharArray()) {
            if (quote != 0) {
                if (each == quote) {
                    quote = 0;
                } else {
                    word.append(each);
                }
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (word.isEmpty() && "#|>&;<".indexOf(each) >= 0) {
                break;
            } else if (each != ' ') {
                word.append(each);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }
}
