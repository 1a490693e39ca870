package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingCacheTest {
    private final ReadingCache readings = new ReadingCache(100);

    private static ReadingCache.Key key(String run, String agent, String image, String rules) {
        return new ReadingCache.Key(run, agent, image, rules);
    }

    @Test
    void aReadingWithSecretsServesAScanAndNotTheOtherWayRound() {
        readings.keep(key("job#1", "linux", "a", "rules"), new byte[] {1});
        readings.keep(key("job#1", "linux", "b", ""), new byte[] {2});

        assertThat(readings.images("job#1", "linux", "")).containsExactlyInAnyOrder("a", "b");
        assertThat(readings.images("job#1", "linux", "rules")).containsExactly("a");
        assertThat(readings.find("job#1", "linux", "b", "rules")).isEmpty();
        assertThat(readings.find("job#1", "linux", "a", "")).contains(new byte[] {1});
    }

    @Test
    void anotherBuildAnotherAgentAndOtherRulesFindNothing() {
        readings.keep(key("job#1", "linux", "a", "rules"), new byte[] {1});

        assertThat(readings.images("job#2", "linux", "")).isEmpty();
        assertThat(readings.images("job#1", "stranger", "")).isEmpty();
        assertThat(readings.images("job#1", "linux", "others")).isEmpty();
    }

    @Test
    void aBuildThatEndedIsForgotten() {
        readings.keep(key("job#1", "linux", "a", ""), new byte[90]);
        readings.keep(key("job#2", "linux", "a", ""), new byte[10]);
        readings.forget("job#1");

        assertThat(readings.images("job#1", "linux", "")).isEmpty();
        readings.keep(key("job#2", "linux", "b", ""), new byte[90]);
        assertThat(readings.images("job#2", "linux", "")).hasSize(2);
    }

    @Test
    void whatWasNotUsedForTheLongestTimeMakesRoom() {
        readings.keep(key("job#1", "linux", "a", ""), new byte[40]);
        readings.keep(key("job#1", "linux", "b", ""), new byte[40]);
        assertThat(readings.find("job#1", "linux", "a", "")).isPresent();
        readings.keep(key("job#1", "linux", "c", ""), new byte[40]);

        assertThat(readings.images("job#1", "linux", "")).containsExactlyInAnyOrder("a", "c");
        readings.keep(key("job#1", "linux", "huge", ""), new byte[101]);
        assertThat(readings.images("job#1", "linux", "")).doesNotContain("huge");
    }
}
