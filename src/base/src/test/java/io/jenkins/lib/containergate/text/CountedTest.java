package io.jenkins.lib.containergate.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|waiver|0 waivers",
                "1|waiver|1 waiver",
                "2000|entry|2,000 entries",
                "2|key|2 keys",
                "3|package of Debian|3 packages of Debian",
                "2|switch|2 switches",
                "2|AWS::ECS::Service|2 AWS::ECS::Service"
            })
    void onlyOneIsInTheSingular(long count, String kind, String expected) {
        assertThat(Counted.of(count, kind)).isEqualTo(expected);
    }
}
