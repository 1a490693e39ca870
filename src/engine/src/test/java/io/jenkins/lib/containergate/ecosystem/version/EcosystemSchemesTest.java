package io.jenkins.lib.containergate.ecosystem.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EcosystemSchemesTest {

    @Test
    void theReleaseDoesNotChangeTheScheme() {
        assertThat(EcosystemSchemes.of("Debian:12")).contains(VersionScheme.DPKG);
        assertThat(EcosystemSchemes.of("Ubuntu:Pro:18.04:LTS")).contains(VersionScheme.DPKG);
        assertThat(EcosystemSchemes.of("Red Hat:enterprise_linux:9::baseos")).contains(VersionScheme.RPM);
        assertThat(EcosystemSchemes.of("Maven:https://maven.google.com")).contains(VersionScheme.MAVEN);
    }

    @Test
    void anEcosystemAroundAnotherOneTakesItsScheme() {
        assertThat(EcosystemSchemes.of("TuxCare:Debian:10")).contains(VersionScheme.DPKG);
        assertThat(EcosystemSchemes.of("Docker Hardened Images:Alpine:3.23")).contains(VersionScheme.APK);
        assertThat(EcosystemSchemes.of("TuxCare:".repeat(100_000))).isEmpty();
    }

    @Test
    void anUnknownEcosystemHasNoScheme() {
        assertThat(EcosystemSchemes.of("Android")).isEmpty();
        assertThat(EcosystemSchemes.of("debian:12")).isEmpty();
        assertThat(EcosystemSchemes.of("")).isEmpty();
    }
}
