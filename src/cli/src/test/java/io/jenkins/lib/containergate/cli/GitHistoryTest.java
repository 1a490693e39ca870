package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate secrets DIR --git-history}: whose commit it was, and what of a broken repository is still found. */
class GitHistoryTest {
    private final SecretTemplate template = new SecretTemplate(29);

    @TempDir
    private Path directory;

    private Path tree;
    private GitCommands git;

    @BeforeEach
    void prepare() throws Exception {
        tree = directory.resolve("tree");
        Fixtures.write(tree.resolve("readme.txt"), "shop\n");
        git = new GitCommands(tree);
        git.run("init", "--quiet");
        git.commitAll("begin");
    }

    private Gate history() {
        return Gate.run("secrets", tree, "--git-history", "--format", "json");
    }

    /** Brings a token with one commit and takes it away with the next. */
    private void leak(String file, String... options) throws Exception {
        Fixtures.write(tree.resolve(file), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        git.run("add", "--all");
        String[] commit = Stream.concat(Stream.of("commit", "--quiet", "--message", "leak"), Stream.of(options))
                .toArray(String[]::new);
        git.run(commit);
        Fixtures.write(tree.resolve(file), "TOKEN=${TOKEN}\n");
        git.commitAll("no token");
    }

    @Test
    void theCommitIsToldWithAuthorAndDate() throws Exception {
        leak(".env", "--author", "Ada Lovelace <ada@example.com>", "--date", "2026-03-04T05:06:07Z");

        Gate gate = history();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains(
                        "\"author\": \"Ada Lovelace\"",
                        "\"time\": \"2026-03-04T05:06:07Z\"",
                        " of 2026-03-04T05:06:07Z by Ada Lovelace")
                .doesNotContain("ada@example.com");
    }

    @Test
    void aHostileAuthorSteersNoTerminalAndGivesNoSecretAway() throws Exception {
        String token = template.fill("{github:ghp_}");
        leak("a.env", "--author", "A\u202Edmin\u001B[31m <a@example.com>");
        leak("b.env", "--author", token + " <b@example.com>");

        for (Gate gate : List.of(history(), Gate.run("secrets", tree, "--git-history"))) {
            assertThat(gate.out()).contains("a.env", "b.env").doesNotContain(token, "\u202E", "\u001B");
        }
    }

    @Test
    void messagesOfCommitsAreSearched() throws Exception {
        Fixtures.write(tree.resolve("readme.txt"), "shop 2\n");
        git.commitAll("deploy with " + template.fill("{github:ghp_}"));

        assertThat(history().out()).contains("github-personal-access-token", "/commit-message");
    }

    @Test
    void whatWasFoundStaysWhenAnObjectIsMissing() throws Exception {
        leak("first.env");
        leak("second.env");
        delete("HEAD~1:second.env");

        Gate gate = history();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("first.env", "github-personal-access-token", "secret-file-unreadable", "is missing");
    }

    @Test
    void whatWasFoundStaysWhenACommitIsMissing() throws Exception {
        leak("first.env");
        leak("second.env");
        delete("HEAD~2");

        Gate gate = history();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("second.env", "github-personal-access-token", "git fsck");
    }

    @Test
    void whatWasFoundInTheTreeStaysWhenThePackIsDamaged() throws Exception {
        leak("first.env");
        Fixtures.write(tree.resolve("now.env"), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        git.run("gc", "--quiet");
        try (Stream<Path> packs = Files.list(tree.resolve(".git/objects/pack"))) {
            for (Path pack :
                    packs.filter(file -> file.toString().endsWith(".pack")).toList()) {
                byte[] bytes = Files.readAllBytes(pack);
                for (int i = 12; i < bytes.length - 20; i += 7) {
                    bytes[i] ^= 0x55;
                }
                Files.delete(pack);
                Files.write(pack, bytes);
            }
        }

        Gate gate = history();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("now.env", "github-personal-access-token", "secret-file-unreadable");
    }

    private void delete(String revision) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("git", "rev-parse", revision)
                .directory(tree.toFile())
                .start();
        String id = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(process.waitFor()).isZero();
        Files.delete(tree.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
    }
}
