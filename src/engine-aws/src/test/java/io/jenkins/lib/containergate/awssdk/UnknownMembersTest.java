package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ECS answers is read as it comes: whatever an SDK knows, no member is lost, and none of another type is guessed at. */
class UnknownMembersTest extends AwsFaults {
    private static final String ACCOUNT = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String SERVICE = ACCOUNT + "service/prod/shop";
    private static final String DEFINITION = ACCOUNT + "task-definition/shop:7";
    private static final String REVISION = ACCOUNT + "service-revision/prod/shop/7";
    private static final String WHERE =
            "\"serviceArn\":\"" + SERVICE + "\",\"clusterArn\":\"" + ACCOUNT + "cluster/prod\"";
    private static final String NEW = "\"ofTomorrow\":{\"opens\":\"all\"}";

    private Lookup<List<EcsService>> services(String members) throws Exception {
        aws.on("DescribeServices", "{\"services\":[{\"serviceName\":\"shop\"," + WHERE + "," + members + "}]}");
        return session.lookups().ecs().services("prod", List.of("shop"), soon());
    }

    @Test
    void aTaskDefinitionKeepsThemAndItsTags() throws Exception {
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"taskDefinitionArn\":\"" + DEFINITION
                        + "\",\"volumes\":[{\"name\":\"data\",\"host\":null," + NEW
                        + "}]},\"tags\":[{\"key\":\"team\",\"value\":\"shop\"}]}");
        assertThat(session.lookups()
                        .ecs()
                        .taskDefinition("shop:7", soon())
                        .required()
                        .json())
                .contains(NEW, "\"tags\":[{\"key\":\"team\"")
                .doesNotContain("null");
        assertThat(aws.calls().get(0).body()).contains("\"include\":[\"TAGS\"]");
    }

    @Test
    void aServiceItsTaskSetsAndItsRevisionKeepThem() throws Exception {
        EcsService service = services(NEW + ",\"taskSets\":[{\"taskSetArn\":\"" + ACCOUNT + "task-set/prod/shop/1\","
                        + NEW + "}],\"deployments\":[{\"status\":\"PRIMARY\",\"serviceConnectConfiguration\":{" + NEW
                        + "}}]")
                .required()
                .get(0);
        assertThat(service.json()).contains(NEW).contains("\"serviceConnectConfiguration\":{" + NEW + "}");
        assertThat(service.taskSets().get(0).json()).contains(NEW);

        aws.on(
                "DescribeServiceRevisions",
                "{\"serviceRevisions\":[{\"serviceRevisionArn\":\"" + REVISION + "\"," + WHERE
                        + ",\"taskDefinition\":\"" + DEFINITION + "\"," + NEW + "}]}");
        assertThat(session.deployments().revision(REVISION, soon()).required().json())
                .contains(NEW);
    }

    @Test
    void aHookThatGoesOnUnansweredIsSeen() throws Exception {
        EcsService service = services(
                        "\"deploymentConfiguration\":{\"lifecycleHooks\":[{\"targetType\":\"PAUSE\","
                                + "\"lifecycleStages\":[\"PRE_SCALE_UP\"],\"timeoutConfiguration\":{\"action\":\"CONTINUE\"}}]}")
                .required()
                .get(0);
        assertThat(service.hooks())
                .containsExactly(new EcsService.LifecycleHook(
                        Optional.empty(), List.of("PRE_SCALE_UP"), Optional.of("CONTINUE")));
        assertThat(service.hooks().get(0).goesOnUnanswered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"taskDefinition\":7",
                "\"runningCount\":\"0\"",
                "\"runningCount\":4294967296",
                "\"deployments\":{}",
                "\"deployments\":[null]",
                "\"taskSets\":[\"one\"]",
                "\"enableExecuteCommand\":\"false\"",
                "\"networkConfiguration\":[]",
                "\"networkConfiguration\":{\"awsvpcConfiguration\":{\"subnets\":[[]]}}",
                "\"deploymentConfiguration\":{\"lifecycleHooks\":\"none\"}",
                "\"currentServiceRevisions\":[{\"arn\":\"a\",\"runningTaskCount\":0.5}]"
            })
    void aMemberOfAnotherTypeIsNoAnswer(String member) throws Exception {
        assertThat(services(member)).isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "1e300", "-1e300", "{}"})
    void aTimeThatIsNoneIsNoAnswer(String time) throws Exception {
        String deployment = ACCOUNT + "service-deployment/prod/shop/one";
        aws.on(
                "DescribeServiceDeployments",
                "{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"" + deployment + "\"," + WHERE
                        + ",\"lifecycleHookDetails\":[{\"expiresAt\":" + time + "}]}]}");
        assertThat(session.deployments().deployments(List.of(deployment), soon()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void moreThanSixteenMebibytesAreNoAnswer() throws Exception {
        String events = "\"events\":[{\"message\":\"" + "x".repeat(16 << 20) + "\"}]";
        assertThat(services(events)).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void ofOneMebibyteAndMoreAServiceIsRead() throws Exception {
        String events = "\"events\":[{\"message\":\"" + "x".repeat(2 << 20) + "\"}]";
        assertThat(services(events)).isInstanceOf(Lookup.Answered.class);
    }

    @Test
    void aRuleOfASecurityGroupForAKindOfSourceThatIsNotKnownIsNoAnswer() throws Exception {
        xml(
                "DescribeSecurityGroups",
                "<DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions><item>"
                        + "<ipProtocol>tcp</ipProtocol><fromPort>0</fromPort><toPort>65535</toPort>"
                        + "<ofTomorrow><item><everybody>true</everybody></item></ofTomorrow></item></ipPermissions>"
                        + "</item></securityGroupInfo></DescribeSecurityGroupsResponse>");
        assertThat(unanswered(session.lookups().network().securityGroups(List.of("sg-1"), soon())))
                .contains("a rule of the security group sg-1 whose source or destination this version does not know");
        assertThat(unanswered(session.lookups().network().defaultSecurityGroups(List.of("vpc-1"), soon())))
                .contains("sg-1");
    }

    @Test
    void aRouteToAKindOfTargetThatIsNotKnownIsNoAnswer() throws Exception {
        xml(
                "DescribeSubnets",
                "<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId></item>"
                        + "</subnetSet></DescribeSubnetsResponse>");
        xml(
                "DescribeRouteTables",
                "<DescribeRouteTablesResponse><routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>"
                        + "<associationSet><item><main>true</main></item></associationSet><routeSet><item>"
                        + "<destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><state>active</state>"
                        + "<internetOfTomorrowId>i-1</internetOfTomorrowId></item></routeSet></item></routeTableSet>"
                        + "</DescribeRouteTablesResponse>");
        assertThat(unanswered(session.lookups().network().subnets(List.of("subnet-1"), soon())))
                .contains("a route of the table rtb-1 whose target this version does not know");
    }

    private void xml(String call, String answer) {
        aws.on(call, exchange -> AwsServer.xml(exchange, 200, answer));
    }

    private static String unanswered(Lookup<?> lookup) {
        return lookup.fold(answer -> "answered", missing -> missing.toString());
    }
}
