package io.jenkins.lib.containergate.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.segment.AllowedSources;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import io.jenkins.lib.containergate.policy.setting.SegmentSet.Segment;
import io.jenkins.lib.containergate.policy.setting.SegmentSet.SourcePattern;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentSetTest {
    private static final Source INTERNET = Source.of(SourceKind.INTERNET, "0.0.0.0/0");

    private static Segment segment(String service, String... from) {
        return new Segment(
                Glob.overText(service),
                Arrays.stream(from)
                        .map(text -> SourcePattern.of(text).orElseThrow())
                        .toList());
    }

    private static AllowedSources allowed(String service, Segment... segments) {
        return new SegmentSet(List.of(segments)).allowed(service).orElseThrow();
    }

    private static Source service(String name) {
        return Source.of(SourceKind.SERVICE, name);
    }

    @Test
    void aPatternWithoutAKindMeansServicesAndNothingElse() {
        AllowedSources anyService = allowed("shop", segment("shop", "*"));
        assertThat(anyService.allows(service("web"))).isTrue();
        assertThat(anyService.allows(INTERNET)).isFalse();
        assertThat(anyService.allows(Source.of(SourceKind.ALB, "front"))).isFalse();
    }

    @Test
    void aServiceThatIsCalledLikeAKindIsStillAService() {
        assertThat(allowed("shop", segment("shop", "internet")).allows(service("internet")))
                .isTrue();
        assertThat(allowed("shop", segment("shop", "internet")).allows(INTERNET))
                .isFalse();
        assertThat(allowed("shop", segment("shop", "internet:*")).allows(INTERNET))
                .isTrue();
    }

    @Test
    void everyEntryThatMatchesHasToAllow() {
        AllowedSources both = allowed("shop", segment("*", "web", "cron"), segment("shop", "web", "cart"));
        assertThat(both.allows(service("web"))).isTrue();
        assertThat(both.allows(service("cron"))).isFalse();
        assertThat(both.allows(service("cart"))).isFalse();
    }

    @Test
    void anEmptyListIsNobodyAndNoListIsNoJudgement() {
        SegmentSet set = new SegmentSet(List.of(segment("vault")));
        assertThat(set.allowed("vault").orElseThrow().allows(service("web"))).isFalse();
        assertThat(set.allowed("vault").orElseThrow().text()).isEqualTo("nobody");
        assertThat(set.allowed("shop")).isEmpty();
    }

    @Test
    void kindsThatThereAreNotAreNoPatterns() {
        for (String text : List.of("lb:x", ":x", "alb:", "", " ")) {
            assertThat(SourcePattern.of(text)).as(text).isEmpty();
        }
    }
}
