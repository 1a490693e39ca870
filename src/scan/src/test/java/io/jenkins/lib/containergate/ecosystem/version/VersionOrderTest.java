package io.jenkins.lib.containergate.ecosystem.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders that the package managers themselves document or produce. */
class VersionOrderTest {

    @ParameterizedTest
    @CsvSource({
        "DPKG, 1.0~~ 1.0~~a 1.0~ 1.0 1.0-1~bpo12+1 1.0-1 1.0-1+b1 1.0-1+deb12u1 1.0-2 1.0a 1.0+dfsg 1.0.1 2.0 1:0.1 2:0",
        "DPKG, 2.9.14+dfsg-1.3~deb12u1 2.9.14+dfsg-1.3 2.9.14+dfsg-1.10 2.9.15-1",
        "DPKG, 1.1.1n-0+deb11u5 1.1.1w-0+deb11u1 3.0.9-1 3.0.11-1~deb12u2 3.0.13-1~deb12u1",
        "DPKG, 5.10.9-1 5.10.46-4 5.10.209-2",
        "APK, 1.0_alpha 1.0_alpha1 1.0_beta 1.0_pre 1.0_rc1 1.0_rc10 1.0 1.0-r1 1.0-r10 1.0_git20240101 1.0_p1 1.0a 1.0.1 1.1 1.10",
        "APK, 2.4.9-r0 2.4.23-r9 2.4.23-r10 2.4.100-r0",
        "APK, 1.01 1.02 1.1 1.2",
        "APK, 3.1.4-r0 3.1.4-r1 3.1.4a-r0 3.1.5-r0",
        "RPM, 1.0~rc1-1 1.0-1 1.0-2.el9 1.0-2.el9_2 1.0^20240101-1 1.0.1-1 1.0.10-1 1:0.9-1",
        "RPM, 1.1.1k-7.el8_6 1.1.1k-9.el8_7 1.1.1k-12.el8_9",
        "RPM, 1.a 1.b 1.1 1.2",
        "MAVEN, 1.0-alpha-1 1.0-alpha-2 1.0-beta-1 1.0-milestone-1 1.0-rc1 1.0-SNAPSHOT 1.0 1.0-sp 1.0-foo 1.0-1 1.0.1 1.1 1.10 2",
        "MAVEN, 2.0-beta9 2.0-rc1 2.0 2.0.1 2.14.1 2.15.0 2.16.0 2.17.1",
        "MAVEN, 9.0.0.M1 9.0.0.M9 9.0.1 9.0.37",
        "MAVEN, 20.0-android 30.0-jre 31.1-android 31.1-jre",
        "MAVEN, 4.1.48.Final 4.1.59.Final 4.1.100.Final",
        "SEMVER, 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0",
        "SEMVER, 4.17.4 4.17.15 4.17.21 5.0.0-0 5.0.0",
        "SEMVER, v0.0.0-20190308221718-c2843e01d9a2 v0.0.0-20220314234659-1baeb1ce4c0b v0.17.0",
        "NUGET, 1.0.0-Alpha 1.0.0-beta 1.0.0 1.0.0.1 1.0.1",
        "PUB, 1.0.0-dev 1.0.0 1.0.0+1 1.0.0+2 1.0.1",
        "PEP440, 1.0.dev1 1.0a1.dev1 1.0a1 1.0a2 1.0b1 1.0rc1 1.0 1.0+local 1.0+local.1 1.0+1 1.0.post1.dev1 1.0.post1 1.0.1 1.10 1!0.1",
        "PEP440, 2.11.2 2.11.3 3.0.0a1 3.0.0rc2 3.0.0",
        "RUBYGEMS, 1.0.a 1.0.b1 1.0.rc1 1.0 1.0.1 1.0.10 1.1",
        "RUBYGEMS, 5.2.4.3 5.2.4.4 6.0.0.beta1 6.0.0 6.1.7.6",
        "PACKAGIST, 1.0-dev 1.0-alpha 1.0-beta2 1.0-RC1 1.0 1.0-p1 1.0.1 1.10",
        "BITNAMI, 1.13.1-9 1.13.2 1.13.2-0 1.13.2-3 1.13.2-10 1.13.2-r 1.13.3 1.14.0 2.0.0",
        "DOTTED, 1.0 1.0.0 1.0.1 1.0-2 1.1 2.0"
    })
    void eachIsOlderThanTheNext(VersionScheme scheme, String chain) {
        String[] written = chain.split(" ");
        for (int i = 0; i < written.length; i++) {
            for (int j = 0; j < written.length; j++) {
                assertThat(compare(scheme, written[i], written[j]))
                        .as("%s: %s against %s", scheme, written[i], written[j])
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DPKG, 0:1.0-0, 1.0",
        "DPKG, 1.001, 1.1",
        "APK, 1.0-r0, 1.0",
        "APK, 1.2.3~c0ffee-r1, 1.2.3-r1",
        "RPM, 0:1.0-1, 1.0-1",
        "RPM, (none):1.0-1, 1.0-1",
        "RPM, 1.0, 1_0",
        "MAVEN, 1, 1.0.0",
        "MAVEN, 1.0-GA, 1.0.Final",
        "MAVEN, 1.0-cr2, 1.0-RC2",
        "MAVEN, 1.0a1, 1.0-alpha-1",
        "MAVEN, 1-0-alpha, 1-alpha",
        "SEMVER, v1.2, 1.2.0",
        "SEMVER, 1.2.3+incompatible, 1.2.3",
        "NUGET, 1.0.0-RC1, 1.0-rc1",
        "NUGET, 1.0.0.0, 1.0",
        "PEP440, 1.0.0, 1",
        "PEP440, 1.0-alpha.2, 1.0a2",
        "PEP440, 1.0-1, 1.0.post1",
        "PEP440, V1.0RC1, 1.0c1",
        "RUBYGEMS, 1.0.0, 1",
        "PACKAGIST, v1.2, 1.2.0.0",
        "PACKAGIST, 1.0-stable, 1.0",
        "DOTTED, 1.2-3, 1.2.3"
    })
    void twoSpellingsOfOneVersionAreEqual(VersionScheme scheme, String a, String b) {
        assertThat(compare(scheme, a, b)).isZero();
    }

    private static int compare(VersionScheme scheme, String a, String b) {
        return Integer.signum(
                scheme.parse(a).orElseThrow().compareTo(scheme.parse(b).orElseThrow()));
    }
}
