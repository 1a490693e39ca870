package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.version.VersionScheme;
import org.junit.jupiter.api.Test;

class OsvSchemesTest {

    @Test
    void theReleaseDoesNotChangeTheScheme() {
        assertThat(OsvSchemes.of("Debian:12")).contains(VersionScheme.DPKG);
        assertThat(OsvSchemes.of("Ubuntu:Pro:18.04:LTS")).contains(VersionScheme.DPKG);
        assertThat(OsvSchemes.of("Red Hat:enterprise_linux:9::baseos")).contains(VersionScheme.RPM);
        assertThat(OsvSchemes.of("Maven:https://maven.google.com")).contains(VersionScheme.MAVEN);
    }

    @Test
    void anEcosystemAroundAnotherOneTakesItsScheme() {
        assertThat(OsvSchemes.of("TuxCare:Debian:10")).contains(VersionScheme.DPKG);
        assertThat(OsvSchemes.of("Docker Hardened Images:Alpine:3.23")).contains(VersionScheme.APK);
        assertThat(OsvSchemes.of("TuxCare:".repeat(100_000))).isEmpty();
    }

    @Test
    void anUnknownEcosystemHasNoScheme() {
        assertThat(OsvSchemes.of("Android")).isEmpty();
        assertThat(OsvSchemes.of("debian:12")).isEmpty();
        assertThat(OsvSchemes.of("")).isEmpty();
    }
}
