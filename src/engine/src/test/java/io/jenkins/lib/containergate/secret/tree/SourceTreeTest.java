package io.jenkins.lib.containergate.secret.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aBrokenGitIndexIsAnErrorBecauseNobodyKnowsWhatIsTracked() throws IOException {
        write(".git/index", "DIRC and nothing of sense");

        assertThatThrownBy(() -> searchIn(root))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("git index");
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
        Files.createDirectories(root.resolve(".git"));
        Files.write(root.resolve(".git/index"), index.toByteArray());
    }

    private List<String> paths() {
        return search(root).findings().stream()
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
