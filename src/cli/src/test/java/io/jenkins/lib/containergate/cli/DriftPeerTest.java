package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/**
 * {@code gate drift} and {@code gate admit} against Moto's imitation of ECS and EC2. Moto resolves no image, so it says of no
 * container which digest runs, and it knows no deployments: that is an ERROR, and the rest is evaluated all the same.
 */
@Tag("peers")
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class DriftPeerTest {
    private static final String REGION = "eu-central-1";
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing"));

    private static Moto moto;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    private Path folder;

    /** A service, and 120 tasks that were run alone, with another role; a second cluster is empty. */
    @BeforeAll
    static void cluster() throws Exception {
        moto = Moto.start();
        keepRunning();
        String subnet;
        String group;
        try (Ec2Client ec2 = Ec2Client.builder()
                .region(Region.of(REGION))
                .credentialsProvider(KEYS)
                .endpointOverride(moto.endpoint())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            String vpc = ec2.createVpc(request -> request.cidrBlock("10.5.0.0/16"))
                    .vpc()
                    .vpcId();
            ec2.modifyVpcAttribute(request -> request.vpcId(vpc).enableDnsHostnames(enabled -> enabled.value(true)));
            subnet = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.5.0.0/20"))
                    .subnet()
                    .subnetId();
            group = ec2.createSecurityGroup(
                            request -> request.vpcId(vpc).groupName("shop").description("of the tasks"))
                    .groupId();
        }
        try (EcsClient ecs = EcsClient.builder()
                .region(Region.of(REGION))
                .credentialsProvider(KEYS)
                .endpointOverride(moto.endpoint())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            ecs.createCluster(request -> request.clusterName("prod"));
            ecs.createCluster(request -> request.clusterName("empty"));
            ecs.registerTaskDefinition(request -> request.family("shop")
                    .networkMode("awsvpc")
                    .requiresCompatibilities(Compatibility.FARGATE)
                    .cpu("256")
                    .memory("512")
                    .containerDefinitions(container -> container
                            .name("app")
                            .image("registry.example/shop/app:1.4")
                            .cpu(1)
                            .memory(8)
                            .privileged(true)));
            ecs.createService(request -> request.cluster("prod")
                    .serviceName("shop")
                    .taskDefinition("shop")
                    .launchType(LaunchType.FARGATE)
                    .desiredCount(1)
                    .networkConfiguration(network -> network.awsvpcConfiguration(
                            vpc -> vpc.subnets(subnet).securityGroups(group))));
            for (int i = 0; i < 12; i++) {
                ecs.runTask(request -> request.cluster("prod")
                        .taskDefinition("shop")
                        .launchType(LaunchType.FARGATE)
                        .count(10)
                        .overrides(overrides -> overrides
                                .taskRoleArn("arn:aws:iam::123456789012:role/admin")
                                .containerOverrides(
                                        container -> container.name("app").command("sh")))
                        .networkConfiguration(network -> network.awsvpcConfiguration(
                                vpc -> vpc.subnets(subnet).securityGroups(group))));
            }
        }
    }

    /** Tasks of Moto come nearer to their end each time they are described, unless it is told otherwise. */
    private static void keepRunning() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(moto.endpoint() + "/moto-api/state-manager/set-transition"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model_name\":\"ecs::task\",\"transition\":{\"progression\":\"manual\",\"times\":1000}}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isLessThan(300);
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void configure() {
        properties.aws(moto.endpoint().toString(), "testing");
        properties.set("aws.region", REGION);
    }

    private Gate gate(Object... words) {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of(
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n"),
                "--docker-config",
                folder.resolve("docker")));
        return Gate.run(all.toArray());
    }

    private String drift(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(Arrays.asList(words));
        Path out = folder.resolve("out");
        all.addAll(List.of("--osv", Fixtures.osv(folder, "LOW"), "--out", out));
        Gate gate = gate(all.toArray());
        assertThat(gate.exit()).as(gate.out() + gate.err()).isIn(ExitCode.FAILED, ExitCode.ERROR);
        return Files.exists(out.resolve("verdict.json")) ? Files.readString(out.resolve("verdict.json")) : gate.out();
    }

    @Test
    void everyTaskOfEveryPageIsReadAndJudgedAndADigestThatIsNotToldIsAnError() throws IOException {
        String verdict = drift("drift", "--cluster", "prod");
        assertThat(verdict)
                .contains("prod, tasks of shop: 120 tasks of shop:1 on FARGATE")
                .contains("running-evidence-readable", "ECS does not say which digest runs")
                .contains("running-no-overrides", "role/admin", "another command for app")
                .contains("running-task-definition-passes", "image-by-digest");
    }

    @Test
    void allClustersAreFoundAndOneThatIsNotThereIsAnError() throws IOException {
        assertThat(drift("drift", "--all-clusters")).contains("cluster arn:aws:ecs:" + REGION);
        assertThat(drift("drift", "--cluster", "nowhere")).contains("nowhere");
    }

    @Test
    void whatMotoDoesNotTellOfDeploymentsAdmitsNone() {
        Gate gate = gate("admit", "--cluster", "prod", "--service", "shop");
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ecs:ListServiceDeployments");
    }
}
