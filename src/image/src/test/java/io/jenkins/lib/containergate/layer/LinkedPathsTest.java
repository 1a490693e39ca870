package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import io.jenkins.lib.containergate.layer.Visibility.Reached.Kind;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries whose path leads through a symbolic link. */
class LinkedPathsTest {
    @TempDir
    Path directory;

    @Test
    void aFileWrittenThroughALinkStaysWhenTheLinkIsDeleted() throws Exception {
        Visibility seen = scan(
                layer().directory("srv").symlink("app", "srv").file("app/log4j.jar", "1"), layer().whiteout("app"));

        assertThat(seen.visible(0, "app/log4j.jar")).isTrue();
        assertThat(seen.landings()).containsExactly(new Landing(0, "app/log4j.jar", "srv/log4j.jar"));
        assertThat(seen.reached("srv/log4j.jar")).contains(new Reached(Kind.FILE, "srv/log4j.jar", 0, "app/log4j.jar"));
    }

    @Test
    void aLinkOfALowerLayerIsFollowedToo() throws Exception {
        Visibility seen = scan(
                layer().directory("srv").symlink("app", "srv"),
                layer().file("app/log4j.jar", "1"),
                layer().whiteout("app"));

        assertThat(seen.visible(1, "app/log4j.jar")).isTrue();
    }

    @Test
    void aFileThatOnlySomeRuntimesReplaceIsVisible() throws Exception {
        Visibility seen =
                scan(layer().file("srv/old.jar", "1").symlink("app", "srv"), layer().file("app/old.jar", "2"));

        assertThat(seen.visible(0, "srv/old.jar")).isTrue();
        assertThat(seen.visible(1, "app/old.jar")).isTrue();
    }

    @Test
    void whatAnOpaqueMarkerOrAWhiteoutEmptiesThroughALinkIsVisible() throws Exception {
        for (LayerBuilder upper : new LayerBuilder[] {layer().opaque("app"), layer().whiteout("app/old.jar")}) {
            Visibility seen = scan(layer().file("srv/old.jar", "1").symlink("app", "srv"), upper);

            assertThat(seen.visible(0, "srv/old.jar")).isTrue();
        }
    }

    @Test
    void whatIsWrittenWhereAWhiteoutRemovedALinkThroughALinkIsVisible() throws Exception {
        Visibility seen = scan(
                layer().directory("srv").symlink("srv/b", "/x").directory("x").symlink("app", "srv"),
                layer().whiteout("app/b"),
                layer().file("app/b/log4j.jar", "1"),
                layer().whiteout("app").whiteout("x"));

        assertThat(seen.visible(2, "app/b/log4j.jar")).isTrue();
    }

    @Test
    void chainsAbsoluteLinksAndLinksUpwardsAreFollowed() throws Exception {
        Visibility seen = scan(
                layer().directory("x")
                        .symlink("x/up", "../../../srv")
                        .symlink("abs", "/x/./up/")
                        .symlink("chain", "abs")
                        .file("chain/log4j.jar", "1"),
                layer().whiteout("chain"));

        assertThat(seen.visible(0, "chain/log4j.jar")).isTrue();
        assertThat(seen.landings()).contains(new Landing(0, "chain/log4j.jar", "srv/log4j.jar"));
    }

    @Test
    void aHardLinkToALinkIsALink() throws Exception {
        Visibility seen = scan(
                layer().directory("srv")
                        .symlink("app", "srv")
                        .hardLink("copy", "app")
                        .file("copy/log4j.jar", "1"),
                layer().whiteout("copy"));

        assertThat(seen.visible(0, "copy/log4j.jar")).isTrue();
    }

    @Test
    void aLinkRepeatedInItsLayerKeepsWhatWasWrittenThroughIt() throws Exception {
        Visibility seen = scan(layer().directory("srv")
                .symlink("app", "srv")
                .file("app/log4j.jar", "1")
                .symlink("app", "srv"));

        assertThat(seen.visible(0, "app/log4j.jar")).isTrue();
    }

    @Test
    void aLinkReplacedByADirectoryIsNoLongerFollowed() throws Exception {
        Visibility seen = scan(
                layer().directory("srv").symlink("app", "srv"),
                layer().directory("app").file("app/new.jar", "1"),
                layer().whiteout("app"));

        assertThat(seen.visible(1, "app/new.jar")).isFalse();
        assertThat(seen.landings()).isEmpty();
    }

    @Test
    void anImageWithoutEntriesBelowLinksIsAsItWas() throws Exception {
        Visibility seen = scan(
                layer().directory("usr/lib").symlink("lib", "usr/lib").file("usr/lib/a.so", "1"),
                layer().whiteout("lib").file("usr/lib/a.so", "2"));

        assertThat(seen.visible(0, "usr/lib/a.so")).isFalse();
        assertThat(seen.landings()).isEmpty();
        assertThat(seen.fileCount()).isEqualTo(1);
    }

    @Test
    void linksInACircleAreAnErrorForWhatIsWrittenThroughThem() {
        assertThatThrownBy(
                        () -> scan(layer().symlink("a", "b").symlink("b", "a").file("a/x", "1")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("maxLinkDepth");
    }

    @Test
    void aPathIsReachedThroughLinksAsAContainerOpensIt() throws Exception {
        Visibility seen = scan(layer().file("opt/real/os-release", "1")
                .symlink("etc", "opt/real")
                .symlink("opt/real/dangling", "/run/none")
                .symlink("opt/real/loop", "loop"));

        assertThat(seen.reached("etc/os-release"))
                .containsExactly(new Reached(Kind.FILE, "opt/real/os-release", 0, "opt/real/os-release"));
        assertThat(seen.reached("etc/dangling")).extracting(Reached::kind).containsExactly(Kind.DANGLING);
        assertThat(seen.reached("etc/loop")).extracting(Reached::kind).containsExactly(Kind.DANGLING);
        assertThat(seen.reached("opt/none")).extracting(Reached::kind).containsExactly(Kind.ABSENT);
        assertThat(seen.reached("opt/real")).extracting(Reached::kind).containsExactly(Kind.OTHER);
    }

    private Visibility scan(LayerBuilder... layers) throws Exception {
        return Scans.scan(directory, layers).visibility();
    }
}
