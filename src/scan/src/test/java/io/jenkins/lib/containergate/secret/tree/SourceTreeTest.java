package io.jenkins.lib.containergate.secret.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {
    private static final SecretSearch SEARCH = SecretSearch.standard(Limits.defaults());

    private final String line = "TOKEN=" + new SecretTemplate(1).fill("{github:ghp_}") + "\n";

    @TempDir
    private Path root;

    @Test
    void filesThatGitIgnoresAreNotSearched() throws IOException {
        write(".gitignore", "*.local\n/build/\n!keep.local\nlogs/**/old\n");
        write("a.local", line);
        write("deep/b.local", line);
        write("build/c.env", line);
        write("deep/build/d.env", line);
        write("keep.local", line);
        write("logs/x/y/old", line);
        index(".gitignore");

        assertThat(paths()).containsExactly("deep/build/d.env", "keep.local");
    }

    @Test
    void anIgnoreFileDoesNotHideWhatGitTracks() throws IOException {
        write(".gitignore", "*\n");
        write("conf/tracked.env", line);
        write("conf/untracked.env", line);
        index("conf/tracked.env");

        assertThat(paths()).containsExactly("conf/tracked.env");
    }

    @Test
    void anInnerIgnoreFileSpeaksOfItsOwnDirectory() throws IOException {
        write("sub/.gitignore", "/secret.env\n");
        write("sub/secret.env", line);
        write("secret.env", line);
        index("sub/.gitignore");

        assertThat(paths()).containsExactly("secret.env");
    }

    @Test
    void symbolicLinksLeadNowhere() throws IOException {
        write("outside.env", line);
        Path tree = Files.createDirectory(root.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("link.env"), root.resolve("outside.env"));
        Files.createSymbolicLink(tree.resolve("up"), root);

        assertThat(search(tree).findings()).isEmpty();
    }

    /** Nobody knows what is tracked, and a scan must not depend on who packed the tree. */
    @ParameterizedTest
    @ValueSource(strings = {"DIRC and nothing of sense", "", "DIRC"})
    void aBrokenGitIndexHidesNothing(String index) throws IOException {
        write(".gitignore", "*\n");
        write("a.env", line);
        write(".git/index", index);

        assertThat(paths()).containsExactly("a.env");
    }

    @Test
    void withoutARepositoryAnIgnoreFileHidesNothing() throws IOException {
        write(".gitignore", "*.env\n/build/\n");
        write("a.env", line);
        write("build/b.env", line);

        assertThat(paths()).containsExactly("a.env", "build/b.env");
    }

    @Test
    void aRepositoryWithoutIndexOrWithAnEmptyOneHidesNothing() throws IOException {
        write(".gitignore", "*\n");
        write("a.env", line);
        write(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(paths()).containsExactly("a.env");

        index();
        assertThat(paths()).containsExactly("a.env");
    }

    @Test
    void anIndexWhoseChecksumIsWrongHidesNothing() throws IOException {
        write(".gitignore", "*\n");
        write("a.env", line);
        index("b.env");
        Path file = root.resolve(".git/index");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 30] ^= 1;
        Files.write(file, bytes);

        assertThat(paths()).containsExactly("a.env");
    }

    @Test
    void anIndexWithoutChecksumCounts() throws IOException {
        write(".gitignore", "*\n");
        write("a.env", line);
        write("b.env", line);
        index("b.env");
        Path file = root.resolve(".git/index");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 20, bytes.length, (byte) 0);
        Files.write(file, bytes);

        assertThat(paths()).containsExactly("b.env");
    }

    @Test
    void whatIsTrackedBelowTheRootOfARepositoryIsSearched() throws IOException {
        write(".gitignore", "*.env\n");
        write("service/.gitignore", "*.env\n");
        write("service/tracked.env", line);
        write("service/untracked.env", line);
        index("service/tracked.env");

        assertThat(paths(root.resolve("service"))).containsExactly("tracked.env");
    }

    /** A tree that was unpacked below somebody else's repository. */
    @Test
    void aRepositoryThatTracksNothingOfTheTreeSaysNothingAboutIt() throws IOException {
        write("export/.gitignore", "*.env\n");
        write("export/a.env", line);
        index("main.c");

        assertThat(paths(root.resolve("export"))).containsExactly("a.env");
    }

    @Test
    void aGitFileThatLeadsToTheRepositoryOfAnotherDirectoryHidesNothing() throws IOException {
        write("other/main.c", "");
        write("tree/.gitignore", "*.env\n");
        write("tree/a.env", line);
        index("main.c");
        Files.move(root.resolve(".git"), root.resolve("other/.git"));
        write("tree/.git", "gitdir: ../other/.git\n");

        assertThat(paths(root.resolve("tree"))).containsExactly("a.env");
    }

    @Test
    void aRepositoryInAnIgnoredDirectoryIsSearchedByItsOwnIndex() throws IOException {
        write(".gitignore", "/clones/\n");
        write("clones/.gitignore", "*.local\n");
        write("clones/a.env", line);
        write("clones/b.local", line);
        index("b.local");
        Files.move(root.resolve(".git"), root.resolve("clones/.git"));
        write("clones/c.local", line);
        index("main.c");

        assertThat(paths()).containsExactly("clones/a.env", "clones/b.local");
    }

    @Test
    void aNameThatGitMayWriteInAnotherWayIsSearched() throws IOException {
        write(".gitignore", "*.env\n");
        write("schl\u00fcssel.env", line);
        write("other.env", line);
        index("main.c");

        assertThat(search(root).findings()).hasSize(1);
    }

    /** As {@code git check-ignore} answers. */
    @Test
    void oneCarriageReturnAtTheEndOfALineIsNotPartOfThePattern() throws IOException {
        write(".gitignore", "a.env\r\nb.env\r\r\nc.env  \r\n");
        write("a.env", line);
        write("b.env", line);
        write("c.env", line);
        index("main.c");

        assertThat(paths()).containsExactly("b.env");
    }

    @Test
    void whatIsSkippedIsSaid() throws IOException {
        write(".gitignore", "*.env\n/build/\n");
        write("a.env", line);
        write("build/b.env", line);
        write("build/c.env", line);
        index("main.c");

        Account account = search(root).account();
        assertThat(account.evaluated()).containsExactly(new Account.Evaluated("file", 1));
        assertThat(account.notEvaluated())
                .containsExactlyInAnyOrder(
                        new Account.NotEvaluated("path", 2, "git ignores it and does not track it"),
                        new Account.NotEvaluated("git history", 1, "only --git-history (gitHistory) searches it"));
    }

    @Test
    void aMissingTreeIsAnErrorAndNotAPass() {
        assertThatThrownBy(() -> searchIn(root.resolve("nowhere"))).isInstanceOf(GateException.class);
    }

    @Test
    void theOrderOfFindingsDoesNotDependOnThreads() throws IOException {
        for (int i = 0; i < 50; i++) {
            write("d" + i % 7 + "/f" + i + ".env", line);
        }
        assertThat(paths()).isEqualTo(paths()).hasSize(50);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A git index of version 2. */
    private void index(String... paths) throws IOException {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.writeBytes(ByteBuffer.allocate(12)
                .putInt(0x44495243)
                .putInt(2)
                .putInt(paths.length)
                .array());
        for (String path : paths) {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            int length = (62 + name.length) / 8 * 8 + 8;
            index.writeBytes(ByteBuffer.allocate(length)
                    .position(60)
                    .putShort((short) name.length)
                    .put(name)
                    .array());
        }
        index.writeBytes(sha1(index.toByteArray()));
        Files.createDirectories(root.resolve(".git"));
        Files.write(root.resolve(".git/index"), index.toByteArray());
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> paths() {
        return paths(root);
    }

    private static List<String> paths(Path tree) {
        return search(tree).findings().stream()
                .map(finding -> finding.location().path().orElseThrow())
                .toList();
    }

    private static TreeSecrets search(Path tree) {
        try {
            return searchIn(tree);
        } catch (GateException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TreeSecrets searchIn(Path tree) throws GateException, InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        return new SourceTree(SEARCH, 3).search(tree, tree.toString(), deadline, ProgressListener.none());
    }
}
