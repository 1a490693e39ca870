package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.aws.FakeCluster.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECS answers of a service and of what is around it, and this version does not evaluate, is an ERROR that names it. */
class DeployedMembersTest {
    private static final String REVISION = PREFIX + "service-revision/prod/shop/1234567890123456789";
    private static final String OPEN = "every-resource-evaluated";
    private static final String UNKNOWN = "this version does not know it";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    Path folder;

    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        ecs = FakeCluster.start("prod").definition("shop:7", RunningShop.UNREAD_DEFINITION);
        properties.aws(ecs.endpoint().toString(), "testing");
        properties.set("aws.region", "eu-central-1");
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    private void service(String more) {
        ecs.service("shop", "shop:7", more);
    }

    private static String primary(String more) {
        return "{\"deployments\": [{\"id\": \"ecs-svc/1\", \"status\": \"PRIMARY\", \"desiredCount\": 1, " + more
                + "}]}";
    }

    private static Gate taskdef() {
        return Gate.run("taskdef", "--cluster", "prod", "--service", "shop", "--no-ask-aws");
    }

    private static void undecided(String... said) {
        Gate gate = taskdef();
        assertThat(gate.out()).contains(OPEN).contains(said);
        assertThat(gate.exit()).as(gate.out()).isIn(ExitCode.FAILED, ExitCode.ERROR);
    }

    @Test
    void whatEcsAddsToAServiceAndItsClusterIsKnown() {
        service("""
            {"createdAt": 1.7E9, "createdBy": "arn:aws:iam::123456789012:root", "runningCount": 1, "pendingCount": 0,
             "desiredCount": 1, "events": [{"id": "1", "createdAt": 1.7E9, "message": "(service shop) is steady"}],
             "roleArn": "arn:aws:iam::123456789012:role/ecs", "placementStrategy": [{"type": "spread", "field": "host"}],
             "placementConstraints": [], "loadBalancers": [], "serviceRegistries": [], "enableECSManagedTags": true,
             "availabilityZoneRebalancing": "ENABLED", "platformFamily": "Linux", "resourceManagementType": "CUSTOMER",
             "currentServiceDeployment": "arn:aws:ecs:eu-central-1:123456789012:service-deployment/prod/shop/1",
             "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "COMPLETED", "failedTasks": 0,
               "rolloutStateReason": "ok", "launchType": "FARGATE", "createdAt": 1.7E9, "updatedAt": 1.7E9,
               "fargateEphemeralStorage": {"kmsKeyId": "k"}, "serviceConnectResources": [{"discoveryName": "web"}]}],
             "taskSets": []}\
            """);
        ecs.answer("DescribeClusters", """
            {"clusters": [{"clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/prod", "clusterName": "prod",
              "status": "ACTIVE", "registeredContainerInstancesCount": 0, "runningTasksCount": 1, "pendingTasksCount": 0,
              "activeServicesCount": 1, "statistics": [{"name": "a", "value": "1"}], "tags": [], "attachmentsStatus": "ok",
              "settings": [{"name": "containerInsights", "value": "enabled"}], "capacityProviders": ["own"],
              "attachments": [{"id": "1", "type": "as_policy", "status": "CREATED", "details": []}]}], "failures": []}\
            """);
        ecs.answer("DescribeCapacityProviders", """
            {"capacityProviders": [{"capacityProviderArn": "arn:aws:ecs:eu-central-1:123456789012:capacity-provider/own",
              "name": "own", "status": "ACTIVE", "updateStatus": "UPDATE_COMPLETE", "type": "EC2_AUTOSCALING",
              "autoScalingGroupProvider": {"autoScalingGroupArn": "arn:aws:autoscaling:eu-central-1:1:a:b",
                "managedTerminationProtection": "ENABLED", "managedDraining": "ENABLED"}}], "failures": []}\
            """);
        assertThat(taskdef().out()).doesNotContain(OPEN);
    }

    @Test
    void aServiceBehindVpcLatticeIsUndecidedByName() {
        service(primary(
                "\"vpcLatticeConfigurations\": [{\"targetGroupArn\": \"arn:aws:vpc-lattice:a:1:targetgroup/t\"}]"));
        undecided("vpcLatticeConfigurations", "it exposes the service through VPC Lattice");
    }

    @Test
    void aDeploymentThatIsReplacedCountsAsWell() {
        service("""
            {"deployments": [{"status": "PRIMARY"}, {"status": "ACTIVE",
              "vpcLatticeConfigurations": [{"portName": "http"}]}]}\
            """);
        undecided("vpcLatticeConfigurations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ofTomorrow\": {\"opens\": \"all\"}}",
                "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-1\"], \"ofTomorrow\":"
                        + " \"a\"}}}",
                "{\"deployments\": [{\"status\": \"PRIMARY\", \"ofTomorrow\": true}]}",
                "{\"deployments\": [{\"status\": \"PRIMARY\"}, {\"status\": \"ACTIVE\", \"ofTomorrow\": true}]}",
                "{\"deploymentConfiguration\": {\"lifecycleHooks\": [{\"ofTomorrow\": \"a\"}]}}"
            })
    void aMemberOfAServiceThatThisReleaseDoesNotKnowIsUndecided(String more) {
        service(more);
        undecided(UNKNOWN);
    }

    @Test
    void aMemberOfATaskSetIsUndecided() {
        service("""
            {"taskSets": [{"taskSetArn": "arn:aws:ecs:eu-central-1:123456789012:task-set/prod/shop/ecs-svc/1",
              "status": "PRIMARY", "stabilityStatus": "STEADY_STATE", "ofTomorrow": "a"}]}\
            """);
        undecided(UNKNOWN, "task set");
    }

    @Test
    void aVolumeThatADeploymentOfAServiceAttachesIsEvaluated() {
        service(primary("\"volumeConfigurations\": [{\"name\": \"data\", \"managedEBSVolume\": {\"encrypted\": false,"
                + " \"roleArn\": \"arn:aws:iam::123456789012:role/ecs\"}}]"));
        Path policy = Fixtures.write(
                folder.resolve("org.yaml"), "version: 1\ntaskDefinition: {rules: {ebs-volumes-encrypted: on}}\n");
        Gate gate = Gate.run(
                "taskdef", "--cluster", "prod", "--service", "shop", "--no-ask-aws", "--policy", policy.toString());
        assertThat(gate.out()).contains("ebs-volumes-encrypted").doesNotContain(OPEN);
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"gatewayConnectors\": [{\"portName\": \"http\"}] | gatewayConnectors",
                "\"vpcLatticeConfigurations\": [{\"portName\": \"http\"}] | vpcLatticeConfigurations",
                "\"ecsManagedResources\": {\"gatewayConnections\": [{\"accessType\": \"PUBLIC\"}]} | through a gateway",
                "\"ecsManagedResources\": {\"ingressPaths\": [{\"accessType\": \"PUBLIC\", \"targetGroups\":"
                        + " [{\"arn\": \"arn:other\"}]}]} | a load balancer that the service does not name",
                "\"resolvedConfiguration\": {\"vpcLatticeConfigurations\": [{\"targetGroupArn\": \"a\"}]} | VPC"
                        + " Lattice",
                "\"ofTomorrow\": 1 | " + UNKNOWN
            })
    void whatARevisionThatRunsBringsIsUndecided(String member, String said) {
        service("{\"currentServiceRevisions\": [{\"arn\": \"" + REVISION + "\", \"runningTaskCount\": 1}]}");
        revision(member);
        undecided(said);
    }

    @Test
    void aRevisionThatEcsDoesNotTellIsAnErrorThatNamesThePermission() {
        service("{\"currentServiceRevisions\": [{\"arn\": \"" + REVISION + "\", \"runningTaskCount\": 1}]}");
        ecs.refuse("DescribeServiceRevisions", "AccessDeniedException");
        Gate gate = taskdef();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out() + gate.err()).contains("ecs:DescribeServiceRevisions");
    }

    @Test
    void aLoadBalancerThatEcsManagesIsEvaluatedWhereTheServiceNamesItsTargetGroup() {
        service("{\"currentServiceRevisions\": [{\"arn\": \"" + REVISION + "\", \"runningTaskCount\": 1}]}");
        revision("\"loadBalancers\": [{\"targetGroupArn\": \"arn:a\", \"containerName\": \"app\", \"containerPort\":"
                + " 80}], \"ecsManagedResources\": {\"ingressPaths\": [{\"targetGroups\": [{\"arn\":"
                + " \"arn:a\"}]}]}");
        assertThat(taskdef().out()).doesNotContain(OPEN);
    }

    private void revision(String member) {
        ecs.answer(
                "DescribeServiceRevisions",
                "{\"serviceRevisions\": [{\"serviceRevisionArn\": \"" + REVISION + "\", \"serviceArn\": \"" + PREFIX
                        + "service/prod/shop\", \"clusterArn\": \"" + PREFIX + "cluster/prod\", \"taskDefinition\": \""
                        + PREFIX + "task-definition/shop:7\", \"guardDutyEnabled\": true, \"createdAt\": 1.7E9, "
                        + member
                        + "}], \"failures\": []}");
    }

    @Test
    void aMemberOfTheClusterIsUndecided() {
        service("{}");
        ecs.answer("DescribeClusters", """
            {"clusters": [{"clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/prod", "status": "ACTIVE",
              "configuration": {"executeCommandConfiguration": {"ofTomorrow": "shell for all"}}}]}\
            """);
        undecided("cluster prod", UNKNOWN);
    }

    @Test
    void aMemberOfACapacityProviderIsUndecided() {
        service("{}");
        ecs.answer("DescribeClusters", """
            {"clusters": [{"clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/prod", "status": "ACTIVE",
              "capacityProviders": ["own", "FARGATE"]}]}\
            """);
        ecs.answer("DescribeCapacityProviders", """
            {"capacityProviders": [{"capacityProviderArn": "arn:aws:ecs:eu-central-1:123456789012:capacity-provider/own",
              "name": "own", "ofTomorrow": {"opens": "all"}}]}\
            """);
        undecided("capacity provider own", UNKNOWN);
    }

    /** ECS knows them within their cluster alone. */
    @Test
    void aCapacityProviderOfManagedInstancesIsLookedUpInItsCluster() {
        service("{}");
        ecs.answer("DescribeClusters", """
            {"clusters": [{"clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/prod", "status": "ACTIVE",
              "capacityProviders": ["managed"]}]}\
            """);
        ecs.answerWithin("DescribeCapacityProviders", """
            {"capacityProviders": [{"capacityProviderArn": "arn:aws:ecs:eu-central-1:123456789012:capacity-provider/managed",
              "name": "managed", "cluster": "prod", "status": "ACTIVE", "type": "MANAGED_INSTANCES",
              "managedInstancesProvider": {"instanceLaunchTemplate": {"nitroEnclavesEnabled": true}}}]}\
            """);
        assertThat(taskdef().out()).doesNotContain(OPEN).doesNotContain("UnknownOperationException");
    }
}
