package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOverrideCommandsRuleTest extends DeploymentRuleContract {
    private static final String CONTAINER = "Name: web, Image: i";

    @Override
    protected DeploymentRule rule() {
        return new AllowedOverrideCommandsRule(TestTask.expectations().commands());
    }

    @Override
    protected Deployment broken() {
        return schedule(CONTAINER, command("[sh, -c, curl]"));
    }

    @Override
    protected Deployment accepted() {
        return schedule(CONTAINER, command("[/app/migrate, --all]"));
    }

    private static String command(String words) {
        return "'{\"containerOverrides\": [{\"name\": \"web\", \"command\": "
                + words.replaceAll("[^\\[\\], ]+", "\"$0\"") + "}]}'";
    }

    private static Deployment schedule(String container, String input) {
        return launch(
                container,
                "AWS::Scheduler::Schedule",
                "Target: {Arn: c, EcsParameters: {TaskDefinitionArn: !Ref Task}, Input: " + input + "}");
    }

    private static Deployment launch(String container, String type, String properties) {
        return TestDeployment.all("""
            Parameters: {Unset: {Type: String}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Family: shop, ContainerDefinitions: [{%s}]}
              Shop:
                Type: %s
                Properties: {%s}
            """.formatted(container, type, properties)).stream()
                .filter(Launch.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEntryPointOfTheContainerIsAPartOfTheCommand() {
        assertThat(outcome(schedule(CONTAINER + ", EntryPoint: [sh, -c]", command("[/app/migrate]"))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(schedule(CONTAINER + ", EntryPoint: [/app/run]", command("[sh]"))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(schedule(CONTAINER + ", EntryPoint: [!Ref Unset]", command("[/app/migrate]"))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref Unset",
                "!Sub '{\"containerOverrides\": ${Unset}}'",
                "!Sub '{\"containerOverrides\": [{\"name\": \"web\", \"command\": [\"${Unset}\"]}]}'",
                "!Sub '{\"containerOverrides\": [{\"name\": \"${Unset}\", \"command\": [\"/app/a\"]}]}'",
                "'{\"containerOverrides\": [{\"name\": \"other\", \"command\": [\"/app/a\"]}]}'",
                "'{\"containerOverrides\": [{\"name\": \"web\", \"command\": \"/app/a\"}]}'",
                "'{\"containerOverrides\": [{\"name\": \"web\", \"command\": [1]}]}'"
            })
    void aCommandThatIsNotKnownIsAnErrorNotAPass(String input) {
        assertThat(outcome(schedule(CONTAINER, input))).isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"containerOverrides\": [{\"name\": \"web\", \"command\": [\"/app/a\", \"<key>\"]}]}|ERROR",
                "{\"containerOverrides\": [{\"name\": \"web\", \"command\": [<key>]}]}|ERROR",
                "{\"containerOverrides\": [{\"name\": \"web\", \"<key>\": [\"sh\"]}]}|ERROR",
                "{\"<key>\": [{\"name\": \"web\", \"command\": [\"sh\"]}]}|ERROR",
                "{\"containerOverrides\": [{\"name\": \"web\", \"command\": [\"sh\"], \"environment\": [{\"name\":"
                        + " \"a\", \"value\": <key>}]}]}|ERROR",
                "{\"containerOverrides\": [{\"name\": \"web\", \"command\": [\"sh\"]}]}|FAIL",
                "{\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"a\", \"value\":"
                        + " \"<key>\"}]}]}|NOT_APPLICABLE"
            })
    void theTemplateOfAnEventRuleIsReadAsWell(String template, RuleOutcome expected) {
        assertThat(outcome(launch(
                        CONTAINER,
                        "AWS::Events::Rule",
                        "Targets: [{Arn: c, EcsParameters: {TaskDefinitionArn: !Ref Task}, InputTransformer:"
                                + " {InputPathsMap: {key: $.detail}, InputTemplate: '" + template + "'}}]")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[sh]|FAIL", "[/app/a]|PASS", "[$.body.command]|ERROR", "!Ref Unset|ERROR", "[]|NOT_APPLICABLE"})
    void pipesAndStatesHaveOverridesOfTheirOwn(String command, RuleOutcome expected) {
        String overrides = "Overrides: {ContainerOverrides: [{Name: web, Command: " + command + "}]}";
        assertThat(outcome(launch(
                        CONTAINER,
                        "AWS::Pipes::Pipe",
                        "TargetParameters: {EcsTaskParameters: {TaskDefinitionArn: !Ref Task, " + overrides + "}}")))
                .isEqualTo(expected);
        assertThat(outcome(launch(
                        CONTAINER,
                        "AWS::StepFunctions::StateMachine",
                        "Definition: {States: {A: {Type: Task, Resource: 'arn:aws:states:::ecs:runTask', Parameters:"
                                + " {TaskDefinition: !Ref Task, " + overrides + "}}}}")))
                .isEqualTo(expected);
    }

    @Test
    void aCommandThatAStateTakesFromItsInputIsNotKnown() {
        assertThat(outcome(launch(
                        CONTAINER,
                        "AWS::StepFunctions::StateMachine",
                        "Definition: {States: {A: {Type: Task, Resource: 'arn:aws:states:::ecs:runTask', Parameters:"
                                + " {TaskDefinition: !Ref Task, Overrides: {ContainerOverrides: [{Name: web,"
                                + " Command.$: $.command}]}}}}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "shop:7", "!Ref Unset"})
    void theEntryPointOfWhatTheFileDoesNotDeclareIsNotKnown(String task) {
        assertThat(outcome(launch(
                        CONTAINER,
                        "AWS::Scheduler::Schedule",
                        "Target: {Arn: c, EcsParameters: {TaskDefinitionArn: " + task + "}, Input: "
                                + command("[/app/a]") + "}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theCommandIsNotShown() {
        RuleResult result = rule().check(broken());
        assertThat(result.findings().toString()).doesNotContain("curl");
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new AllowedOverrideCommandsRule(Optional.empty())
                        .check(broken())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
