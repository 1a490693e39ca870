package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate taskdef} on what ECS knows, from a server in the place of AWS. */
class RegisteredTaskTest {
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:7";
    private static final String PRIVILEGED = "{\"taskDefinition\":{\"taskDefinitionArn\":\"" + ARN
            + "\",\"family\":\"shop\",\"requiresCompatibilities\":[\"EC2\"],\"containerDefinitions\":"
            + "[{\"name\":\"web\",\"image\":\"shop/web:1.4\",\"privileged\":true}]}}";

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private HttpServer server;
    private int status = 200;
    private String body = PRIVILEGED;
    /** Answers by the name of the call, instead of the body for all. */
    private final Map<String, String> answers = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                String call = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
                byte[] bytes = answers.getOrDefault(call.substring(call.indexOf('.') + 1), body)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        properties.aws("http://127.0.0.1:" + server.getAddress().getPort(), "hidden-key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A file without an ending has the form of a family. */
    @Test
    void whereAwsCannotBeLookedUpTheFileThatMayBeMeantIsNamed() {
        assumeThat(System.getenv()).doesNotContainKeys("AWS_REGION", "AWS_CONFIG_FILE");
        properties.set("aws.configFile", "target/no-such-file");
        properties.set("aws.disableEc2Metadata", "true");

        Gate run = Gate.run("taskdef", "taskdef");

        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("no AWS region is known", "there is no file taskdef here");
        assertThat(Gate.run("taskdef", "shop:7").out()).doesNotContain("there is no file");
    }

    @Test
    void aTaskDefinitionThatEcsKnowsIsJudgedLikeAFile() {
        Gate run = Gate.run("taskdef", "shop:7", "--aws-region", "eu-central-1");
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("no-privileged").contains("container 'web': privileged is true");
    }

    @Test
    void aMemberThatThisReleaseDoesNotKnowIsUndecidedAsInAFile(@TempDir Path directory) throws IOException {
        body = PRIVILEGED.replace("\"privileged\":true", "\"ofTomorrow\":{\"opens\":\"everything\"}");
        Path file = Files.writeString(directory.resolve("shop.json"), body);
        for (Gate run : List.of(
                Gate.run("taskdef", file.toString()),
                Gate.run("taskdef", "shop:7", "--no-ask-aws", "--aws-region", "eu-central-1"))) {
            assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).contains("every-resource-evaluated", "this version does not know it");
        }
    }

    @Test
    void whatAServiceRunsIsNoPartOfTheCheckOfAnotherTaskDefinition(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("shop.json"), PRIVILEGED);
        body = PRIVILEGED.replace("\"privileged\":true", "\"ofTomorrow\":{\"opens\":\"everything\"}");
        String cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
        answers.put(
                "DescribeServices",
                "{\"services\":[{\"serviceName\":\"shop\",\"serviceArn\":\""
                        + ARN.replaceAll(":task.*", ":service/prod/shop")
                        + "\",\"clusterArn\":\"" + cluster + "\",\"status\":\"ACTIVE\",\"taskDefinition\":\"" + ARN
                        + "\"}]}");
        answers.put(
                "DescribeClusters",
                "{\"clusters\":[{\"clusterName\":\"prod\",\"clusterArn\":\"" + cluster + "\",\"status\":\"ACTIVE\"}]}");
        Gate own = Gate.run("taskdef", "--cluster", "prod", "--service", "shop", "--aws-region", "eu-central-1");
        assertThat(own.out()).contains("every-resource-evaluated", "this version does not know it");
        Gate other =
                Gate.run("taskdef", file, "--cluster", "prod", "--service", "shop", "--aws-region", "eu-central-1");
        assertThat(other.out()).contains("container 'web': privileged is true");
        assertThat(other.out()).doesNotContain("this version does not know it");
    }

    @Test
    void whatEcsAddsToEachTaskDefinitionIsKnown() {
        body = PRIVILEGED.replace(
                "\"family\":\"shop\"",
                "\"family\":\"shop\",\"revision\":7,\"status\":\"INACTIVE\",\"volumes\":[],\"placementConstraints\":[],"
                        + "\"compatibilities\":[\"EC2\"],\"requiresAttributes\":[{\"name\":\"com.amazonaws.ecs.capability"
                        + ".privileged-container\"}],\"registeredAt\":1.7E9,\"registeredBy\":\"arn:aws:iam::123456789012:root\","
                        + "\"deregisteredAt\":1.7E9,\"deleteRequestedAt\":1.7E9,\"enableFaultInjection\":false");
        Gate run = Gate.run("taskdef", "shop:7", "--aws-region", "eu-central-1");
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).doesNotContain("every-resource-evaluated");
    }

    @Test
    void anArnSaysWhereToAsk() {
        assertThat(Gate.run("taskdef", ARN).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aMissingPermissionIsAnErrorThatNamesIt() {
        status = 400;
        body = "{\"__type\":\"AccessDeniedException\",\"message\":\"words\"}";
        Gate run = Gate.run("taskdef", "shop", "--aws-region", "eu-central-1");
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out() + run.err()).contains("ecs:DescribeTaskDefinition").doesNotContain("hidden-key", "words");
    }

    @Test
    void anExternalIdWithoutARoleIsRefused() {
        Gate run = Gate.run("taskdef", "shop", "--aws-external-id", "x");
        assertThat(run.err()).contains("--aws-role");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aServiceWithoutItsClusterIsRefused() {
        Gate run = Gate.run("taskdef", "--service", "shop");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--cluster");
    }

    @Test
    void aClusterThatMayNotBeSeenIsAnErrorThatNamesThePermission() {
        status = 400;
        body = "{\"__type\":\"AccessDeniedException\"}";
        Gate run = Gate.run("taskdef", "--cluster", "prod", "--service", "shop", "--aws-region", "eu-central-1");
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out() + run.err()).contains("ecs:DescribeServices");
    }

    @Test
    void aPolicyThatDemandsAnswersTakesNoVerdictWithoutThem(@TempDir Path directory) throws IOException {
        Path policy = directory.resolve("org.yaml");
        Files.writeString(policy, "version: 1\ntaskDefinition: {awsLookups: required}\n");
        body = PRIVILEGED.replace("shop/web:1.4", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1");
        Gate run = Gate.run(
                "taskdef", "shop:7", "--no-ask-aws", "--policy", policy.toString(), "--aws-region", "eu-central-1");
        assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("no AWS lookups: --no-ask-aws is given");
    }
}
