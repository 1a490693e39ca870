package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git tracks is searched, whatever {@code .gitignore} says; with indexes that git itself wrote. */
class TrackedSecretsTest {
    private final String line = "TOKEN=" + new SecretTemplate(1).fill("{github:ghp_}") + "\n";

    @TempDir
    private Path folder;

    private Path repository;
    private GitCommands git;

    @BeforeEach
    void aRepositoryWithATrackedSecretThatItsIgnoreFileNames() throws Exception {
        repository = Files.createDirectories(folder.resolve("repository"));
        git = new GitCommands(repository);
        git.run("init", "--quiet");
        fill(repository);
        commit(git);
    }

    private void fill(Path tree) throws IOException {
        Fixtures.write(Files.createDirectories(tree.resolve("service/conf")).resolve("tracked.local"), line);
        Fixtures.write(tree.resolve("service/conf/untracked.local"), line);
        Fixtures.write(tree.resolve("main.c"), "int main(void) { return 0; }\n");
        Fixtures.write(tree.resolve(".gitignore"), "*.local\nservice/\n");
    }

    private static void commit(GitCommands git) throws Exception {
        git.run("add", "--force", "service/conf/tracked.local", "main.c", ".gitignore");
        git.run("commit", "--quiet", "--message", "first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4"})
    void inEveryVersionOfTheIndex(String version) throws Exception {
        git.run("update-index", "--index-version", version);
        onlyTheTrackedOneIsFound(repository);
    }

    @Test
    void whateverFlagsItHas() throws Exception {
        git.run("update-index", "--assume-unchanged", "service/conf/tracked.local");
        git.run("update-index", "--skip-worktree", "main.c");
        onlyTheTrackedOneIsFound(repository);
    }

    @Test
    void withoutAChecksumOfTheIndex() throws Exception {
        git.run("config", "index.skipHash", "true");
        git.run("update-index", "--force-write-index", "--refresh");
        onlyTheTrackedOneIsFound(repository);
    }

    @Test
    void fromEveryDirectoryOfTheRepository() throws Exception {
        theTrackedOneIsFound(repository.resolve("service"));
        theTrackedOneIsFound(repository.resolve("service/conf"));
    }

    @Test
    void inAnotherWorkTree() throws Exception {
        git.run("worktree", "add", "--quiet", "--detach", "../worktree");
        Path worktree = folder.resolve("worktree");
        Fixtures.write(worktree.resolve("service/conf/untracked.local"), line);
        onlyTheTrackedOneIsFound(worktree);
        theTrackedOneIsFound(worktree.resolve("service"));
    }

    @Test
    void inASubmoduleThatTheOuterRepositoryIgnores() throws Exception {
        Path outer = Files.createDirectories(folder.resolve("outer"));
        GitCommands outerGit = new GitCommands(outer);
        outerGit.run("init", "--quiet");
        Fixtures.write(outer.resolve(".gitignore"), "vendor/\n");
        outerGit.run(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                "--force",
                "../repository",
                "vendor");
        Fixtures.write(outer.resolve("vendor/service/conf/untracked.local"), line);
        outerGit.commitAll("first");
        onlyTheTrackedOneIsFound(outer);
        onlyTheTrackedOneIsFound(outer.resolve("vendor"));
    }

    @Test
    void inARepositoryOfSha256() throws Exception {
        Path other = Files.createDirectories(folder.resolve("sha256"));
        GitCommands otherGit = new GitCommands(other);
        otherGit.run("init", "--quiet", "--object-format=sha256");
        fill(other);
        commit(otherGit);
        onlyTheTrackedOneIsFound(other);
    }

    @Test
    void inADirectoryThatASparseIndexNamesAsAWhole() throws Exception {
        Fixtures.write(Files.createDirectories(repository.resolve("kept")).resolve("a.txt"), "a\n");
        git.run("add", "--force", "kept/a.txt");
        git.run("commit", "--quiet", "--message", "second");
        git.run("sparse-checkout", "set", "--cone", "--sparse-index", "kept");
        Files.createDirectories(repository.resolve("service/conf"));
        Fixtures.write(repository.resolve("service/conf/tracked.local"), line);
        Gate secrets = Gate.run("secrets", repository);
        assertThat(secrets.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets.out()).contains("conf/tracked.local");
    }

    @Test
    void aSplitIndexHidesNothing() throws Exception {
        git.run("update-index", "--split-index");
        Gate secrets = Gate.run("secrets", repository);
        assertThat(secrets.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets.out()).contains("conf/tracked.local", "conf/untracked.local");
    }

    @Test
    void aTreeThatWasExportedIsSearchedWhole() throws Exception {
        Path export = Files.createDirectories(folder.resolve("export"));
        fill(export);
        Gate secrets = Gate.run("secrets", export);
        assertThat(secrets.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets.out()).contains("conf/tracked.local", "conf/untracked.local");
    }

    /** Ignore files above the directory do not count, so more may be found. */
    private static void theTrackedOneIsFound(Path tree) {
        Gate secrets = Gate.run("secrets", tree);
        assertThat(secrets.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets.out()).containsPattern("[ /]tracked.local");
    }

    private static void onlyTheTrackedOneIsFound(Path tree) {
        Gate secrets = Gate.run("secrets", tree);
        assertThat(secrets.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets.out()).contains("tracked.local").doesNotContain("untracked.local");
    }
}
