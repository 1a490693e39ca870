package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a checkout on Windows wrote, with CR LF at the end of lines, are understood as those with LF. */
class LineEndsTest {
    private static final String TASK = """
        {
          "family": "shop",
          "containerDefinitions": [
            {
              "name": "app",
              "image": "registry.example.org/shop:1",
              "privileged": true
            }
          ]
        }
        """;

    @TempDir
    private Path directory;

    private Path file(String name, String text, String lineEnd) {
        return Fixtures.write(directory.resolve(name), text.replace("\n", lineEnd));
    }

    @Test
    void aFindingHasTheSameLine() {
        String secret = new SecretTemplate(11).fill("{github:ghp_}");
        List<String> lines = List.of("\n", "\r\n").stream()
                .map(lineEnd -> {
                    file("tree/.env", "# settings\nMODE=1\nTOKEN=" + secret + "\nOTHER=2\n", lineEnd);
                    Gate gate = Gate.run("secrets", directory.resolve("tree"));
                    assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
                    return gate.out();
                })
                .toList();

        assertThat(lines.get(0)).contains(".env:3");
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
    }

    @Test
    void aTaskDefinitionIsTheSame() {
        String unix = Gate.run("taskdef", file("task.json", TASK, "\n")).out();
        String windows = Gate.run("taskdef", file("task.json", TASK, "\r\n")).out();

        assertThat(unix).contains("task.json:7", "BLOCKED");
        assertThat(windows).isEqualTo(unix);
    }

    @Test
    void anIgnoreFileHidesTheSame() throws Exception {
        Path tree = directory.resolve("tree");
        file("tree/.gitignore", "# local settings\nlocal.env\nbuild/\n", "\r\n");
        file("tree/README", "a shop\n", "\r\n");
        new GitCommands(tree).run("init", "--quiet");
        new GitCommands(tree).run("add", ".");
        new GitCommands(tree).run("commit", "--quiet", "--message", "first");
        String secret = "TOKEN=" + new SecretTemplate(11).fill("{github:ghp_}") + "\n";
        file("tree/local.env", secret, "\r\n");
        file("tree/build/settings.env", secret, "\r\n");

        assertThat(Gate.run("secrets", tree).exit()).isEqualTo(ExitCode.PASSED);
        file("tree/other.env", secret, "\r\n");
        assertThat(Gate.run("secrets", tree).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPolicyWithItsWaiversDecidesTheSame() {
        Path task = file("task.json", TASK, "\n");
        String policy = """
            version: 1
            taskDefinition:
              profile: baseline
            waiverRules:
              - {rules: ["*"], maxSeverity: critical, maxDuration: 3650d}
            waivers:
              - rule: image-by-digest
                path: "**/task.json"
                owner: payments
                reason: |
                  the first line
                  and another
                expires: 2030-01-31
            """;
        String unix = Gate.run("taskdef", task, "--policy", file("org.yaml", policy, "\n"))
                .out();
        String windows = Gate.run("taskdef", task, "--policy", file("org.yaml", policy, "\r\n"))
                .out();

        assertThat(unix).contains("(1 waived)");
        assertThat(windows).isEqualTo(unix);
    }

    @Test
    void aMistakeInAPolicyHasTheSameLine() {
        String policy = "version: 1\n# a comment\nvulnerabilitys:\n  max: {critical: 0}\n";
        Gate unix = Gate.run("policy", "validate", file("org.yaml", policy, "\n"));
        Gate windows = Gate.run("policy", "validate", file("org.yaml", policy, "\r\n"));

        assertThat(unix.out() + unix.err()).contains("org.yaml:3:", "vulnerabilities");
        assertThat(windows.out() + windows.err()).isEqualTo(unix.out() + unix.err());
    }

    @Test
    void anIgnoreFileOfAnotherScannerIsImportedAlike() {
        String ignored = "# accepted\nCVE-2024-1234\n\nCVE-2024-5678 exp:2098-01-01\n";
        String[] to = {"policy", "import", "", "--owner", "payments", "--expires", "2099-01-31"};
        to[2] = file(".trivyignore", ignored, "\n").toString();
        Gate unix = Gate.run((Object[]) to);
        file(".trivyignore", ignored, "\r\n");
        Gate windows = Gate.run((Object[]) to);

        assertThat(unix.out()).contains("CVE-2024-1234", "CVE-2024-5678");
        assertThat(windows.out()).isEqualTo(unix.out());
        assertThat(windows.exit()).isEqualTo(unix.exit());
    }
}
