package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EventBridge, its Scheduler, its Pipes and Step Functions tell of tasks that they start, and what they do not. */
class StartersFaultsTest extends AwsFaults {
    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";

    private StartLookups starters() {
        return session.lookups().starters();
    }

    private void events(String target) {
        aws.on("ListEventBuses", "{\"EventBuses\": [{\"Name\": \"default\"}]}")
                .on("ListRuleNamesByTarget", "{\"RuleNames\": [\"nightly\"]}")
                .on("ListTargetsByRule", "{\"Targets\": [{\"Arn\": \"arn:aws:sns:x\"}, " + target + "]}");
    }

    @Test
    void theTargetOfAnEventRuleIsReadInTheShapeOfEcs() throws Exception {
        events(
                "{\"Arn\": \"" + CLUSTER
                        + "\", \"EcsParameters\": {\"TaskDefinitionArn\": \"t\", \"NetworkConfiguration\":"
                        + " {\"awsvpcConfiguration\": {\"AssignPublicIp\": \"ENABLED\"}}}, \"Input\": \"{\\\"containerOverrides\\\": []}\"}");
        assertThat(starters().eventRules(CLUSTER, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new Starter(
                        "event rule",
                        "nightly",
                        "{\"networkConfiguration\":{\"awsvpcConfiguration\":{\"assignPublicIp\":\"ENABLED\"}},"
                                + "\"taskDefinition\":\"t\",\"overrides\":{\"containerOverrides\":[]}}",
                        false))));
    }

    @Test
    void whatAnEventHandsToTheTasksIsKnownLater() throws Exception {
        events("{\"Arn\": \"" + CLUSTER + "\", \"EcsParameters\": {}, \"InputPath\": \"$.detail\"}");
        assertThat(starters().eventRules(CLUSTER, soon()).required())
                .singleElement()
                .extracting(Starter::later)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Arn\": \"%s\"}", "{\"Arn\": \"%s\", \"EcsParameters\": {}, \"Input\": \"{\"}"})
    void aTargetThatIsNotUnderstoodIsNoAnswer(String target) throws Exception {
        events(target.formatted(CLUSTER));
        assertThat(starters().eventRules(CLUSTER, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void schedulesOfOtherTargetsAreLeftOutAndUniversalOnesAreRead() throws Exception {
        aws.on(
                        "",
                        "{\"Schedules\": [{\"Name\": \"a\", \"GroupName\": \"default\", \"Target\": {\"Arn\": \"arn:aws:sqs:x\"}}],"
                                + " \"NextToken\": \"more\"}")
                .on(
                        "",
                        "{\"Schedules\": [{\"Name\": \"b\", \"GroupName\": \"default\", \"Target\": {\"Arn\":"
                                + " \"arn:aws:scheduler:::aws-sdk:ecs:runTask\"}}]}")
                .on(
                        "",
                        "{\"Target\": {\"Input\": \"{\\\"Cluster\\\": \\\"prod\\\", \\\"EnableExecuteCommand\\\": true}\"}}");
        assertThat(starters().schedules(CLUSTER, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(
                        new Starter("schedule", "b", "{\"cluster\":\"prod\",\"enableExecuteCommand\":true}", false))));
    }

    @Test
    void aScheduleThatTheListGivesNoTargetIsLookedUp() throws Exception {
        aws.on(
                        "",
                        "{\"Schedules\": [{\"Name\": \"a\", \"GroupName\": \"g\"}, {\"Name\": \"b\", \"GroupName\": \"g\", \"Target\": {}}]}")
                .on(
                        "",
                        "{\"Target\": {\"Arn\": \"" + CLUSTER
                                + "\", \"EcsParameters\": {\"TaskDefinitionArn\": \"t\"}}}")
                .on("", "{\"Target\": {\"Arn\": \"arn:aws:sqs:x\"}}");
        assertThat(starters().schedules(CLUSTER, soon()))
                .isEqualTo(new Lookup.Answered<>(
                        List.of(new Starter("schedule", "a", "{\"taskDefinition\":\"t\"}", false))));
    }

    @Test
    void aScheduleWithoutAnyTargetIsNoAnswer() throws Exception {
        aws.on("", "{\"Schedules\": [{\"Name\": \"a\", \"GroupName\": \"g\"}]}").on("", "{}");
        assertThat(starters().schedules(CLUSTER, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aRuleOfTheClusterWithoutATargetOfTheClusterIsNoAnswer() throws Exception {
        events("{\"Arn\": \"" + CLUSTER + "-other\", \"EcsParameters\": {}}");
        assertThat(starters().eventRules(CLUSTER, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void startTaskStartsTasksLikeRunTask() throws Exception {
        aws.on(
                        "",
                        "{\"Schedules\": [{\"Name\": \"b\", \"GroupName\": \"default\", \"Target\": {\"Arn\":"
                                + " \"arn:aws:scheduler:::aws-sdk:ecs:startTask\"}}]}")
                .on("", "{\"Target\": {\"Input\": \"{\\\"Cluster\\\": \\\"prod\\\"}\"}}")
                .on("ListStateMachines", "{\"stateMachines\": [{\"name\": \"m\", \"stateMachineArn\": \"a\"}]}")
                .on(
                        "DescribeStateMachine",
                        "{\"definition\": \"{'States': {'A': {'Resource': 'arn:aws:states:::aws-sdk:ecs:startTask', 'Parameters': {'Cluster': 'prod'}}}}\"}"
                                .replace("'", "\\\""));
        assertThat(starters().schedules(CLUSTER, soon()).required()).hasSize(1);
        assertThat(starters().stateMachines(CLUSTER, soon()).required()).hasSize(1);
    }

    @Test
    void aPipeIntoTheClusterIsReadInTheShapeOfEcsAndOthersAreLeftOut() throws Exception {
        aws.on("", "{\"Pipes\": [{\"Name\": \"queue\", \"Target\": \"arn:aws:sqs:x\"}], \"NextToken\": \"more\"}")
                .on("", "{\"Pipes\": [{\"Name\": \"a\", \"Target\": \"" + CLUSTER + "\"}, {\"Name\": \"b\"}]}")
                .on(
                        "",
                        "{\"Target\": \"" + CLUSTER
                                + "\", \"TargetParameters\": {\"EcsTaskParameters\": {\"TaskDefinitionArn\": \"t\","
                                + " \"EnableExecuteCommand\": true, \"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"web\","
                                + " \"Environment\": [{\"name\": \"A\", \"value\": \"b\"}]}]}}}}")
                .on("", "{\"Target\": \"arn:aws:sqs:y\"}");
        assertThat(starters().pipes(CLUSTER, soon()))
                .isEqualTo(new Lookup.Answered<>(List.of(new Starter(
                        "pipe",
                        "a",
                        "{\"enableExecuteCommand\":true,\"overrides\":{\"containerOverrides\":[{\"name\":\"web\",\"environment\":"
                                + "[{\"name\":\"A\",\"value\":\"b\"}]}]},\"taskDefinition\":\"t\"}",
                        false))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"EcsTaskParameters\": {\"TaskDefinitionArn\": \"$.body.task\"}",
                "\"EcsTaskParameters\": {\"Group\": \"a <$.body.x>\"}",
                "\"EcsTaskParameters\": {}, \"InputTemplate\": \"{}\""
            })
    void whatAPipeTakesFromItsSourceIsKnownLater(String parameters) throws Exception {
        aws.on("", "{\"Pipes\": [{\"Name\": \"a\", \"Target\": \"" + CLUSTER + "\"}]}")
                .on("", "{\"Target\": \"" + CLUSTER + "\", \"TargetParameters\": {" + parameters + "}}");
        assertThat(starters().pipes(CLUSTER, soon()).required())
                .singleElement()
                .extracting(Starter::later)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Target\": \"%s\"}", "{\"Target\": \"arn:aws:sqs:x\"}"})
    void aPipeThatIsNotUnderstoodIsNoAnswer(String pipe) throws Exception {
        aws.on("", "{\"Pipes\": [{\"Name\": \"a\", \"Target\": \"" + CLUSTER + "\"}]}")
                .on("", pipe.formatted(CLUSTER));
        assertThat(starters().pipes(CLUSTER, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void statesThatRunTasksAreFoundWhereverTheyAre() throws Exception {
        String definition = "{'States': {'A': {'Type': 'Map', 'ItemProcessor': {'States': {'B': {'Resource':"
                + " 'arn:aws:states:::ecs:runTask.sync', 'Parameters': {'Cluster': '" + CLUSTER
                + "', 'TaskDefinition.$': '$.task'}}}}}, 'C': {'Resource': 'arn:aws:states:::ecs:runTask', 'Parameters':"
                + " {'Cluster': 'other'}}, 'D': {'Resource': 'arn:aws:states:::ecs:runTask', 'Parameters': {'Cluster.$': '$.c'}}, 'E': {'Resource':"
                + " 'arn:aws:states:::ecs:runTask', 'Parameters': {'TaskDefinition': 'of the cluster default'}}, 'F': {'Resource':"
                + " 'arn:aws:states:::ecs:runTask', 'Arguments': '{% $all %}'}}}";
        aws.on("ListStateMachines", "{\"stateMachines\": [{\"name\": \"m\", \"stateMachineArn\": \"a\"}]}")
                .on("DescribeStateMachine", "{\"definition\": \"" + definition.replace("'", "\\\"") + "\"}");
        assertThat(starters().stateMachines(CLUSTER, soon()).required())
                .hasSize(3)
                .allMatch(Starter::later)
                .extracting(Starter::name)
                .containsOnly("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"definition\": \"\"}", "{\"definition\": \"{\"}"})
    void aMachineWithoutDefinitionIsNoAnswer(String machine) throws Exception {
        aws.on("ListStateMachines", "{\"stateMachines\": [{\"name\": \"m\", \"stateMachineArn\": \"a\"}]}")
                .on("DescribeStateMachine", machine);
        assertThat(starters().stateMachines(CLUSTER, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        aws.refuses("ListEventBuses", 400, "AccessDeniedException")
                .on("ListEventBuses", "{\"EventBuses\": [{\"Name\": \"default\"}]}")
                .refuses("ListRuleNamesByTarget", 400, "AccessDeniedException")
                .on("ListRuleNamesByTarget", "{\"RuleNames\": [\"x\"]}")
                .refuses("ListTargetsByRule", 400, "AccessDeniedException")
                .refuses("ListStateMachines", 400, "AccessDeniedException")
                .on("ListStateMachines", "{\"stateMachines\": [{\"name\": \"m\", \"stateMachineArn\": \"a\"}]}")
                .refuses("DescribeStateMachine", 400, "AccessDeniedException");
        for (String permission :
                List.of("events:ListEventBuses", "events:ListRuleNamesByTarget", "events:ListTargetsByRule")) {
            assertThat(starters().eventRules(CLUSTER, soon())).isEqualTo(new Lookup.Denied<>(permission));
        }
        for (String permission : List.of("states:ListStateMachines", "states:DescribeStateMachine")) {
            assertThat(starters().stateMachines(CLUSTER, soon())).isEqualTo(new Lookup.Denied<>(permission));
        }
        aws.refuses("", 403, "AccessDeniedException")
                .on(
                        "",
                        "{\"Schedules\": [{\"Name\": \"b\", \"GroupName\": \"g\", \"Target\": {\"Arn\": \"" + CLUSTER
                                + "\"}}]}")
                .refuses("", 403, "AccessDeniedException");
        for (String permission : List.of("scheduler:ListSchedules", "scheduler:GetSchedule")) {
            assertThat(starters().schedules(CLUSTER, soon())).isEqualTo(new Lookup.Denied<>(permission));
        }
    }

    @Test
    void eachMissingPermissionOfPipesIsNamed() throws Exception {
        aws.refuses("", 403, "AccessDeniedException")
                .on("", "{\"Pipes\": [{\"Name\": \"a\", \"Target\": \"" + CLUSTER + "\"}]}")
                .refuses("", 403, "AccessDeniedException");
        for (String permission : List.of("pipes:ListPipes", "pipes:DescribePipe")) {
            assertThat(starters().pipes(CLUSTER, soon())).isEqualTo(new Lookup.Denied<>(permission));
        }
    }
}
