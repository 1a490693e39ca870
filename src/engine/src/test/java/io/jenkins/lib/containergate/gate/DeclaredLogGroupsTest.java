package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Log groups that a file declares beside the tasks that write to them. */
class DeclaredLogGroupsTest {
    private static final String KEPT = "\"RetentionInDays\": 365, \"KmsKeyId\": \"key\"";
    private static final List<String> UNDECIDED =
            List.of("task-logs-encrypted undecided", "task-logs-retained undecided");

    private static String logging(String group, String properties) {
        return logging(group, "\"eu-central-1\"", properties);
    }

    private static String log(String group, String region) {
        return "\"logConfiguration\": {\"logDriver\": \"awslogs\", \"options\": {\"awslogs-group\": " + group
                + ", \"awslogs-region\": " + region + ", \"mode\": \"non-blocking\"}}";
    }

    private static String logging(String group, String region, String properties) {
        String task = TestTask.fargate().container(log(group, region)).json();
        return "{\"Parameters\": {\"Unknown\": {\"Type\": \"String\"}}, \"Resources\": {\"Task\": {\"Type\":"
                + " \"AWS::ECS::TaskDefinition\", \"Properties\": "
                + task + "}, \"Logs\": {\"Type\": \"AWS::Logs::LogGroup\", \"Properties\": {" + properties + "}}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Ref\": \"Logs\"}|\"RetentionInDays\": 365, \"KmsKeyId\": \"key\"|``",
                "{\"Ref\": \"Logs\"}|\"KmsKeyId\": \"key\"|task-logs-retained",
                "{\"Ref\": \"Logs\"}|\"RetentionInDays\": 1, \"KmsKeyId\": \"key\"|task-logs-retained",
                "{\"Ref\": \"Logs\"}|\"RetentionInDays\": 365|task-logs-encrypted",
                "\"/ecs/shop\"|\"LogGroupName\": \"/ecs/shop\", \"RetentionInDays\": 365|task-logs-encrypted",
                "\"/ecs/other\"|\"LogGroupName\": \"/ecs/shop\"|``"
            })
    void logGroupsThatTheTaskWritesToAreKeptAndEncrypted(String group, String properties, String objection)
            throws GateException, InterruptedException {
        assertThat(FileObjections.of(logging(group, properties)))
                .isEqualTo(objection.isEmpty() ? List.of() : List.of(objection));
    }

    @Test
    void aGroupThatAConditionChoosesIsUndecided() throws GateException, InterruptedException {
        assertThat(FileObjections.of(logging("{\"Fn::If\": [\"Q\", {\"Ref\": \"Logs\"}, \"/ecs/x\"]}", "")))
                .containsExactly("task-logs-encrypted undecided", "task-logs-retained undecided");
    }

    @Test
    void aRetentionThatNobodyKnowsIsUndecided() throws GateException, InterruptedException {
        assertThat(FileObjections.of(logging("{\"Ref\": \"Logs\"}", "\"RetentionInDays\": {\"Ref\": \"Unknown\"}")))
                .containsExactly("task-logs-encrypted undecided", "task-logs-retained undecided");
    }

    /** Without access to AWS, what is not in the file does not apply: it is no pass. */
    @Test
    void aTextThatIsTheLogicalIdOfAGroupNamesAnotherGroup() throws GateException, InterruptedException {
        String logs = "\"LogGroupName\": \"/shop\", \"RetentionInDays\": 1";
        assertThat(FileObjections.of(logging("\"Logs\"", logs))).isEmpty();
        assertThat(FileObjections.of(logging("\"/shop\"", logs)))
                .containsExactly("task-logs-encrypted", "task-logs-retained");
    }

    /** One of two containers writes to a group of the file, the other to one that the file does not declare. */
    @Test
    void aGroupOfTheFileIsHeldToItWhereAnotherIsNotInTheFile() throws GateException, InterruptedException {
        String both = TestTask.fargate()
                .container(log("{\"Ref\": \"Logs\"}", "\"eu-central-1\""))
                .sidecar("\"name\": \"side\", \"image\": \"x\", " + log("\"/other\"", "\"eu-central-1\""))
                .json();
        assertThat(FileObjections.of(FileObjections.template(
                        both, "\"Logs\": {\"Type\": \"AWS::Logs::LogGroup\", \"Properties\": {}}")))
                .containsExactly("task-logs-encrypted", "task-logs-retained");
    }

    /** @param region of the container */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"Ref\": \"AWS::Region\"}|true", "\"eu-central-1\"|true", "{\"Ref\": \"Unknown\"}|false"})
    void aRegionThatNobodyKnowsIsUndecided(String region, boolean decided) throws GateException, InterruptedException {
        assertThat(FileObjections.of(logging("{\"Ref\": \"Logs\"}", region, KEPT)))
                .isEqualTo(decided ? List.of() : UNDECIDED);
    }

    @Test
    void aFileIsDeployedInOneRegion() throws GateException, InterruptedException {
        String both = TestTask.fargate()
                .container(log("{\"Ref\": \"Logs\"}", "\"eu-central-1\""))
                .sidecar("\"name\": \"side\", \"image\": \"x\", " + log("{\"Ref\": \"Logs\"}", "\"us-east-1\""))
                .json();
        assertThat(FileObjections.of(FileObjections.template(
                        both, "\"Logs\": {\"Type\": \"AWS::Logs::LogGroup\", \"Properties\": {" + KEPT + "}}")))
                .isEqualTo(UNDECIDED);
    }

    /** @param written in the container; the group is called {@code /ecs/STACK} */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Fn::Sub\": \"/ecs/${AWS::StackName}\"}|FAIL",
                "{\"Fn::Join\": [\"/\", [\"/ecs\", {\"Ref\": \"AWS::StackName\"}]]}|FAIL",
                "{\"Fn::Sub\": \"/ecs/${Unknown}\"}|NOT_APPLICABLE",
                "{\"Fn::Sub\": \"/ecs/${AWS::StackName}-x\"}|NOT_APPLICABLE"
            })
    void aGroupIsFoundByANameThatIsPutTogether(String written, String outcome)
            throws GateException, InterruptedException {
        String file = logging(written, "\"LogGroupName\": {\"Fn::Sub\": \"/ecs/${AWS::StackName}\"}");
        assertThat(FileObjections.outcome(file, "task-logs-retained")).hasToString(outcome);
        assertThat(FileObjections.outcome(
                        file.replace("\"LogGroupName\": {", KEPT + ", \"LogGroupName\": {"), "task-logs-retained"))
                .hasToString(outcome.equals("FAIL") ? "PASS" : outcome);
    }

    @Test
    void aGroupIsFoundByTheParameterThatNamesIt() throws GateException, InterruptedException {
        String file = logging("{\"Ref\": \"Unknown\"}", "\"LogGroupName\": {\"Ref\": \"Unknown\"}");
        assertThat(FileObjections.outcome(file, "task-logs-retained")).hasToString("FAIL");
    }

    @Test
    void aGroupThatIsOneOfTwoIsUndecided() throws GateException, InterruptedException {
        assertThat(FileObjections.of(
                        logging("{\"Fn::If\": [\"Q\", {\"Ref\": \"Logs\"}, {\"Fn::ImportValue\": \"logs\"}]}", KEPT)))
                .isEqualTo(UNDECIDED);
    }

    @Test
    void aGroupThatAConditionMayLeaveOutIsUndecidedByItsName() throws GateException, InterruptedException {
        String file = logging("\"/shop\"", "\"LogGroupName\": \"/shop\", " + KEPT);
        assertThat(FileObjections.of(file)).isEmpty();
        String conditional = file.replace(
                        "\"Type\": \"AWS::Logs::LogGroup\"", "\"Condition\": \"Q\", \"Type\": \"AWS::Logs::LogGroup\"")
                .replaceFirst("\\{", "{\"Conditions\": {\"Q\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"q\"]}}, ");
        assertThat(FileObjections.of(conditional)).isEqualTo(UNDECIDED);
    }

    private static String group(String name, String days, String region) {
        return change(
                "aws_cloudwatch_log_group",
                name,
                "{\"name\": \"/shop\", \"retention_in_days\": " + days + ", \"kms_key_id\": \"key\", \"region\": \""
                        + region + "\"}",
                "{\"arn\": true}");
    }

    private static List<String> planned(String... groups) throws GateException, InterruptedException {
        return FileObjections.of(plan(withTask(groups), Stream.of()));
    }

    private static Stream<String> withTask(String... groups) {
        String containers = "[{\"name\": \"web\", \"image\": \"x\", " + log("\"/shop\"", "\"eu-central-1\"") + "}]";
        String task = change(
                "aws_ecs_task_definition",
                "t",
                "{\"family\": \"t\", \"container_definitions\": \"" + containers.replace("\"", "\\\"") + "\"}",
                "{}");
        return Stream.concat(Stream.of(task), Stream.of(groups));
    }

    @Test
    void groupsOfAPlanThatAreCalledTheSameMustBeAlike() throws GateException, InterruptedException {
        assertThat(planned(group("a", "365", "eu-central-1"))).isEmpty();
        assertThat(planned(group("a", "1", "eu-central-1"))).containsExactly("task-logs-retained");
        assertThat(planned(group("a", "365", "eu-central-1"), group("b", "365", "eu-central-1")))
                .isEmpty();
        assertThat(planned(group("a", "365", "eu-central-1"), group("b", "1", "eu-central-1")))
                .isEqualTo(UNDECIDED);
        assertThat(planned(group("b", "1", "eu-central-1"), group("a", "365", "eu-central-1")))
                .isEqualTo(UNDECIDED);
    }

    @Test
    void aGroupOfAnotherRegionIsNotTheOneOfTheTask() throws GateException, InterruptedException {
        assertThat(planned(group("a", "1", "us-east-1"))).isEmpty();
        String kept = group("a", "365", "").replace(", \"region\": \"\"", "");
        for (String region : List.of("eu-central-1", "us-east-1")) {
            String plan = plan(
                            withTask(kept),
                            Stream.of(FileObjections.configured("aws_cloudwatch_log_group", "a", "x", "y")
                                    .replaceFirst("\\{", "{\"provider_config_key\": \"aws.logs\", ")))
                    .replace(
                            "\"configuration\": {",
                            "\"configuration\": {\"provider_config\": {\"aws.logs\": {\"expressions\": {\"region\":"
                                    + " {\"constant_value\": \"" + region + "\"}}}}, ");
            assertThat(FileObjections.outcome(plan, "task-logs-retained"))
                    .hasToString(region.equals("us-east-1") ? "NOT_APPLICABLE" : "PASS");
        }
    }

    /** A reference to a variable is no region: a plan shows a condition on the variable in the same way. */
    @Test
    void aGroupOfAnotherProviderWhoseRegionNobodyKnowsIsUndecided() throws GateException, InterruptedException {
        String group = group("a", "365", "").replace(", \"region\": \"\"", "");
        String plan = plan(
                        withTask(group),
                        Stream.of(
                                FileObjections.configured("aws_ecs_task_definition", "t", "x", "y")
                                        .replaceFirst("\\{", "{\"provider_config_key\": \"aws\", "),
                                FileObjections.configured("aws_cloudwatch_log_group", "a", "x", "y")
                                        .replaceFirst("\\{", "{\"provider_config_key\": \"aws.logs\", ")))
                .replace(
                        "\"configuration\": {",
                        "\"variables\": {\"region\": {\"value\": \"eu-central-1\"}}, \"configuration\":"
                                + " {\"provider_config\": {\"aws.logs\": {\"expressions\": {\"region\": {\"references\":"
                                + " [\"var.region\"]}}}}, ");
        assertThat(FileObjections.of(plan)).isEqualTo(UNDECIDED);
        assertThat(FileObjections.of(plan.replace("\"aws.logs\", ", "\"aws\", ")))
                .isEmpty();
    }

    /** Tasks and groups of two providers may be in two regions. */
    @Test
    void aGroupBesideATaskOfTheOtherProviderIsUndecided() throws GateException, InterruptedException {
        String options =
                "\"log_configuration\": {\"log_driver\": \"awslogs\", \"options\": {\"awslogs-group\": \"/shop\","
                        + " \"awslogs-region\": \"eu-central-1\"}}";
        String task = change(
                "awscc_ecs_task_definition",
                "t",
                "{\"family\": \"t\", \"container_definitions\": [{\"name\": \"web\", \"image\": \"x\", " + options
                        + "}]}",
                "{}");
        String group = group("a", "365", "").replace(", \"region\": \"\"", "");
        Stream<String> configuration = Stream.of(
                FileObjections.configured("awscc_ecs_task_definition", "t", "x", "y")
                        .replaceFirst("\\{", "{\"provider_config_key\": \"awscc\", "),
                FileObjections.configured("aws_cloudwatch_log_group", "a", "x", "y")
                        .replaceFirst("\\{", "{\"provider_config_key\": \"aws\", "));
        assertThat(FileObjections.outcome(plan(Stream.of(task, group), configuration), "task-logs-retained"))
                .hasToString("ERROR");
    }
}
