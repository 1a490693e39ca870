package io.jenkins.lib.containergate.inventory.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerLimitsTest {
    private static final InventoryLimits TEN = new InventoryLimits(1000, 1000, 10, 10);

    private static TestLayer many(int count, String pathFormat, String content) {
        TestLayer layer = TestLayer.layer().limits(TEN);
        for (int i = 0; i < count; i++) {
            layer.with(pathFormat.formatted(i), content);
        }
        return layer;
    }

    @Test
    void morePackagesThanALayerMayNameEndTheScan() throws Exception {
        String json = "{\"name\":\"a\",\"version\":\"1.0.0\"}";
        assertThat(many(10, "node_modules/a%s/package.json", json).packages()).hasSize(10);
        assertThatThrownBy(() -> many(11, "node_modules/a%s/package.json", json).inventory())
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxPackages"));
    }

    @Test
    void moreGapsThanALayerMayHaveEndTheScan() throws Exception {
        assertThat(many(10, "%s.jar", "x").gaps()).hasSize(10);
        assertThatThrownBy(() -> many(11, "%s.jar", "x").inventory())
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxGaps"));
    }

    @Test
    void moreFilesOfUnreadKindsThanALayerMayHaveEndTheScan() throws Exception {
        assertThat(many(10, "opt/conda-meta/%s.json", "x").inventory().signs()).hasSize(10);
        assertThatThrownBy(() -> many(11, "opt/conda-meta/%s.json", "x").inventory())
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void archivesAfterThoseThatUnpackToTooMuchAreUndecidedByName() throws Exception {
        byte[] jar = TestJar.jar()
                .pom("g.x", "lib", "1")
                .with("data", "x".repeat(5000))
                .bytes();
        TestLayer layer = TestLayer.layer().limits(new InventoryLimits(1000, 1000, 10, 10, 9_000, 1000));
        for (String name : new String[] {"a.jar", "b.jar", "c.jar", "d.bin"}) {
            layer.with(name, jar);
        }
        layer.with("run.sh", "#!/bin/sh\nexec java -jar a.jar\n");

        assertThat(layer.packages()).hasSize(2);
        assertThat(layer.gapRules()).containsExactly("package-data-limit c.jar", "package-data-limit d.bin");
        assertThat(layer.gaps().get(0).actual()).contains("maxUnpackedBytes = 9000");
    }

    @Test
    void aFileThatIsTooLargeToLookForAnArchiveBehindItIsUndecidedIfItEndsAsOne(@TempDir Path directory)
            throws Exception {
        byte[] jar = TestJar.jar().pom("g.x", "lib", "1").bytes();
        byte[] picture = Arrays.copyOf("picture".getBytes(StandardCharsets.UTF_8), 2000 + jar.length);
        System.arraycopy(jar, 0, picture, 2000, jar.length);
        LayerBuilder layer = LayerBuilder.layer()
                .file("etc/os-release", InventoryAssemblerTest.DEBIAN)
                .file("var/lib/dpkg/status", InventoryAssemblerTest.deb("base", "1", ""))
                .file("model.bin", picture)
                .file("other.bin", new byte[3000]);

        ScannedImage image = ScannedImage.of(directory, new InventoryLimits(1000, 1000, 10, 10, 1 << 20, 1000), layer);
        assertThat(image.inventory().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.location().path()).contains("model.bin");
            assertThat(gap.actual()).contains("files of up to 1000 bytes");
        });
        assertThat(ScannedImage.of(directory, layer).purls()).contains("pkg:maven/g.x/lib@1");
    }

    @Test
    void theIdentityOfTheResultsChangesWithTheLimits() {
        String id = InventoryAnalyzer.standard(Limits.defaults(), InventoryLimits.defaults())
                .id();
        assertThat(InventoryAnalyzer.standard(Limits.defaults(), InventoryLimits.defaults())
                        .id())
                .isEqualTo(id);
        assertThat(InventoryAnalyzer.standard(Limits.defaults(), TEN).id()).isNotEqualTo(id);
    }
}
