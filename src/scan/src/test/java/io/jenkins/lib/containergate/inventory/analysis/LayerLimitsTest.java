package io.jenkins.lib.containergate.inventory.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import org.junit.jupiter.api.Test;

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
    void theIdentityOfTheResultsChangesWithTheLimits() {
        String id = InventoryAnalyzer.standard(Limits.defaults(), InventoryLimits.defaults())
                .id();
        assertThat(InventoryAnalyzer.standard(Limits.defaults(), InventoryLimits.defaults())
                        .id())
                .isEqualTo(id);
        assertThat(InventoryAnalyzer.standard(Limits.defaults(), TEN).id()).isNotEqualTo(id);
    }
}
