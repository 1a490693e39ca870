package io.jenkins.lib.containergate.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path folder;

    private Path tree;

    @BeforeEach
    void make() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree/b/c")).getParent().getParent();
        Files.writeString(tree.resolve("b/c/two"), "2");
        Files.writeString(tree.resolve("a"), "1");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/three"), "3");
        Files.createSymbolicLink(tree.resolve("b/link"), folder.resolve("other"));
    }

    @Test
    void filesAreFoundInTheOrderOfTheirNamesAndNotBehindLinks() throws IOException {
        assertThat(FileTree.find(tree, 100, Files::isRegularFile))
                .containsExactly(tree.resolve("a"), tree.resolve("b/c/two"));
    }

    @Test
    void aTreeThatIsTooLargeIsAnErrorAndNotRead() {
        assertThatThrownBy(() -> FileTree.find(tree, 5, Files::isRegularFile))
                .isInstanceOf(IOException.class)
                .hasMessage("it has more than 5 files and directories");
        assertThatThrownBy(() -> FileTree.find(folder.resolve("none"), 5, Files::isRegularFile))
                .isInstanceOf(IOException.class);
    }

    @Test
    void entriesAreThoseOfTheDirectoryAloneInTheOrderOfTheirNames() throws IOException {
        assertThat(FileTree.entries(tree)).containsExactly(tree.resolve("a"), tree.resolve("b"));
        assertThatThrownBy(() -> FileTree.entries(tree.resolve("a"))).isInstanceOf(IOException.class);
    }

    @Test
    void aTreeIsDeletedWithoutWhatItsLinksLeadTo() throws IOException {
        FileTree.delete(tree);
        FileTree.delete(tree);
        assertThat(tree).doesNotExist();
        assertThat(folder.resolve("other/three")).hasContent("3");
    }
}
