package io.jenkins.lib.containergate.ecs.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingValueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the parameter Image has no default | give the parameter (--parameter Image=VALUE), or wait",
                "AWS::AccountId is known only at deployment | give the parameter (--parameter AWS::AccountId=VALUE),"
                        + " or wait",
                "the condition Prod is known only at deployment | give what it depends on (--parameter NAME=VALUE), or"
                        + " wait",
                "the value of another stack is known only at deployment | wait",
                "the parameter Image is read from Parameter Store | wait",
                "Role.Arn is known only at deployment | wait",
                "what the resource Role is called is known only at deployment | wait",
                "it is known only after terraform apply | wait",
                "nothing in the template is called Imago | wait"
            })
    void onlyWhatAParameterSettlesAsksForOne(String reason, String remedy) {
        assertThat(MissingValue.remedy(reason, "wait")).isEqualTo(remedy);
    }

    @Test
    void everyPseudoParameterOfATextIsAskedForAtOnce() {
        assertThat(MissingValue.remedy(
                        "AWS::AccountId is known only at deployment",
                        List.of("AWS::AccountId", "AWS::Region", "Role.Arn", "AWS::Region"),
                        "wait"))
                .isEqualTo("give the parameters (--parameter AWS::AccountId=VALUE --parameter AWS::Region=VALUE), or"
                        + " wait");
    }

    @Test
    void theParametersOfSeveralRemediesAreAskedForTogether() {
        String one = MissingValue.remedy("the parameter A has no default", "wait");
        Set<String> names = MissingValue.named(List.of(
                one,
                MissingValue.remedy("the parameter B has no default", "wait"),
                MissingValue.remedy("the condition C is known only at deployment", "wait"),
                "an image called --parameter Z=VALUE"));

        assertThat(names).containsExactly("A", "B");
        assertThat(MissingValue.together(one, names))
                .isEqualTo("give the parameters (--parameter A=VALUE --parameter B=VALUE), or wait");
        assertThat(MissingValue.together("wait", names))
                .isEqualTo("wait; give the parameters (--parameter A=VALUE --parameter B=VALUE)");
    }

    /** A template can have hundreds of parameters with long names. */
    @Test
    void aRemedyNamesAsManyParametersAsFitOnALine() {
        Set<String> names = MissingValue.named(IntStream.range(0, 70)
                .mapToObj(i -> MissingValue.remedy("the parameter P" + i + " has no default", "wait"))
                .toList());

        assertThat(MissingValue.together("wait", names))
                .contains("--parameter P0=VALUE ")
                .endsWith("--parameter P49=VALUE and 20 more)");
    }
}
