package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibilityTest {
    @TempDir
    Path directory;

    @Test
    void aFileIsVisibleInTheLayerThatBroughtItAndNowhereElse() throws Exception {
        Visibility seen = scan(layer().file("a", "1"), layer().file("b", "2"));

        assertThat(seen.visible(0, "a")).isTrue();
        assertThat(seen.visible(1, "a")).isFalse();
        assertThat(seen.visible(0, "b")).isFalse();
        assertThat(seen.visible(0, "never")).isFalse();
        assertThat(seen.visible(7, "a")).isFalse();
        assertThat(seen.visible(0, "")).isFalse();
        assertThat(seen.fileCount()).isEqualTo(2);
    }

    @Test
    void aReplacedFileIsVisibleInItsNewLayerOnly() throws Exception {
        Visibility seen = scan(layer().file("a", "1"), layer().file("a", "2"));

        assertThat(seen.visible(0, "a")).isFalse();
        assertThat(seen.visible(1, "a")).isTrue();
        assertThat(seen.fileCount()).isEqualTo(1);
    }

    @Test
    void aWhiteoutHidesAFileOrAWholeDirectory() throws Exception {
        Visibility seen = scan(
                layer().file("a", "1").file("d/x", "1").file("d/e/y", "1").file("dd", "1"),
                layer().whiteout("a").whiteout("d"));

        assertThat(seen.visible(0, "a")).isFalse();
        assertThat(seen.visible(0, "d/x")).isFalse();
        assertThat(seen.visible(0, "d/e/y")).isFalse();
        assertThat(seen.visible(0, "dd")).isTrue();
        assertThat(seen.fileCount()).isEqualTo(1);
    }

    @Test
    void aWhiteoutDoesNotHideWhatItsOwnLayerBringsWhereverItStands() throws Exception {
        for (LayerBuilder upper : new LayerBuilder[] {
            layer().whiteout("d").file("d/new", "1").file("a", "2").whiteout("a"),
            layer().file("a", "2").whiteout("a").file("d/new", "1").whiteout("d")
        }) {
            Visibility seen = scan(layer().file("a", "1").file("d/old", "1"), upper);

            assertThat(seen.visible(0, "a")).isFalse();
            assertThat(seen.visible(1, "a")).isTrue();
            assertThat(seen.visible(0, "d/old")).isFalse();
            assertThat(seen.visible(1, "d/new")).isTrue();
        }
    }

    @Test
    void anOpaqueDirectoryHidesAllLowerLayersButNotItsOwnWhereverItStands() throws Exception {
        for (LayerBuilder upper : new LayerBuilder[] {
            layer().opaque("d").file("d/new", "1"), layer().file("d/new", "1").opaque("d")
        }) {
            Visibility seen = scan(
                    layer().file("d/old", "1").file("other", "1"),
                    layer().file("d/e/older", "1"),
                    upper,
                    layer().file("d/later", "1"));

            assertThat(seen.visible(0, "d/old")).isFalse();
            assertThat(seen.visible(1, "d/e/older")).isFalse();
            assertThat(seen.visible(2, "d/new")).isTrue();
            assertThat(seen.visible(3, "d/later")).isTrue();
            assertThat(seen.visible(0, "other")).isTrue();
            assertThat(seen.fileCount()).isEqualTo(3);
        }
    }

    @Test
    void aFileThatReplacesADirectoryHidesWhatWasInIt() throws Exception {
        Visibility seen = scan(layer().file("d/x", "1"), layer().file("d", "now a file"));

        assertThat(seen.visible(0, "d/x")).isFalse();
        assertThat(seen.visible(1, "d")).isTrue();
    }

    @Test
    void aLinkThatReplacesADirectoryHidesWhatWasInIt() throws Exception {
        Visibility seen = scan(layer().file("lib/x", "1"), layer().symlink("lib", "usr/lib"));

        assertThat(seen.visible(0, "lib/x")).isFalse();
    }

    @Test
    void aDirectoryThatReplacesAFileHidesTheFile() throws Exception {
        Visibility seen = scan(layer().file("d", "1"), layer().directory("d").file("d/x", "1"));

        assertThat(seen.visible(0, "d")).isFalse();
        assertThat(seen.visible(1, "d/x")).isTrue();
    }

    @Test
    void aFileBroughtBackAfterItsDeletionIsVisibleAgain() throws Exception {
        Visibility seen = scan(layer().file("d/a", "1"), layer().whiteout("d"), layer().file("d/a", "2"));

        assertThat(seen.visible(0, "d/a")).isFalse();
        assertThat(seen.visible(2, "d/a")).isTrue();
        assertThat(seen.fileCount()).isEqualTo(1);
    }

    @Test
    void aPathBelowALinkIsTakenLiterallySoThatNothingIsMissed() throws Exception {
        Visibility seen = scan(
                layer().file("usr/lib/apk/db/installed", "old").symlink("lib", "usr/lib"),
                layer().file("lib/apk/db/installed", "new"));

        assertThat(seen.visible(0, "usr/lib/apk/db/installed")).isTrue();
        assertThat(seen.visible(1, "lib/apk/db/installed")).isTrue();
    }

    @Test
    void aFileStaysVisibleAsLongAsOneHardLinkShowsIt() throws Exception {
        LayerBuilder base = layer().file("opt/x.jar", "1").hardLink("app/x.jar", "opt/x.jar");

        Visibility kept = scan(base, layer().whiteout("opt"));
        assertThat(kept.visible(0, "opt/x.jar")).isTrue();
        assertThat(kept.visible(0, "app/x.jar")).isTrue();
        assertThat(kept.fileCount()).isEqualTo(1);

        Visibility gone = scan(base, layer().whiteout("opt").whiteout("app/x.jar"));
        assertThat(gone.visible(0, "opt/x.jar")).isFalse();
        assertThat(gone.fileCount()).isZero();

        Visibility replaced = scan(base, layer().file("opt/x.jar", "2"));
        assertThat(replaced.visible(0, "opt/x.jar")).isTrue();
        assertThat(replaced.visible(1, "opt/x.jar")).isTrue();
    }

    @Test
    void aHardLinkMayPointIntoALowerLayerThroughAnotherLinkAndThroughALinkedDirectory() throws Exception {
        Visibility seen = scan(
                layer().file("usr/bin/tool", "1").symlink("bin", "usr/bin").hardLink("first", "usr/bin/tool"),
                layer().hardLink("second", "first").hardLink("third", "bin/tool"),
                layer().whiteout("usr").whiteout("first").whiteout("second"));

        assertThat(seen.visible(0, "usr/bin/tool")).isTrue();
        assertThat(seen.visible(1, "third")).isTrue();
        assertThat(seen.fileCount()).isEqualTo(1);
    }

    @Test
    void aHardLinkToNothingIsAnErrorLikeInEveryRuntime() {
        for (LayerBuilder bad : new LayerBuilder[] {
            layer().hardLink("a", "missing"),
            layer().hardLink("a", "later").file("later", "1"),
            layer().directory("d").hardLink("a", "d"),
            layer().hardLink("a", "../outside")
        }) {
            assertThatThrownBy(() -> scan(bad))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("hard link 'a'");
        }
        assertThatThrownBy(
                        () -> scan(layer().file("gone", "1"), layer().whiteout("gone"), layer().hardLink("a", "gone")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("'gone'");
    }

    @Test
    void theFilesOfAufsAreShownToVisitorsButSeenByAContainerOnlyThroughHardLinks() throws Exception {
        Scans.Recorded scan = Scans.scan(
                directory,
                layer().directory(".wh..wh.plnk")
                        .file(".wh..wh.plnk/12.34", "shared")
                        .file(".wh..wh.aufs", "")
                        .hardLink("a", ".wh..wh.plnk/12.34"));

        assertThat(scan.content(0, ".wh..wh.plnk/12.34")).isEqualTo("shared");
        assertThat(scan.visibility().visible(0, ".wh..wh.plnk/12.34")).isTrue();
        assertThat(scan.visibility().visible(0, ".wh..wh.aufs")).isFalse();
        assertThat(scan.visibility().visible(0, "a")).isTrue();
        assertThat(scan.visibility().fileCount()).isEqualTo(2);
    }

    @Test
    void filesInADirectoryWithANameOfAufsAreVisibleBecauseSomeRuntimesShowThem() throws Exception {
        assertThat(scan(layer().file(".wh..wh.app/log4j.jar", "1").file(".wh..wh..opq/log4j.jar", "1"))
                        .fileCount())
                .isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsDeletedAndMadeAgainShowsWhatLowerLayersHaveInItAsOverlayFileSystemsDo() throws Exception {
        LayerBuilder lower = layer().directory("d").file("d/a", "1").file("d/e/b", "1");

        Visibility seen = scan(lower, layer().whiteout("d").directory("d").file("d/c", "2"));
        Visibility emptied = scan(lower, layer().whiteout("d").directory("d").opaque("d"));
        Visibility deletedInside =
                scan(lower, layer().whiteout("d").whiteout("d/a").directory("d").whiteout("d/e"));

        assertThat(seen.visible(0, "d/a")).isTrue();
        assertThat(seen.visible(0, "d/e/b")).isTrue();
        assertThat(emptied.visible(0, "d/a")).isFalse();
        assertThat(emptied.visible(0, "d/e/b")).isFalse();
        assertThat(deletedInside.visible(0, "d/a")).isTrue();
        assertThat(deletedInside.visible(0, "d/e/b")).isFalse();
    }

    @Test
    void aDirectoryInPlaceOfSomethingElseOfItsLayerIsAnErrorWhereALowerLayerHasOne() throws Exception {
        LayerBuilder lower = layer().file("d/a", "1");
        for (LayerBuilder upper : List.of(
                layer().file("d", ""),
                layer().symlink("d", "e"),
                layer().directory("d").file("e", "").hardLink("d", "e"))) {
            assertThatThrownBy(() -> scan(lower, upper.directory("d")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("replaces the directory 'd' of the layers below it");
        }
        assertThat(scan(layer().file("d", "1"), layer().symlink("d", "e").directory("d"))
                        .visible(0, "d"))
                .isFalse();
        assertThat(scan(layer().file("d", "1").directory("d").file("d/a", "2")).visible(0, "d/a"))
                .isTrue();
    }

    @Test
    void aHardLinkToAPathThatItsLayerWritesOnceMoreIsAnErrorBecauseItShowsTheFirst() throws Exception {
        LayerBuilder first = layer().file("a.jar", "old").hardLink("b.jar", "a.jar");

        for (LayerBuilder rewritten : List.of(
                layer().file("a.jar", "old").hardLink("b.jar", "a.jar").file("a.jar", "new"),
                layer().file("a.jar", "old").hardLink("b.jar", "a.jar").symlink("a.jar", "c"),
                layer().file("a.jar", "old")
                        .hardLink("b.jar", "a.jar")
                        .hardLink("c.jar", "b.jar")
                        .whiteout("b.jar")
                        .directory("a.jar"))) {
            assertThatThrownBy(() -> scan(rewritten))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("as it was before the same layer wrote it once more");
        }
        assertThat(scan(first, layer().file("a.jar", "new")).visible(0, "a.jar"))
                .isTrue();
    }

    @Test
    void aLayerThatHoldsTheSameFilesAndHardLinksTwiceIsLikeOneThatHoldsThemOnce() throws Exception {
        Visibility seen = scan(layer().file("a.jar", "1")
                .hardLink("b.jar", "a.jar")
                .file("a.jar", "1")
                .hardLink("b.jar", "a.jar"));

        assertThat(seen.visible(0, "a.jar")).isTrue();
        assertThat(seen.fileCount()).isEqualTo(2);
    }

    @Test
    void whiteoutsAreNotShownToVisitors() throws Exception {
        assertThat(Scans.scan(
                                directory,
                                layer().file("d/a", "1"),
                                layer().whiteout("d/a").opaque("d"))
                        .paths(1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/.wh.", "a/.wh..", "a/.wh...", ".wh."})
    void aWhiteoutThatNamesNoFileIsAnError(String path) {
        assertThatThrownBy(() -> scan(layer().file(path, "")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("names no file");
    }

    @Test
    void aWhiteoutWithContentIsAnError() {
        assertThatThrownBy(() -> scan(layer().file(".wh.a", "smuggled")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("has content");
    }

    @Test
    void emptyingTheRootIsAnErrorBecauseRuntimesDisagreeAboutIt() {
        assertThatThrownBy(() -> scan(layer().file("a", "1"), layer().opaque("")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("root directory");
    }

    private Visibility scan(LayerBuilder... layers) throws Exception {
        return Scans.scan(directory, layers).visibility();
    }
}
