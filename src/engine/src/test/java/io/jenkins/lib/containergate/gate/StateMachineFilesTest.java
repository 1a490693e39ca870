package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.Account;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that state machines of a template or plan start are held to what schedules are held to. */
class StateMachineFilesTest {
    private static final Set<String> RULES =
            Set.of("no-public-ip", "exec-disabled", "no-secrets-in-deployments", "every-resource-evaluated");
    private static final String RUN = "\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::ecs:runTask\"";
    private static final String GOOD =
            "\"TaskDefinition\": \"shop\", \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"AssignPublicIp\":"
                    + " \"DISABLED\", \"SecurityGroups\": [\"sg-1\"], \"Subnets\": [\"subnet-1\"]}}";
    private static final String PUBLIC = GOOD.replace("DISABLED", "ENABLED");
    private static final String SECRET =
            GOOD + ", \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"app\", \"Environment\": [{\"Name\":"
                    + " \"DB_PASSWORD\", \"Value\": \"hunter2\"}]}]}";

    private static List<String> of(Definitions definitions) throws GateException, InterruptedException {
        return FileObjections.shown(
                JudgedFile.findings(JudgedFile.judge(definitions)),
                finding -> RULES.contains(finding.rule().value()));
    }

    private static List<String> of(Map<String, String> files) throws GateException, InterruptedException {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return of(new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).parse(contents));
    }

    private static List<String> properties(String type, String properties) throws GateException, InterruptedException {
        return of(FileObjections.parsed(
                FileObjections.template("\"X\": {\"Type\": \"" + type + "\", \"Properties\": {" + properties + "}}")));
    }

    private static List<String> machine(String properties) throws GateException, InterruptedException {
        return properties("AWS::StepFunctions::StateMachine", properties);
    }

    private static String states(String state) {
        return "{\"StartAt\": \"Run\", \"States\": {\"Run\": {" + state + "}}}";
    }

    private static String run(String parameters) {
        return states(RUN + ", \"Parameters\": {" + parameters + "}");
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private static List<String> definition(String definition) throws GateException, InterruptedException {
        List<String> asObject = machine("\"Definition\": " + definition);
        assertThat(machine("\"DefinitionString\": " + quoted(definition))).isEqualTo(asObject);
        return asObject;
    }

    @Test
    void aStateThatRunsTasksInOrderIsNotObjectedTo() throws GateException, InterruptedException {
        assertThat(definition(run(GOOD))).isEmpty();
        assertThat(definition("{\"States\": {\"Wait\": {\"Type\": \"Wait\"}}}")).isEmpty();
        assertThat(definition(states("\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\","
                        + " \"Parameters\": {\"FunctionName.$\": \"$.name\"}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:states:::ecs:runTask",
                "arn:aws:states:::ecs:runTask.sync",
                "arn:aws:states:::ecs:runTask.waitForTaskToken",
                "arn:aws-cn:states:::ecs:runTask.sync:2",
                "arn:aws:states:::aws-sdk:ecs:runTask",
                "arn:aws:states:::aws-sdk:ecs:startTask"
            })
    void aPublicAddressIsForbiddenHoweverTasksAreRun(String resource) throws GateException, InterruptedException {
        assertThat(definition(run(PUBLIC).replace("arn:aws:states:::ecs:runTask", resource)))
                .containsExactly("no-public-ip");
    }

    @Test
    void aShellAndSecretsAreForbiddenAsInSchedules() throws GateException, InterruptedException {
        assertThat(definition(run(GOOD + ", \"EnableExecuteCommand\": true"))).containsExactly("exec-disabled");
        assertThat(definition(run(SECRET))).containsExactly("no-secrets-in-deployments");
        assertThat(definition(states(RUN + ", \"QueryLanguage\": \"JSONata\", \"Arguments\": {" + SECRET + "}")))
                .containsExactly("no-secrets-in-deployments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Type\": \"Parallel\", \"Branches\": [{\"States\": {\"A\": {\"Type\": \"Wait\"}}}, INNER]",
                "\"Type\": \"Map\", \"ItemProcessor\": INNER",
                "\"Type\": \"Map\", \"Iterator\": INNER",
                "\"Type\": \"Map\", \"ItemProcessor\": {\"States\": {\"P\": {\"Type\": \"Parallel\", \"Branches\":"
                        + " [INNER]}}}"
            })
    void nestedStatesAreFound(String outer) throws GateException, InterruptedException {
        assertThat(definition(states(outer.replace("INNER", run(PUBLIC))))).containsExactly("no-public-ip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"TaskDefinition.$\": \"$.task\"",
                "\"TaskDefinition\": \"shop\", \"Overrides.$\": \"$.overrides\"",
                "\"TaskDefinition\": \"{% $task %}\"",
                "\"TaskDefinition\": \"shop\", \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"app\","
                        + " \"Environment\": [{\"Name\": \"ORDER\", \"Value.$\": \"$.order\"}]}]}",
                "\"TaskDefinition\": \"shop\", \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"app\","
                        + " \"Environment\": [{\"Name\": \"ORDER\", \"Value\": \"{% $order %}\"}]}]}",
                "\"TaskDefinition\": \"shop\", \"Overrides\": {\"TaskRoleArn\":"
                        + " \"arn:aws:iam::123456789012:role/admin\"}",
                "\"TaskDefinition\": \"shop\", \"taskDefinition\": \"other\""
            })
    void whatIsKnownOnlyWhenItRunsIsUndecided(String parameters) throws GateException, InterruptedException {
        assertThat(definition(run(parameters))).containsExactly("every-resource-evaluated undecided");
    }

    @Test
    void anAddressFromTheInputIsNoPass() throws GateException, InterruptedException {
        assertThat(definition(run(GOOD.replace("\"AssignPublicIp\": \"DISABLED\"", "\"AssignPublicIp.$\": \"$.ip\""))))
                .containsExactly("every-resource-evaluated undecided", "no-public-ip undecided");
        assertThat(definition(run(GOOD.replace("\"DISABLED\"", "\"{% $ip %}\""))))
                .containsExactly("every-resource-evaluated undecided", "no-public-ip undecided");
        assertThat(definition(run(GOOD + ", \"EnableExecuteCommand.$\": \"$.exec\"")))
                .containsExactly("every-resource-evaluated undecided", "exec-disabled undecided");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Resource\": \"arn:aws:states:::ecs:runTask\"",
                "\"Resource\": \"arn:aws:states:::ecs:runTask\", \"Arguments\": \"{% $all %}\"",
                "\"Resource\": \"arn:aws:states:::aws-sdk:ecs:updateService\", \"Parameters\": {}",
                "\"Resource\": \"arn:aws:states:::aws-sdk:ecs:registerTaskDefinition\", \"Parameters\": {}",
                "\"Resource\": \"arn:aws:states:::batch:submitJob.sync\", \"Parameters\": {}",
            })
    void callsThatAreNotEvaluatedAreUndecided(String state) throws GateException, InterruptedException {
        assertThat(definition(states(state))).containsExactly("every-resource-evaluated undecided");
    }

    /** Not plain JSON: it is named, and followed no further. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"DefinitionString\": {\"Fn::Sub\": \"{\\\"States\\\": {\\\"A\\\": ${Unknown}}}\"}",
                "\"DefinitionString\": {\"Ref\": \"Unknown\"}",
                "\"DefinitionString\": \"not JSON\"",
                "\"DefinitionString\": \"[]\"",
                "\"DefinitionString\": {\"Fn::Sub\": \"{\\\"States\\\": {\\\"A\\\": {\\\"Resource\\\": \\\"${Unknown}\\\","
                        + " \\\"Parameters\\\": {\\\"TaskDefinition\\\": \\\"shop\\\"}}}}\"}",
                "\"DefinitionString\": {\"Fn::Sub\": \"{\\\"States\\\": {\\\"A\\\": {\\\"${Unknown}\\\": {}}}}\"}",
                "\"Definition\": {\"States\": {\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}}",
                "\"Definition\": {\"States\": {\"A\": {\"Ref\": \"Unknown\"}}}",
                "\"DefinitionUri\": \"s3://bucket/machine.json\"",
                "\"DefinitionUri\": {\"Bucket\": \"b\", \"Key\": \"k\"}",
                "\"DefinitionUri\": \"../machine.json\"",
                "\"DefinitionUri\": \"machine.json\"",
                "\"DefinitionS3Location\": {\"Bucket\": \"b\", \"Key\": \"k\"}",
                "\"Name\": \"x\""
            })
    void aDefinitionThatTheFileDoesNotHoldIsNamed(String properties) throws GateException, InterruptedException {
        assertThat(machine(properties)).isEmpty();
        assertThat(FileObjections.parsed(FileObjections.template(
                                "\"X\": {\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {" + properties
                                        + "}}"))
                        .leftOut()
                        .notEvaluated())
                .extracting(Account.NotEvaluated::reason)
                .containsExactly("X (line 1): its definition, or a part of it, is not plain JSON in the file, and could"
                        + " start tasks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:states:::${Unknown}:runTask",
                "arn:aws:states:::aws-sdk:${Unknown}:registerTaskDefinition"
            })
    void aCallThatStartsTasksWhateverTheServiceIsCalledIsUndecided(String call)
            throws GateException, InterruptedException {
        assertThat(machine("\"DefinitionString\": {\"Fn::Sub\": \"{\\\"States\\\": {\\\"A\\\": {\\\"Resource\\\":"
                        + " \\\"" + call + "\\\"}}}\"}"))
                .containsExactly("every-resource-evaluated undecided");
    }

    @Test
    void whatTheTemplateFillsInIsEvaluated() throws GateException, InterruptedException {
        String sub = quoted(run(PUBLIC)
                .replace("arn:aws:", "arn:${AWS::Partition}:")
                .replace("\"shop\"", "\"${Task}\"")
                .replace("sg-1", "${Group}"));
        String group = ", \"Group\": {\"Type\": \"AWS::EC2::SecurityGroup\", \"Properties\": {}}";
        assertThat(of(FileObjections.parsed(FileObjections.template(
                        "\"X\": {\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\":"
                                + " {\"DefinitionString\": {\"Fn::Sub\": "
                                + sub + "}}}" + group))))
                .containsExactly("no-public-ip");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ip\": \"ENABLED\"}|no-public-ip",
                "{\"ip\": \"DISABLED\"}|``",
                "{\"ip\": {\"Ref\": \"Unknown\"}}|no-public-ip undecided",
                "{\"Ref\": \"Unknown\"}|no-public-ip undecided"
            })
    void substitutionsAreMade(String substitutions, String objection) throws GateException, InterruptedException {
        String definition = run(GOOD.replace("DISABLED", "${ip}"));
        List<String> expected = objection.isEmpty() ? List.of() : List.of(objection);
        assertThat(machine("\"Definition\": " + definition + ", \"DefinitionSubstitutions\": " + substitutions))
                .isEqualTo(expected);
        assertThat(machine("\"DefinitionString\": " + quoted(definition) + ", \"DefinitionSubstitutions\": "
                        + substitutions))
                .isEqualTo(expected);
    }

    @Test
    void whatIsFilledInElsewhereIsNoHindrance() throws GateException, InterruptedException {
        assertThat(machine("\"DefinitionString\": {\"Fn::Sub\": \"{\\\"States\\\": {\\\"${Unknown}\\\":"
                        + " {\\\"Resource\\\": \\\"arn:${Unknown}:states:::lambda:${Unknown}\\\","
                        + " \\\"Parameters\\\": {\\\"${Unknown}\\\": 1}}}}\"}"))
                .isEmpty();
    }

    /** @param state in which a value that is not known stands outside a text */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Resource\": \"arn:aws:states:::lambda:invoke\", \"Comment\": \"a \\\"quoted\\\" one\","
                        + " \"TimeoutSeconds\": ${T}}|``",
                "{\"Type\": \"Wait\", \"Seconds\": ${T}}|``",
                "{RUN, \"TimeoutSeconds\": ${T}, \"Parameters\": {PUBLIC}}|no-public-ip",
                "{RUN, \"Parameters\": ${T}}|every-resource-evaluated undecided",
                "{\"Resource\": ${T}, \"Parameters\": {\"TaskDefinition\": \"t\"}}|``",
                "{\"Type\": \"Parallel\", \"Branches\": [${T}]}|``",
                "{\"Type\": \"Wait\", ${T}}|``",
                "{\"Type\": \"Wait\", \"Seconds\": 1${T}}|``",
                "${T}|``"
            })
    void aNumberThatIsFilledInIsAValueThatIsNotKnown(String state, String objection)
            throws GateException, InterruptedException {
        List<String> expected = objection.isEmpty() ? List.of() : List.of(objection);
        String definition =
                quoted("{\"States\": {\"A\": " + state.replace("RUN", RUN).replace("PUBLIC", PUBLIC) + "}}");
        assertThat(machine("\"DefinitionString\": {\"Fn::Sub\": " + definition.replace("${T}", "${Unknown}") + "}"))
                .isEqualTo(expected);
        assertThat(machine("\"DefinitionString\": " + definition
                        + ", \"DefinitionSubstitutions\": {\"T\": {\"Ref\": \"Unknown\"}}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"EnableExecuteCommand\"|exec-disabled",
                "\"Group\"|''",
                "{\"Ref\": \"Unknown\"}|every-resource-evaluated undecided"
            })
    void namesOfMembersAreSubstitutedAsWell(String name, String objection) throws GateException, InterruptedException {
        String definition = run("\"${name}\": true, " + GOOD);
        String given = ", \"DefinitionSubstitutions\": {\"name\": " + name + "}";
        List<String> expected = objection.isEmpty() ? List.of() : List.of(objection);
        assertThat(machine("\"Definition\": " + definition + given)).isEqualTo(expected);
        assertThat(machine("\"DefinitionString\": " + quoted(definition) + given))
                .isEqualTo(expected);
    }

    @Test
    void aCallThatIsLongerThanAnyArnIsNotFollowed() throws GateException, InterruptedException {
        String call = "{\"Fn::Sub\": \"${Unknown}" + ":states:::ecs:".repeat(100_000) + "\"}";
        assertThat(machine("\"Definition\": {\"States\": {\"A\": {\"Resource\": " + call + "}}}"))
                .isEmpty();
    }

    @Test
    void substitutionsMakeNoTextWithoutEnd() {
        String texts = "[" + (quoted("${a}".repeat(100)) + ", ").repeat(100) + "1]";
        String given = ", \"DefinitionSubstitutions\": {\"a\": \"" + "x".repeat(1_000) + "\"}";
        for (String definition : List.of(
                "\"Definition\": {\"Comment\": " + texts + "}",
                "\"DefinitionString\": " + quoted("{\"Comment\": " + texts + "}"))) {
            assertThatThrownBy(() -> machine(definition + given))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("maxText");
        }
    }

    @Test
    void aSubstitutionCanBringAState() throws GateException, InterruptedException {
        assertThat(machine("\"DefinitionString\": \"{\\\"States\\\": {\\\"A\\\": ${state}}}\","
                        + " \"DefinitionSubstitutions\":"
                        + " {\"state\":"
                        + " " + quoted("{" + RUN + ", \"Parameters\": {" + PUBLIC + "}}") + "}"))
                .containsExactly("no-public-ip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.asl.json", "./run.asl.json"})
    void aDefinitionInAFileBesideTheTemplateIsEvaluated(String uri) throws GateException, InterruptedException {
        String template = FileObjections.template("\"X\": {\"Type\": \"AWS::Serverless::StateMachine\", \"Properties\":"
                + " {\"DefinitionUri\": \"" + uri + "\", \"DefinitionSubstitutions\": {\"ip\": \"ENABLED\"}}}");
        String definition = run(GOOD.replace("DISABLED", "${ip}"));
        assertThat(of(Map.of("sam/template.json", template, "sam/run.asl.json", definition)))
                .containsExactly("no-public-ip");
        assertThat(of(Map.of("sam/template.json", template, "sam/run.asl.json", run(GOOD))))
                .isEmpty();
        assertThat(of(Map.of("sam/template.json", template, "other/run.asl.json", definition)))
                .isEmpty();
    }

    @Test
    void aDefinitionInYamlIsEvaluated() throws GateException, InterruptedException {
        String template = FileObjections.template("\"X\": {\"Type\": \"AWS::Serverless::StateMachine\", \"Properties\":"
                + " {\"DefinitionUri\": \"run.asl.yaml\"}}");
        String definition =
                "StartAt: Run\nStates:\n  Run:\n    Type: Task\n    Resource: arn:aws:states:::ecs:runTask.sync\n"
                        + "    Parameters:\n      TaskDefinition: shop\n      EnableExecuteCommand: true\n";
        assertThat(of(Map.of("sam/template.json", template, "sam/run.asl.yaml", definition)))
                .containsExactly("exec-disabled");
    }

    @Test
    void machinesOfAPlanAreEvaluated() throws GateException, InterruptedException {
        assertThat(plan("{\"definition\": " + quoted(run(PUBLIC)) + "}", "{}")).containsExactly("no-public-ip");
        assertThat(plan("{\"definition\": " + quoted(run(GOOD)) + "}", "{}")).isEmpty();
        assertThat(plan("{}", "{\"definition\": true}")).isEmpty();
    }

    private static List<String> plan(String after, String unknown) throws GateException, InterruptedException {
        return of(FileObjections.parsed(FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change("aws_sfn_state_machine", "x", after, unknown)),
                Stream.of())));
    }

    @Test
    void statesWhoseNamesDifferOnlyInCaseAreReadApart() throws GateException, InterruptedException {
        assertThat(definition("{\"States\": {\"run\": {\"Type\": \"Wait\"}, \"Run\": {" + RUN + ", \"Parameters\": {"
                        + PUBLIC + "}}}}"))
                .containsExactly("no-public-ip");
    }

    /** What stands for a value that is filled in cannot be written by the author of the file. */
    @Test
    void aCharacterThatStandsForAValueIsNoValue() throws GateException, InterruptedException {
        assertThat(definition(run(GOOD.replace("DISABLED", "\uFFFC0\uFFFC"))))
                .containsExactly("no-public-ip undecided");
        assertThat(definition(run(GOOD.replace("DISABLED", "\uFFFC99999999\uFFFC"))))
                .containsExactly("no-public-ip undecided");
    }

    /** As jobs of Copilot name their group after the execution. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Group.$\": \"$$.Execution.Name\"",
                "\"StartedBy\": \"{% $states.context.Execution.Name %}\"",
                "\"Count.$\": \"$.count\"",
                "\"ReferenceId.$\": \"$.order\""
            })
    void whatChangesNothingOfATaskMayComeFromTheInput(String member) throws GateException, InterruptedException {
        assertThat(definition(run(GOOD + ", " + member))).isEmpty();
    }
}
