package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcosystemTest {

    @ParameterizedTest
    @EnumSource(Ecosystem.class)
    void everyEcosystemHasProbesAndAnOrderOfVersionsInOsv(Ecosystem ecosystem) {
        assertThat(ecosystem.probes()).hasSizeGreaterThanOrEqualTo(2);
        Optional<OsvScope> scope = ecosystem.osvScope(Optional.empty());
        assertThat(scope.isPresent()).isEqualTo(!ecosystem.operatingSystem());
        scope.ifPresent(found -> {
            assertThat(found.probes()).isEqualTo(ecosystem.probes());
            assertThat(OsvSchemes.of(found.ecosystem())).contains(ecosystem.versions());
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Ecosystem.class,
            names = {"DEB", "APK", "RPM"},
            mode = EnumSource.Mode.EXCLUDE)
    void aProbeHasAVersionThatTheEcosystemOrders(Ecosystem ecosystem) {
        assertThat(ecosystem.probes())
                .allSatisfy(probe ->
                        assertThat(ecosystem.versions().parse(probe.version())).isPresent());
    }

    @Test
    void noTwoEcosystemsShareAPurlTypeOrANameInOsv() {
        Set<String> types = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Ecosystem ecosystem : Ecosystem.values()) {
            assertThat(types.add(ecosystem.purlType())).isTrue();
            ecosystem.osvName().ifPresent(name -> assertThat(names.add(name)).isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void everyDistributionThatOsvKnowsHasTheOrderOfItsPackages(Distribution distribution) {
        distribution
                .osvName()
                .ifPresent(name -> assertThat(OsvSchemes.of(name))
                        .contains(distribution.ecosystem().versions()));
    }
}
