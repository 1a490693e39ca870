package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory through real archives and the real layer reader. */
class ImageInventoryTest {
    private static final String STATUS = "var/lib/dpkg/status";

    @TempDir
    Path directory;

    @Test
    void aDistrolessImageWithAnApplicationOnTop() throws Exception {
        byte[] library = TestJar.jar().pom("org.example", "lib", "1").bytes();
        ScannedImage scanned = ScannedImage.of(
                directory,
                layer().directory("etc")
                        .symlink("etc/os-release", "../usr/lib/os-release")
                        .file("usr/lib/os-release", DEBIAN)
                        .file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\nArchitecture: all\n")
                        .file("var/lib/dpkg/status.d/tzdata.md5sums", "x"),
                layer().file(
                                "app/shop.war",
                                TestJar.jar()
                                        .with("WEB-INF/lib/lib.jar", library)
                                        .bytes())
                        .file(
                                "app/tool",
                                TestElf.elf().inline("go1.22.1", "path\tx\n").bytes())
                        .file("usr/lib/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}"));
        assertThat(scanned.purls())
                .containsExactly(
                        "pkg:deb/debian/tzdata@2024a?arch=all&distro=debian-12",
                        "pkg:maven/org.example/lib@1",
                        "pkg:npm/a@1.0.0",
                        "pkg:golang/stdlib@1.22.1");
        assertThat(scanned.gapRules()).isEmpty();
        assertThat(scanned.inventory().packages())
                .extracting(InstalledPackage::layer)
                .extracting(
                        layer -> layer.equals(scanned.image().layers().get(0).diffId()))
                .containsExactly(true, false, false, false);
    }

    @Test
    void whatALaterLayerDeletesOrReplacesIsNotInstalled() throws Exception {
        ScannedImage scanned = ScannedImage.of(
                directory,
                layer().file("etc/os-release", DEBIAN)
                        .file(STATUS, deb("a", "1", "") + deb("b", "1", ""))
                        .hardLink("var/lib/dpkg/status-old", STATUS)
                        .file("app/node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")
                        .file("app/broken.jar", "no archive"),
                layer().file(STATUS, deb("a", "2", "")).whiteout("app"));
        assertThat(scanned.purls()).containsExactly("pkg:deb/debian/a@2?arch=amd64&distro=debian-12");
        assertThat(scanned.gapRules()).isEmpty();
    }

    @Test
    void aPackageWhoseFirstNameIsDeletedIsStillThereUnderItsSecond() throws Exception {
        ScannedImage scanned = ScannedImage.of(
                directory,
                layer().file("a/lib.jar", TestJar.jar().pom("g.x", "a", "1").bytes())
                        .hardLink("b/lib.jar", "a/lib.jar"),
                layer().whiteout("a"));
        assertThat(scanned.purls()).containsExactly("pkg:maven/g.x/a@1");
    }

    @Test
    void anImageWithoutLayersHasNothingToSay() throws Exception {
        ScannedImage scanned = ScannedImage.of(directory, layer().directory("tmp"));
        assertThat(scanned.purls()).isEmpty();
        assertThat(scanned.gapRules()).isEmpty();
        assertThat(scanned.inventory().fileCount()).isZero();
    }

    @Test
    void theSameImageGivesTheSameInventory() throws Exception {
        var base = layer().file("etc/os-release", DEBIAN).file(STATUS, deb("a", "1", "") + deb("b", "1", ""));
        var top = layer().file("broken.jar", "x").file("x.deps.json", "{}");
        assertThat(ScannedImage.of(directory, base, top).inventory())
                .isEqualTo(ScannedImage.of(directory, base, top).inventory());
    }
}
