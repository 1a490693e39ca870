package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainPolicyTest {
    @Test
    void whatIsEmptyIsNotSaid() {
        assertThat(new PlainPolicy()
                        .text("a", null)
                        .scalar("b", null)
                        .flag("c", null)
                        .texts("d", List.of())
                        .section("e", null)
                        .values("f", Map::of)
                        .map())
                .isEmpty();
    }

    @Test
    void anEmptySectionIsSaid() {
        assertThat(new PlainPolicy().section("vulnerabilities", Map::of).map())
                .isEqualTo(Map.of("vulnerabilities", Map.of()));
    }

    @Test
    void anEmptyListOfWhoMayReachAServiceIsSaid() {
        assertThat(new PlainPolicy().list("reachableFrom", List.of()).map())
                .isEqualTo(Map.of("reachableFrom", List.of()));
    }

    @Test
    void numbersAreNumbersAndEverythingElseStaysAsItIs() {
        assertThat(new PlainPolicy()
                        .scalar("zero", "0")
                        .scalar("half", "0.5")
                        .scalar("word", "unlimited")
                        .scalar("negative", "-1")
                        .scalar("huge", "99999999999")
                        .map())
                .isEqualTo(Map.of(
                        "zero",
                        0,
                        "half",
                        new BigDecimal("0.5"),
                        "word",
                        "unlimited",
                        "negative",
                        "-1",
                        "huge",
                        "99999999999"));
    }

    @Test
    void aTextThatLooksLikeANumberStaysAText() {
        assertThat(new PlainPolicy().text("ticket", "12").map()).isEqualTo(Map.of("ticket", "12"));
    }

    @Test
    void pairsAreAMappingAndWhatIsNoneIsLeftToTheParserOfPolicies() {
        assertThat(new PlainPolicy()
                        .pairs("good", List.of("stage=prod", "query = a=b"))
                        .pairs("none", List.of())
                        .pairs("bare", List.of("stage"))
                        .pairs("twice", List.of("stage=prod", "stage=test"))
                        .map())
                .isEqualTo(Map.of(
                        "good", Map.of("stage", "prod", "query", "a=b"), "bare", "stage", "twice", "stage=test"));
    }

    @Test
    void aFlagThatIsNoneIsLeftToTheParserOfPolicies() {
        assertThat(new PlainPolicy().flag("a", "true").flag("b", "yes").map()).isEqualTo(Map.of("a", true, "b", "yes"));
    }

    @Test
    void severalProfilesAreAList() {
        assertThat(new PlainPolicy()
                        .profiles("a", "strict")
                        .profiles("b", "baseline, fsbp")
                        .map())
                .isEqualTo(Map.of("a", "strict", "b", List.of("baseline", "fsbp")));
    }
}
