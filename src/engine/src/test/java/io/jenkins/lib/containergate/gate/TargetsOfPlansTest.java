package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets of rules, schedules and pipes of a plan that are known only after apply. */
class TargetsOfPlansTest {
    private static final String CLUSTER = change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}");
    /** With a module of a function, and one that hands on what it finds. */
    private static final String MODULES = ", \"module_calls\": {\"f\": {\"module\": {\"outputs\": {\"arn\":"
            + " {\"expression\": {\"references\": [\"aws_lambda_function.this[0].arn\", \"aws_lambda_function.this[0]\","
            + " \"aws_lambda_function.this\"]}}, \"found\": {\"expression\": {\"references\":"
            + " [\"data.aws_sfn_state_machine.m.arn\", \"data.aws_sfn_state_machine.m\"]}}, \"given\": {\"expression\":"
            + " {\"references\": [\"var.arn\"]}}}}, \"expressions\": {\"arn\": {\"references\":"
            + " [\"data.aws_sfn_state_machine.m.arn\", \"data.aws_sfn_state_machine.m\"]}}}}";

    /** @param after of the resource, without what its expressions say */
    private static List<String> objections(String type, String after, String unknown, String expressions)
            throws GateException, InterruptedException {
        String plan = "{\"format_version\": \"1.2\", \"resource_changes\": [" + CLUSTER + ","
                + change(type, "x", after, unknown)
                + "], \"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"" + type
                + ".x\", \"mode\": \"managed\", \"expressions\": " + expressions + "}]" + MODULES + "}}}";
        return FileObjections.shown(FileObjections.findings(plan), finding -> finding.undecided());
    }

    private static String references(String names) {
        return "{\"references\": [\"" + names.replace(" ", "\", \"") + "\"]}";
    }

    @ParameterizedTest
    @CsvSource({
        "aws_lambda_function.f.arn aws_lambda_function.f, false",
        "module.f.arn module.f, false",
        "var.other aws_lambda_function.f.arn aws_lambda_function.f, false",
        "aws_lambda_function.f each.key, false",
        "module.f.found module.f, true",
        "module.f.given module.f, true",
        "module.f.other module.f, true",
        "module.f, true",
        "local.arn, true",
        "each.value each, true",
        "data.aws_sfn_state_machine.m.arn data.aws_sfn_state_machine.m, true",
        "terraform_data.m.output terraform_data.m, true",
        "aws_ssm_parameter.m.value aws_ssm_parameter.m, true"
    })
    void aTargetThatMayBeOutsideOfThePlanIsUndecided(String names, boolean undecided)
            throws GateException, InterruptedException {
        List<String> expected = undecided ? List.of("every-resource-evaluated undecided") : List.of();
        String arn = references(names);
        assertThat(objections("aws_cloudwatch_event_target", "{}", "{\"arn\": true}", "{\"arn\": " + arn + "}"))
                .isEqualTo(expected);
        assertThat(objections(
                        "aws_scheduler_schedule",
                        "{\"target\": [{}]}",
                        "{\"target\": [{\"arn\": true}]}",
                        "{\"target\": [{\"arn\": " + arn + "}]}"))
                .isEqualTo(expected);
        assertThat(objections("aws_pipes_pipe", "{}", "{\"target\": true}", "{\"target\": " + arn + "}"))
                .isEqualTo(expected);
        // of an object a plan says what all of it refers to
        assertThat(objections(
                        "awscc_scheduler_schedule",
                        "{\"target\": {}}",
                        "{\"target\": {\"arn\": true}}",
                        "{\"target\": " + arn + "}"))
                .isEqualTo(expected);
        assertThat(objections(
                        "awscc_events_rule",
                        "{\"targets\": [{}]}",
                        "{\"targets\": [{\"arn\": true}]}",
                        "{\"targets\": " + arn + "}"))
                .isEqualTo(expected);
        assertThat(objections("awscc_pipes_pipe", "{}", "{\"target\": true}", "{\"target\": " + arn + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"arn\": {}}", "{\"arn\": {\"references\": []}}"})
    void aTargetOfWhichThePlanDoesNotSayWhatItRefersToIsUndecided(String expressions)
            throws GateException, InterruptedException {
        assertThat(Stream.of(objections("aws_cloudwatch_event_target", "{}", "{\"arn\": true}", expressions)))
                .containsExactly(List.of("every-resource-evaluated undecided"));
    }
}
