package io.jenkins.lib.containergate.ecs.account.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
    @ParameterizedTest
    @CsvSource({
        "*, s3:*, true",
        "s3:*, *, false",
        "s3:Get*, s3:GetObject, true",
        "s3:?et*, s3:Get*, true",
        "?, *, false",
        "a*c, a*b*c, true",
        "a?c, a*c, false",
        "a, a, true",
        "a, b, false",
        "*, '', true",
        "'', '', true"
    })
    void covers(String outer, String inner, boolean expected) {
        assertThat(Wildcards.covers(outer, inner)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:Get*, s3:*Object, true",
        "s3:*, iam:*, false",
        "a?c, abc, true",
        "a*, *b, true",
        "a, ab, false",
        "*, '', true",
        "?, '', false",
        "ab*, a?c*, true",
        "ab*, ac*, false",
        "ab*, a*c, true"
    })
    void overlap(String one, String other, boolean expected) {
        assertThat(Wildcards.overlap(one, other)).isEqualTo(expected);
        assertThat(Wildcards.overlap(other, one)).isEqualTo(expected);
    }

    /** Against plain matching of all short texts: never told to cover what is not, never told apart what overlaps. */
    @Test
    void neverErrsOnTheDangerousSide() {
        Random random = new Random(34);
        for (int i = 0; i < 3_000; i++) {
            String one = pattern(random);
            String other = pattern(random);
            boolean overlap = false;
            boolean covers = true;
            for (String text : texts()) {
                boolean inOne = text.matches(regex(one));
                boolean inOther = text.matches(regex(other));
                overlap |= inOne && inOther;
                covers &= inOne || !inOther;
            }
            String as = one + " and " + other;
            assertThat(Wildcards.overlap(one, other) || !overlap).as(as).isTrue();
            assertThat(!Wildcards.covers(one, other) || covers).as(as).isTrue();
        }
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            pattern.append("ab*?".charAt(random.nextInt(4)));
        }
        return pattern.toString();
    }

    private static String regex(String pattern) {
        return pattern.replace("*", ".*").replace("?", ".");
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0; from < 31; from++) {
            texts.add(texts.get(from) + "a");
            texts.add(texts.get(from) + "b");
        }
        return texts;
    }
}
