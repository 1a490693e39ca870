package io.jenkins.lib.containergate.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*/shop/**, registry.example/shop/app, true",
        "*/shop/**, registry.example/shop/team/app:1.4, true",
        "*/shop/**, registry.example/team/shop/app, false",
        "*/shop/**, shop/app, false",
        "123456789012.dkr.ecr.*.amazonaws.com/shop/**, 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/a, true",
        "123456789012.dkr.ecr.*.amazonaws.com/shop/**, 123456789012.dkr.ecr.evil/x.amazonaws.com/shop/a, false",
        "shop, shop, true",
        "shop, shop2, false",
        "shop, a-shop, false",
        "**, anything/at/all, true",
        "*, one, true",
        "*, one/two, false",
        "a*b*c, aXXbYYc, true",
        "a*b*c, aXXbYY, false"
    })
    void aStarOverPathsStopsAtASlashAndTwoDoNot(String pattern, String name, boolean matches) {
        assertThat(Glob.overPath(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2024-*, CVE-2024-1234, true",
        "CVE-2024-*, CVE-2023-1234, false",
        "pkg:deb/debian/zlib*, pkg:deb/debian/zlib1g@1:1.2.13?arch=amd64&distro=debian-12, true",
        "pkg:deb/debian/zlib*, pkg:deb/ubuntu/zlib1g@1, false",
        "*, pkg:npm/%40a/b@1, true",
        "a?c, abc, false",
        "a.c, abc, false"
    })
    void aStarOverTextStandsForAnything(String pattern, String name, boolean matches) {
        assertThat(Glob.overText(pattern).matches(name)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "**, *, true",
        "*, **, false",
        "*/shop/**, */shop/a, true",
        "*/shop/**, */shop/*, true",
        "*/shop/**, **/shop/a, false",
        "a*, a, true",
        "a, a*, false",
        "a*, ab*c, true",
        "a*c, a*b, false"
    })
    void aPatternCoversThePatternsWithin(String outer, String inner, boolean covers) {
        assertThat(Glob.overPath(outer).covers(Glob.overPath(inner))).isEqualTo(covers);
    }

    @Test
    void aCoveredPatternMatchesNothingTheCoveringOneDoesNot() {
        long seed = 20_260_101L;
        Random random = new Random(seed);
        List<String> names = names();
        int covering = 0;
        for (int i = 0; i < 20_000; i++) {
            Glob outer = Glob.overPath(pattern(random));
            Glob inner = Glob.overPath(pattern(random));
            if (outer.covers(inner)) {
                covering++;
                assertThat(names)
                        .as("seed %d, round %d: %s covers %s", seed, i, outer, inner)
                        .noneMatch(name -> inner.matches(name) && !outer.matches(name));
            }
        }
        assertThat(covering).isGreaterThan(500);
    }

    @Test
    void aPatternCoversItself() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Glob glob = Glob.overPath(pattern(random));
            assertThat(glob.covers(glob)).as(glob.toString()).isTrue();
        }
    }

    @Test
    void aPatternMadeToBacktrackIsMatchedInTheSizeOfItsTable() {
        String hostile = "*a".repeat(Glob.MAX_LENGTH / 2);
        assertThat(Glob.overText(hostile).matches("a".repeat(2_000) + "b")).isFalse();
    }

    @Test
    void blankAndEndlessPatternsAreRefused() {
        assertThatThrownBy(() -> Glob.overPath(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Glob.overText("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Glob.overText("a".repeat(Glob.MAX_LENGTH + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String pattern(Random random) {
        String[] parts = {"a", "b", "/", "*", "**"};
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            pattern.append(parts[random.nextInt(parts.length)]);
        }
        return pattern.toString();
    }

    /** Every name of up to six letters of the patterns' alphabet. */
    private static List<String> names() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < 6; length++) {
            int to = all.size();
            for (String name : all.subList(from, to).toArray(String[]::new)) {
                all.add(name + "a");
                all.add(name + "b");
                all.add(name + "/");
            }
            from = to;
        }
        return all;
    }
}
