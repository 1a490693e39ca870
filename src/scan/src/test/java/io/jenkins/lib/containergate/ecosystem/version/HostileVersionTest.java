package io.jenkins.lib.containergate.ecosystem.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostileVersionTest {
    private static final String CHARACTERS = "019aAzZ.-_~^+:!rRv \u0000\n${}\u0665\u00e9\ud83d";

    @ParameterizedTest
    @CsvSource({
        "DPKG, 1.0_1",
        "DPKG, a:1.0",
        "DPKG, 1.0-",
        "DPKG, -1",
        "DPKG, 99999999999:1",
        "DPKG, ${Version}",
        "APK, 1..0",
        "APK, 1.0_banana",
        "APK, 5.1p1",
        "APK, latest",
        "RPM, 1.0 2",
        "RPM, x:1",
        "MAVEN, ${project.version}",
        "MAVEN, 1.0 final",
        "SEMVER, latest",
        "SEMVER, (devel)",
        "SEMVER, 1..2",
        "SEMVER, file:../left-pad",
        "NUGET, *",
        "PEP440, 2004d-",
        "PEP440, 0.7.4.svn.r2010",
        "PEP440, unknown",
        "RUBYGEMS, beta",
        "PACKAGIST, dev-master",
        "DOTTED, 1.x"
    })
    void whatIsNoVersionDoesNotParse(VersionScheme scheme, String text) {
        assertThat(scheme.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void emptyAndBlankDoNotParse(VersionScheme scheme) {
        assertThat(scheme.parse("")).isEmpty();
        assertThat(scheme.parse(" \t")).isEmpty();
    }

    /** A version that is one number, or in a scheme with exactly three of them its first. */
    private static String written(VersionScheme scheme, String number) {
        return scheme == VersionScheme.BITNAMI ? number + ".0.0" : number;
    }

    @ParameterizedTest
    @EnumSource
    void theLengthBoundIsExact(VersionScheme scheme) {
        int digits = VersionScheme.MAX_LENGTH - written(scheme, "").length();
        assertThat(scheme.parse(written(scheme, "1".repeat(digits)))).isPresent();
        assertThat(scheme.parse(written(scheme, "1".repeat(digits + 1)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void numbersBeyondAnyMachineWordCompareByValue(VersionScheme scheme) {
        Version smaller = scheme.parse(written(scheme, "9".repeat(400))).orElseThrow();
        Version larger = scheme.parse(written(scheme, "1" + "0".repeat(400))).orElseThrow();
        assertThat(smaller.compareTo(larger)).isNegative();
    }

    @ParameterizedTest
    @EnumSource
    void garbageNeitherThrowsNorHangs(VersionScheme scheme) {
        long seed = 20260101L;
        Random random = new Random(seed);
        Version one = scheme.parse(written(scheme, "1")).orElseThrow();
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder(i % 2 == 0 ? "" : "1");
                int repeats = 1 + random.nextInt(40);
                for (int k = random.nextInt(6); k >= 0; k--) {
                    char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
                    text.append(String.valueOf(c).repeat(repeats));
                }
                scheme.parse(text.toString())
                        .ifPresent(version -> assertThat(version.compareTo(one))
                                .as("seed %d, %s", seed, text)
                                .isEqualTo(-one.compareTo(version)));
            }
        });
    }
}
