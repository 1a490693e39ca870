package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;

/** {@code gate segments} and the rule on it, against Moto's imitation of ECS and EC2. */
@Tag("peers")
@SuppressWarnings("unchecked") // the SDK takes generic varargs
class SegmentsPeerTest {
    private static final String REGION = "eu-central-1";

    private static Moto moto;
    private static String shopGroup;
    private static String webGroup;
    private static String cronGroup;
    private static String vpc;
    private static String subnetId;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    Path folder;

    /** web and cron reach shop on 8080, the internet reaches web on 443. */
    @BeforeAll
    static void cluster() throws Exception {
        moto = Moto.start();
        String subnet;
        String web;
        String cron;
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            vpc = ec2.createVpc(request -> request.cidrBlock("10.5.0.0/16"))
                    .vpc()
                    .vpcId();
            subnet = ec2.createSubnet(request -> request.vpcId(vpc).cidrBlock("10.5.1.0/24"))
                    .subnet()
                    .subnetId();
            subnetId = subnet;
            web = group(ec2, vpc, "web");
            webGroup = web;
            cron = group(ec2, vpc, "cron");
            cronGroup = cron;
            shopGroup = group(ec2, vpc, "shop");
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(shopGroup)
                    .ipPermissions(permission -> permission
                            .ipProtocol("tcp")
                            .fromPort(8080)
                            .toPort(8080)
                            .userIdGroupPairs(pair -> pair.groupId(web), pair -> pair.groupId(cron))));
            ec2.authorizeSecurityGroupIngress(request -> request.groupId(web)
                    .ipPermissions(permission -> permission
                            .ipProtocol("tcp")
                            .fromPort(443)
                            .toPort(443)
                            .ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
        }
        try (EcsClient ecs = client(EcsClient.builder())) {
            ecs.createCluster(request -> request.clusterName("prod"));
            service(ecs, "web", subnet, web);
            service(ecs, "cron", subnet, cron);
            service(ecs, "shop", subnet, shopGroup);
        }
    }

    private static String group(Ec2Client ec2, String vpc, String name) {
        return ec2.createSecurityGroup(
                        request -> request.groupName(name).description(name).vpcId(vpc))
                .groupId();
    }

    private static void service(EcsClient ecs, String name, String subnet, String group) {
        ecs.registerTaskDefinition(request -> request.family(name)
                .requiresCompatibilities(Compatibility.FARGATE)
                .networkMode("awsvpc")
                .cpu("256")
                .memory("512")
                .containerDefinitions(container -> container
                        .name("app")
                        .image("example.org/" + name + ":1")
                        .portMappings(port -> port.containerPort(8080))));
        ecs.createService(request -> request.cluster("prod")
                .serviceName(name)
                .taskDefinition(name)
                .desiredCount(0)
                .networkConfiguration(network -> network.awsvpcConfiguration(
                        awsvpc -> awsvpc.subnets(subnet).securityGroups(group))));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .endpointOverride(moto.endpoint())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void credentials() {
        properties.aws(moto.endpoint().toString(), "testing");
    }

    private Path policy(String from) {
        return Fixtures.write(
                folder.resolve("org.yaml"),
                "version: 1\ntaskDefinition:\n  rules: {no-public-ip: on}\n  segments:\n"
                        + "    - {service: shop, reachableFrom: [" + from + "]}\n");
    }

    @Test
    void theTableSaysWhoReachesWhom() {
        Gate run = Gate.run("segments", "--cluster", "prod", "--aws-region", REGION);
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.PASSED);
        assertThat(run.out())
                .contains("cluster prod: 3 services, 1 outside sources")
                .containsPattern("cron, web +shop +tcp 8080")
                .containsPattern("internet:0\\.0\\.0\\.0/0 +web +tcp 443")
                .containsPattern("shop +tcp 8080 +no +" + shopGroup);
    }

    @Test
    void whatIsNotOnTheListFailsAndIsNamedWithItsRule() {
        Gate run = Gate.run("segments", "--cluster", "prod", "--aws-region", REGION, "--policy", policy("web"));
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("shop is reachable from cron on tcp 8080", shopGroup + " lets in tcp 8080", "what to do");
    }

    @Test
    void withEverybodyOnTheListItPasses() throws Exception {
        Path out = folder.resolve("map.svg");
        Gate run = Gate.run(
                "segments",
                "--cluster",
                "prod",
                "--aws-region",
                REGION,
                "--policy",
                policy("web, cron"),
                "--format",
                "svg",
                "--out",
                out);
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.PASSED);
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(out)).startsWith("<?xml").contains("<svg", ">shop<");
    }

    @Test
    void jsonIsPrintedAlone() throws Exception {
        Gate run = Gate.run(
                "segments", "--cluster", "prod", "--aws-region", REGION, "--format", "json", "--policy", policy("web"));
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .at("/violations/0/source")
                        .asText())
                .isEqualTo("cron");
        assertThat(run.err()).contains("shop is reachable from cron");
    }

    @Test
    void aClusterThatDoesNotExistIsAnError() {
        Gate run = Gate.run("segments", "--cluster", "nowhere", "--aws-region", REGION);
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.ERROR);
    }

    /** The verdict on the service {@code shop}. */
    private static Gate shop(Path policy, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "taskdef", "--cluster", "prod", "--service", "shop", "--aws-region", REGION, "--policy", policy));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    @Test
    void theRuleJudgesOneServiceAmongTheOthersOfTaskDefinitions() {
        Gate run = shop(policy("web"));
        assertThat(run.out())
                .as(run.err())
                .contains("segment-reachability")
                .contains("reachable from cron on tcp 8080");
        assertThat(run.exit()).isNotEqualTo(ExitCode.PASSED);
        Gate allowed = shop(policy("web, cron"));
        assertThat(allowed.out()).as(allowed.err()).contains("evaluated: 1 cluster, 1 service");
        assertThat(allowed.out()).doesNotContain("segment-reachability");
    }

    /** {@code web} calls {@code shop} each day, {@code cron} never does. */
    private Path month(Instant end) throws IOException {
        StringBuilder log =
                new StringBuilder("account-id vpc-id ecs-cluster-name ecs-service-name flow-direction srcaddr"
                        + " dstaddr srcport dstport protocol tcp-flags bytes start end action log-status\n");
        for (int day = 31; day >= 0; day--) {
            long at = end.minus(Duration.ofDays(day)).getEpochSecond();
            String where = "123456789012 " + vpc + " prod ";
            String flow = " 10.5.1.7 10.5.1.9 40000 8080 6 2 900 " + (at - 60) + " " + at + " ACCEPT OK\n";
            log.append(where).append("web egress").append(flow);
            log.append(where).append("shop ingress").append(flow);
        }
        return Files.writeString(folder.resolve("flows.log"), log);
    }

    /** While an interface that is of no service of the cluster has the group of {@code shop}. */
    private static void ofAnotherCluster(Runnable check) {
        try (Ec2Client ec2 = client(Ec2Client.builder())) {
            String id = ec2.createNetworkInterface(
                            request -> request.subnetId(subnetId).groups(shopGroup))
                    .networkInterface()
                    .networkInterfaceId();
            try {
                check.run();
            } finally {
                ec2.deleteNetworkInterface(request -> request.networkInterfaceId(id));
            }
        }
    }

    @Test
    void theRuleThatNobodyUsedInAMonthIsNamed() throws Exception {
        Path traffic = folder.resolve("traffic.json");
        Gate learned = Gate.run(
                "learn",
                "segments",
                "--flow-logs",
                month(Gate.NOW),
                "--traffic",
                traffic,
                "--cluster",
                "prod",
                "--aws-region",
                REGION);
        assertThat(learned.err()).isEmpty();
        assertThat(learned.out())
                .contains(
                        "# Ingress rules of 2 security groups of the cluster prod that nobody used in 64 records from ")
                .contains("#   " + shopGroup + " lets in tcp 8080 from " + cronGroup)
                .contains("#   not known: the flow logs have no record of the service cron")
                .doesNotContain("from " + webGroup);
        Path on = Fixtures.write(
                folder.resolve("on.yaml"), "version: 1\ntaskDefinition: {rules: {unused-ingress: on}}\n");
        assertThat(shop(on, "--traffic", traffic).out())
                .contains("lets in tcp 8080 from " + cronGroup + ", and none of 64 records")
                .doesNotContain("lets in tcp 8080 from " + webGroup + ", and none");
        ofAnotherCluster(() -> assertThat(shop(on, "--traffic", traffic).out())
                .contains("lets in tcp 8080 from " + cronGroup + ", and the interface eni-")
                .doesNotContain("from " + cronGroup + ", and none of 64 records"));
        Path old = folder.resolve("old.json");
        Gate.run("learn", "segments", "--flow-logs", month(Gate.NOW.minus(Duration.ofDays(9))), "--traffic", old);
        assertThat(shop(on, "--traffic", old).out()).contains("the traffic ends more than 7 days ago");
    }
}
