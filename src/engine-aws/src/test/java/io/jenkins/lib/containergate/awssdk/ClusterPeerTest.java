package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.guardduty.RuntimeMonitoring;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.iam.IamClient;

/** A cluster of Moto with an instance, a service and running tasks, judged as it is. */
@Tag("peers")
class ClusterPeerTest {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "123456789012";
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String PASS_ANY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"iam:PassRole\",\"Resource\":\"*\"}]}";
    private static final String OPEN = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"ecr:BatchGetImage\"}]}";

    private static Moto moto;
    private static AwsSession session;
    private static String instance;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        session = AwsSession.withCredentials(
                new AwsAccess(Optional.empty(), Optional.empty(), Optional.of(REGION), Optional.of(moto.endpoint())),
                KEYS,
                UrlConnectionHttpClient.create());
        build();
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
            moto.close();
        }
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(KEYS)
                .endpointOverride(moto.endpoint())
                .build();
    }

    private static void build() {
        try (IamClient iam = client(IamClient.builder());
                EcrClient ecr = client(EcrClient.builder());
                Ec2Client ec2 = client(Ec2Client.builder());
                EcsClient ecs = client(EcsClient.builder())) {
            iam.createRole(request -> request.roleName("shop-task").assumeRolePolicyDocument(TRUST));
            iam.putRolePolicy(request ->
                    request.roleName("shop-task").policyName("access").policyDocument(PASS_ANY));
            ecr.createRepository(
                    request -> request.repositoryName("shop/web").imageTagMutability(ImageTagMutability.MUTABLE));
            ecr.setRepositoryPolicy(
                    request -> request.repositoryName("shop/web").policyText(OPEN));
            instance = ec2.runInstances(request -> request.imageId("ami-12c6146b")
                            .minCount(1)
                            .maxCount(1)
                            .metadataOptions(
                                    options -> options.httpTokens("optional").httpPutResponseHopLimit(2)))
                    .instances()
                    .get(0)
                    .instanceId();
            ecs.createCluster(request -> request.clusterName("prod"));
            ecs.registerContainerInstance(request -> request.cluster("prod")
                    .instanceIdentityDocument("{\"instanceId\":\"" + instance + "\",\"region\":\"" + REGION
                            + "\",\"accountId\":\"" + ACCOUNT + "\"}"));
            ecs.registerTaskDefinition(request -> request.family("shop")
                    .taskRoleArn("arn:aws:iam::" + ACCOUNT + ":role/shop-task")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("web")
                            .image(ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/shop/web:1")
                            .memory(128)
                            .build()));
            ecs.createService(request -> request.cluster("prod")
                    .serviceName("shop")
                    .taskDefinition("shop")
                    .launchType("EC2")
                    .enableExecuteCommand(true)
                    .desiredCount(1));
            ecs.runTask(request -> request.cluster("prod").taskDefinition("shop"));
        }
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
    }

    private static Verdict judge(AwsSession asked, String policy) throws Exception {
        DeployedDefinitions deployed =
                new DeployedDefinitions(asked.lookups().ecs(), DocumentLimits.defaults(), deadline());
        Definitions service = deployed.service("prod", "shop");
        List<Deployment> around = new ArrayList<>(service.deployments());
        around.addAll(deployed.cluster("prod").deployments());
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(
                        List.of(PolicyParser.parse("org", "org.yaml", "version: 1\ntaskDefinition: " + policy)),
                        Clock.systemUTC()),
                Clock.systemUTC());
        return gate.judge(
                "shop",
                service.tasks().stream()
                        .map(task -> new TaskFacts(task, ContainerImages.none()))
                        .toList(),
                around,
                CloudSurvey.of(asked.lookups(), deadline()));
    }

    private static Stream<String> found(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .map(finding -> finding.rule() + ": " + finding.actual());
    }

    @Test
    void whatRunsIsJudgedByEveryRule() throws Exception {
        Verdict verdict = judge(session, "{profile: strict}");
        List<String> found = found(verdict).toList();
        assertThat(found)
                .anyMatch(text -> text.startsWith("task-role-least-privilege: ") && text.contains("iam:passrole"))
                .anyMatch(text -> text.startsWith("task-role-trust: ") && text.contains("without a condition"))
                .anyMatch(text -> text.startsWith("ecr-immutable-tags: ") && text.contains("shop/web"))
                .anyMatch(text -> text.startsWith("ecr-scan-on-push: "))
                .anyMatch(text -> text.startsWith("ecr-not-public: ") && text.contains("everybody"))
                .anyMatch(text -> text.startsWith("ecr-cmk: "))
                .anyMatch(text -> text.startsWith("imds-blocked: ") && text.contains(instance))
                .anyMatch(text -> text.startsWith("cluster-instance-volumes-encrypted: "))
                .anyMatch(text -> text.startsWith("deployment-circuit-breaker: service shop"))
                .anyMatch(text -> text.startsWith("container-insights: cluster prod"));
    }

    @Test
    void theRulesOfTheBaselineNeedNoMoreThanTheyAskFor() throws Exception {
        // Moto knows neither Patch Manager nor what Inspector covers
        assertThat(judge(
                                session,
                                "{profile: baseline, rules: {host-patches-installed: off, host-vulnerabilities: off}}")
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void aRoleThatDoesNotExistIsAnErrorNotAPass() throws Exception {
        try (EcsClient ecs = client(EcsClient.builder())) {
            ecs.registerTaskDefinition(request -> request.family("lost")
                    .taskRoleArn("arn:aws:iam::" + ACCOUNT + ":role/nobody")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("web")
                            .image("example.org/x:1")
                            .memory(128)
                            .build()));
        }
        var task = new DeployedDefinitions(session.lookups().ecs(), DocumentLimits.defaults(), deadline())
                .taskDefinition("lost")
                .tasks()
                .get(0);
        var facts = CloudSurvey.of(session.lookups(), deadline())
                .about(task, CloudTaskRules.all(), MissingAnswers.OPTIONAL);
        assertThat(CloudTaskRules.all().evaluate(facts).findings())
                .anyMatch(finding -> finding.undecided() && finding.actual().contains("NoSuchEntity"));
    }

    @Test
    void aRoleOfTwoFamiliesIsFound() throws Exception {
        try (EcsClient ecs = client(EcsClient.builder())) {
            ecs.registerTaskDefinition(request -> request.family("twin")
                    .taskRoleArn("arn:aws:iam::" + ACCOUNT + ":role/shop-task")
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("web")
                            .image("example.org/x:1")
                            .memory(128)
                            .build()));
        }
        assertThat(found(judge(session, "{rules: {task-role-not-shared: on}}")))
                .anyMatch(text -> text.startsWith("task-role-not-shared: ") && text.contains("the family twin"));
    }

    @Test
    void aClusterThatIsNoneIsAnError() {
        DeployedDefinitions deployed =
                new DeployedDefinitions(session.lookups().ecs(), DocumentLimits.defaults(), deadline());
        assertThatThrownBy(() -> deployed.service("nowhere", "shop")).isInstanceOf(GateException.class);
        assertThatThrownBy(() -> deployed.cluster("nowhere")).isInstanceOf(GateException.class);
    }

    @Test
    void guardDutyTellsWhatItWatches() throws Exception {
        assertThat(monitoring()).isEqualTo(new RuntimeMonitoring(false, false, false));
        HttpRequest create = HttpRequest.newBuilder(URI.create(moto.endpoint() + "/detector"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/" + REGION
                                + "/guardduty/aws4_request, SignedHeaders=host, Signature=x")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"enable\":true,\"features\":[{\"name\":\"RUNTIME_MONITORING\","
                                + "\"status\":\"ENABLED\",\"additionalConfiguration\":[{\"name\":\"ECS_FARGATE_AGENT_MANAGEMENT\","
                                + "\"status\":\"ENABLED\"}]}]}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(create, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        RuntimeMonitoring watched = monitoring();
        assertThat(watched.enabled()).as(watched.toString()).isTrue();
        assertThat(watched.fargate()).as(watched.toString()).isTrue();
        assertThat(watched.ec2()).isFalse();
    }

    private static RuntimeMonitoring monitoring() throws Exception {
        return session.lookups().detection().runtimeMonitoring(deadline()).required();
    }
}
