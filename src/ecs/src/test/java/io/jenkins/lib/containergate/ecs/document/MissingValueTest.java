package io.jenkins.lib.containergate.ecs.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingValueTest {
    private static final Reason CONDITION = new Reason.Dependent("the condition C is known only at deployment");

    private static Reason parameter(String name) {
        return new Reason.Parameter("the parameter " + name + " has no default", name);
    }

    @Test
    void onlyWhatAParameterSettlesAsksForOne() {
        assertThat(MissingValue.remedy(parameter("Image"), "wait"))
                .isEqualTo("give the parameter (--parameter Image=VALUE), or wait");
        assertThat(MissingValue.remedy(parameter("AWS::AccountId"), "wait"))
                .isEqualTo("give the parameter (--parameter AWS::AccountId=VALUE), or wait");
        assertThat(MissingValue.remedy(CONDITION, "wait"))
                .isEqualTo("give what it depends on (--parameter NAME=VALUE), or wait");
        assertThat(MissingValue.remedy(new Reason.Deployment("another stack says it"), "wait"))
                .isEqualTo("wait");
        assertThat(MissingValue.remedy(new Reason.Apply("it is known after apply"), "wait"))
                .isEqualTo("wait");
        assertThat(MissingValue.remedy(new Reason.Rendering("a tool fills it in"), "wait"))
                .isEqualTo("check the file that the tool writes, in which everything is filled in, or wait");
    }

    @Test
    void noNameThatAShellWouldTakeOtherwiseIsPutIntoAnOption() {
        assertThat(MissingValue.remedy(parameter("A;reboot"), "wait"))
                .isEqualTo("give what it depends on (--parameter NAME=VALUE), or wait");
    }

    @Test
    void everyPseudoParameterOfATextIsAskedForAtOnce() {
        assertThat(MissingValue.remedy(
                        parameter("AWS::AccountId"),
                        List.of("AWS::AccountId", "AWS::Region", "Role.Arn", "AWS::Region"),
                        "wait"))
                .isEqualTo("give the parameters (--parameter AWS::AccountId=VALUE --parameter AWS::Region=VALUE), or"
                        + " wait");
    }

    @Test
    void theParametersOfSeveralRemediesAreAskedForTogether() {
        String one = MissingValue.remedy(parameter("A"), "wait");
        Set<String> names = MissingValue.named(List.of(
                one,
                MissingValue.remedy(parameter("B"), "wait"),
                MissingValue.remedy(CONDITION, "wait"),
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
                .mapToObj(i -> MissingValue.remedy(parameter("P" + i), "wait"))
                .toList());

        assertThat(MissingValue.together("wait", names))
                .contains("--parameter P0=VALUE ")
                .endsWith("--parameter P49=VALUE and 20 more)");
    }
}
