package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.aws.FakeCluster.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment that is being replaced runs until it is, and where the new one cannot start that is for ever. */
class ReplacedDeploymentsTest {
    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        ecs = FakeCluster.start("prod")
                .definition("shop:7", RunningShop.UNREAD_DEFINITION)
                .definition("shop:6", RunningShop.UNREAD_DEFINITION.replace("\"10001\"", "\"root\""));
        properties.aws(ecs.endpoint().toString(), "testing");
        properties.set("aws.region", "eu-central-1");
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    private Gate with(String deployment) {
        String deployments =
                "{\"deployments\": [{\"id\": \"ecs-svc/2\", \"status\": \"PRIMARY\", \"taskDefinition\": \"" + PREFIX
                        + "task-definition/shop:7\", \"runningCount\": 0}, {\"id\": \"ecs-svc/1\", \"status\":"
                        + " \"ACTIVE\", "
                        + deployment
                        + "}]}";
        ecs.service("shop", "shop:7", deployments);
        return Gate.run("taskdef", "--cluster", "prod", "--service", "shop", "--no-ask-aws");
    }

    private static String definition(String revision) {
        return "\"taskDefinition\": \"" + PREFIX + "task-definition/" + revision + "\"";
    }

    @ParameterizedTest
    @CsvSource({"1, 0, true", "0, 1, true", ", , true", "0, 0, false", "0, , false"})
    void itsTaskDefinitionIsEvaluatedWhileTasksOfItRun(String running, String pending, boolean evaluated) {
        String counts = (running == null ? "" : ", \"runningCount\": " + running)
                + (pending == null ? "" : ", \"pendingCount\": " + pending);

        assertThat(with(definition("shop:6") + counts).out().contains("user 'root' is root"))
                .isEqualTo(evaluated);
    }

    @Test
    void soIsItsNetwork() {
        Gate gate =
                with(definition("shop:7") + ", \"runningCount\": 2, \"networkConfiguration\": {\"awsvpcConfiguration\":"
                        + " {\"subnets\": [\"subnet-1\"], \"securityGroups\": [\"sg-1\"],"
                        + " \"assignPublicIp\": \"ENABLED\"}}");

        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("no-public-ip", "deployment ecs-svc/1 of service shop");
    }
}
