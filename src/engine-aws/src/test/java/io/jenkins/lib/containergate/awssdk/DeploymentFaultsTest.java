package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.DeploymentAnswer;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits is read whole, and an answer is explicit and acknowledged or it is none. */
class DeploymentFaultsTest extends AwsFaults {
    private static final String ACCOUNT = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String DEPLOYMENT = ACCOUNT + "service-deployment/prod/shop/one";
    private static final String REVISION = ACCOUNT + "service-revision/prod/shop/7";
    private static final String WHERE =
            "\"serviceArn\":\"" + ACCOUNT + "service/prod/shop\",\"clusterArn\":\"" + ACCOUNT + "cluster/prod\"";

    private Lookup<String> answer(DeploymentAnswer answer) throws Exception {
        return session.deployments().answer(DEPLOYMENT, "ecs-pause-1", answer, soon());
    }

    @Test
    void aWaitingDeploymentIsReadWithItsHooks() throws Exception {
        aws.on("ListServiceDeployments", "{\"serviceDeployments\":[],\"nextToken\":\"two\"}")
                .on(
                        "ListServiceDeployments",
                        "{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"" + DEPLOYMENT + "\"}]}")
                .on(
                        "DescribeServiceDeployments",
                        "{\"serviceDeployments\":[{\"serviceDeploymentArn\":\"" + DEPLOYMENT + "\"," + WHERE
                                + ",\"status\":\"IN_PROGRESS\",\"lifecycleStage\":\"PRE_SCALE_UP\","
                                + "\"targetServiceRevision\":{\"arn\":\"" + REVISION + "\"},\"lifecycleHookDetails\":["
                                + "{\"hookId\":\"ecs-pause-1\",\"targetType\":\"PAUSE\",\"status\":\"AWAITING_ACTION\","
                                + "\"expiresAt\":1795780800,\"timeoutAction\":\"CONTINUE\"},{\"status\":\"SUCCEEDED\"}]}]}");
        List<String> unfinished =
                session.deployments().unfinished("prod", "shop", soon()).required();
        assertThat(unfinished).containsExactly(DEPLOYMENT);
        assertThat(aws.calls().get(0).body()).contains("IN_PROGRESS", "PENDING");

        ServiceDeployment deployment =
                session.deployments().deployments(unfinished, soon()).required().get(0);
        assertThat(deployment.inProgress()).isTrue();
        assertThat(deployment.targetRevision()).contains(REVISION);
        assertThat(deployment.waiting())
                .containsExactly(new LifecycleHookState(
                        Optional.of("ecs-pause-1"),
                        Optional.of("PAUSE"),
                        "AWAITING_ACTION",
                        Optional.of(Instant.ofEpochSecond(1795780800)),
                        Optional.of("CONTINUE")));
    }

    @Test
    void aDeploymentThatIsLeftOutOrThrottledToTheEndIsNoAnswer() throws Exception {
        aws.on("DescribeServiceDeployments", "{\"serviceDeployments\":[]}")
                .refuses("ListServiceDeployments", 400, "ThrottlingException")
                .on(
                        "DescribeServiceRevisions",
                        "{\"failures\":[{\"arn\":\"" + REVISION + "\",\"reason\":\"MISSING\"}]}");
        assertThat(session.deployments().deployments(List.of(DEPLOYMENT), soon()))
                .isInstanceOf(Lookup.Failed.class);
        Deadline soon = Deadline.after(Duration.ofSeconds(3), Clock.systemUTC());
        assertThatThrownBy(() ->
                        session.deployments().unfinished("prod", "shop", soon).required())
                .isInstanceOf(GateException.class);
        assertThat(session.deployments().revision(REVISION, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aContainerWithoutADigestIsReadAsOne() throws Exception {
        aws.on(
                "DescribeServiceRevisions",
                "{\"serviceRevisions\":[{\"serviceRevisionArn\":\"" + REVISION + "\"," + WHERE
                        + ",\"taskDefinition\":\""
                        + ACCOUNT + "task-definition/shop:7\",\"launchType\":\"FARGATE\",\"containerImages\":["
                        + "{\"containerName\":\"web\",\"image\":\"shop/web:1\",\"imageDigest\":\"sha256:00\"},"
                        + "{\"containerName\":\"log\",\"image\":\"shop/log:1\",\"imageDigest\":\"\"}]}]}");
        ServiceRevision revision =
                session.deployments().revision(REVISION, soon()).required();
        assertThat(revision.images())
                .extracting(ServiceRevision.ContainerImage::digest)
                .containsExactly(Optional.of("sha256:00"), Optional.empty());
        assertThat(revision.taskDefinition().name()).isEqualTo("shop:7");
        assertThat(revision.json()).contains("\"launchType\":\"FARGATE\"");
        assertThat(revision.toString()).doesNotContain("web");
    }

    @Test
    void theActionIsAlwaysSaid() throws Exception {
        aws.on("ContinueServiceDeployment", "{\"serviceDeploymentArn\":\"" + DEPLOYMENT + "\"}");
        for (DeploymentAnswer each : DeploymentAnswer.values()) {
            assertThat(answer(each)).isEqualTo(new Lookup.Answered<>(DEPLOYMENT));
        }
        assertThat(aws.calls().get(0).body()).contains("\"action\":\"CONTINUE\"", "\"hookId\":\"ecs-pause-1\"");
        assertThat(aws.calls().get(1).body()).contains("\"action\":\"ROLLBACK\"");
    }

    @Test
    void anAnswerThatIsNotAcknowledgedIsNone() throws Exception {
        aws.on("ContinueServiceDeployment", "{}")
                .refuses("ContinueServiceDeployment", 400, "AccessDeniedException")
                .refuses("ContinueServiceDeployment", 400, "InvalidParameterException");
        assertThat(answer(DeploymentAnswer.CONTINUE)).isInstanceOf(Lookup.Failed.class);
        assertThat(answer(DeploymentAnswer.CONTINUE)).isEqualTo(new Lookup.Denied<>("ecs:ContinueServiceDeployment"));
        assertThat(answer(DeploymentAnswer.CONTINUE))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem())
                                .contains("InvalidParameterException")
                                .doesNotContain("words of the server"));
    }

    @Test
    void theRevisionsThatTasksOfAServiceRunSayWhetherGuardDutyWatches() throws Exception {
        String second = ACCOUNT + "service-revision/prod/shop/8";
        aws.on(
                        "DescribeServices",
                        "{\"services\":[{\"serviceName\":\"shop\"," + WHERE
                                + ",\"status\":\"ACTIVE\",\"currentServiceRevisions\":[{\"arn\":\"" + REVISION
                                + "\",\"runningTaskCount\":1},{\"arn\":\"" + second
                                + "\",\"runningTaskCount\":0,\"pendingTaskCount\":2},{\"arn\":\"gone\",\"runningTaskCount\":0,"
                                + "\"pendingTaskCount\":0}]}],\"failures\":[]}")
                .on(
                        "DescribeServiceRevisions",
                        "{\"serviceRevisions\":[{\"serviceRevisionArn\":\"" + second + "\"," + WHERE
                                + ",\"taskDefinition\":\"" + ACCOUNT
                                + "task-definition/shop:8\"},{\"serviceRevisionArn\":\""
                                + REVISION + "\"," + WHERE + ",\"taskDefinition\":\"" + ACCOUNT
                                + "task-definition/shop:7\",\"guardDutyEnabled\":true}],\"failures\":[]}")
                .on("DescribeServiceRevisions", "{\"serviceRevisions\":[],\"failures\":[]}")
                .refuses("DescribeServiceRevisions", 400, "AccessDeniedException");
        EcsLookups ecs = session.lookups().ecs();
        List<String> revisions =
                ecs.services("prod", List.of("shop"), soon()).required().get(0).revisions();
        assertThat(revisions).containsExactly(REVISION, second);
        assertThat(ecs.serviceRevisions(revisions, soon()).required())
                .extracting(ServiceRevision::guardDuty)
                .containsExactly(Optional.of(true), Optional.empty());
        assertThat(ecs.serviceRevisions(revisions, soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(ecs.serviceRevisions(revisions, soon()))
                .isEqualTo(new Lookup.Denied<>("ecs:DescribeServiceRevisions"));
    }
}
