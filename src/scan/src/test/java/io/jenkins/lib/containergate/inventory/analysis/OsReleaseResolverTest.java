package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.file;
import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsReleaseResolverTest {
    private static String id(TestLayer... layers) throws Exception {
        return TestImage.of(layers).inventory().os().map(OsRelease::id).orElse("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../usr/lib/os-release", "/usr/lib/os-release", "./../usr/./lib/os-release"})
    void theUsualLinkIsFollowed(String target) throws Exception {
        assertThat(id(layer().symlink("etc/os-release", target).with("usr/lib/os-release", "ID=debian\n")))
                .isEqualTo("debian");
    }

    @Test
    void aChainOfLinksAcrossLayersIsFollowed() throws Exception {
        assertThat(id(
                        layer().with("usr/lib/os.release.d/os-release-container", "ID=fedora\n")
                                .symlink("usr/lib/os-release", "os.release.d/os-release-container"),
                        layer().symlink("etc/os-release", "../usr/lib/os-release")))
                .isEqualTo("fedora");
    }

    @Test
    void etcComesBeforeUsrLibAndTheLastLayerCounts() throws Exception {
        TestLayer base = file("etc/os-release", "ID=debian\n").with("usr/lib/os-release", "ID=ubuntu\n");
        assertThat(id(base)).isEqualTo("debian");
        assertThat(id(base, file("etc/os-release", "ID=alpine\n"))).isEqualTo("alpine");
        assertThat(id(base, layer().deleting("etc/os-release"))).isEqualTo("ubuntu");
    }

    @Test
    void circularAndDanglingLinksEnd() throws Exception {
        assertThat(id(layer().symlink("etc/os-release", "os-release-2").symlink("etc/os-release-2", "os-release")))
                .isEqualTo("none");
        assertThat(id(layer().symlink("etc/os-release", "/nowhere").with("usr/lib/os-release", "ID=debian\n")))
                .isEqualTo("debian");
    }

    @Test
    void olderFilesAreOnlyAskedWhenThereIsNoOsRelease() throws Exception {
        assertThat(id(file("etc/debian_version", "12.5\n"))).isEqualTo("debian");
        assertThat(id(file("etc/debian_version", "12.5\n").with("etc/os-release", "ID=raspbian\n")))
                .isEqualTo("raspbian");
        assertThat(id(file("etc/alpine-release", "3.20.1\n"))).isEqualTo("alpine");
    }
}
