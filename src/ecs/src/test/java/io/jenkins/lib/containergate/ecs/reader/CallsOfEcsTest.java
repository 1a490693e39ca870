package io.jenkins.lib.containergate.ecs.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources that start tasks by calling the API are undecided; those that call something else are left out. */
class CallsOfEcsTest {
    private static final String TASK = "\"T\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\":"
            + " {\"ContainerDefinitions\": [{\"Name\": \"web\", \"Image\": \"web\"}]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " \"{\\\"service\\\":\\\"ECS\\\",\\\"action\\\":\\\"runTask\\\"}\"}}",
                "{\"Type\": \"Custom::Seed\", \"Properties\": {\"Create\": {\"Fn::Join\": [\"\","
                        + " [\"{\\\"service\\\":\\\"@aws-sdk/client-ecs\\\",\\\"action\\\":\\\"RunTaskCommand\\\",\\\"cluster\\\":\\\"\","
                        + " {\"Ref\": \"C\"}, \"\\\"}\"]]}}}",
                "{\"Type\": \"AWS::CloudFormation::CustomResource\", \"Properties\":"
                        + " {\"Service\": \"ecs\", \"Action\": \"registerTaskDefinition\"}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Update\": {\"service\": \"Batch\","
                        + " \"action\": \"submitJob\"}}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " \"{\\\"service\\\":\\\"SSM\\\",\\\"action\\\":\\\"sendCommand\\\"}\"}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\": {\"service\": \"@aws-sdk/client-ssm\","
                        + " \"action\": \"StartAutomationExecutionCommand\"}}}",
                "{\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\":"
                        + " \"mainSteps:\\n- inputs:\\n    Service: ssm\\n    Api: SendCommand\\n\"}}",
                "{\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\": {\"mainSteps\": [{\"action\":"
                        + " \"aws:executeAwsApi\", \"inputs\": {\"Service\": \"ecs\", \"Api\": \"RunTask\"}}]}}}",
                "{\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\":"
                        + " \"mainSteps:\\n- inputs:\\n    Service: ecs\\n    Api: RunTask\\n\"}}"
            })
    void aResourceThatSaysThatItStartsTasksIsUndecided(String resource) throws GateException {
        assertThat(undecided("{\"Resources\": {" + TASK + ", \"X\": " + resource + "}}"))
                .containsExactly("X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"Custom::Thing\", \"Properties\": {\"ServiceToken\": \"arn\"}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " \"{\\\"service\\\":\\\"ECS\\\",\\\"action\\\":\\\"describeClusters\\\"}\"}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " \"{\\\"service\\\":\\\"S3\\\",\\\"action\\\":\\\"putObject\\\"}\"}}",
                "{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " \"{\\\"service\\\":\\\"SSM\\\",\\\"action\\\":\\\"getParameter\\\"}\"}}",
                "{\"Type\": \"AWS::SSM::Document\", \"Properties\": {\"Content\": {\"mainSteps\": [{\"action\":"
                        + " \"aws:runShellScript\"}]}}}"
            })
    void aResourceThatCallsSomethingElseIsLeftOut(String resource) throws GateException {
        assertThat(undecided("{\"Resources\": {" + TASK + ", \"X\": " + resource + "}}"))
                .isEmpty();
    }

    @Test
    void theDataSourceThatStartsATaskIsUndecidedWhereverThePlanNamesIt() throws GateException {
        String source = "{\"address\": \"data.aws_ecs_task_execution.x\", \"type\": \"aws_ecs_task_execution\","
                + " \"mode\": \"data\", \"values\": {}, \"change\": {\"after\": {}}}";
        String module = "{\"root_module\": {\"child_modules\": [{\"resources\": [" + source + "]}]}}";

        for (String plan : List.of(
                "{\"resource_changes\": [" + source + "]}",
                "{\"resource_changes\": [], \"planned_values\": " + module + "}",
                "{\"resource_changes\": [], \"prior_state\": {\"values\": " + module + "}}",
                "{\"values\": " + module + "}")) {
            assertThat(undecided(plan)).as(plan).containsExactly("data.aws_ecs_task_execution.x");
        }
    }

    private static List<String> undecided(String file) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8)));
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(files).deployments().stream()
                        .filter(Unevaluated.class::isInstance)
                        .map(Deployment::name)
                        .toList();
    }
}
