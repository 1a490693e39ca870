package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are to stop run until their containers have ended: for as long as {@code stopTimeout}, or until their agent is back. */
class DriftOfStoppingTest extends RunningShop {
    private static final String OTHER = "sha256:" + "e".repeat(64);

    private Gate drift() throws IOException {
        Path out = folder.resolve("out");
        Path osv = Fixtures.osv(folder, "LOW");
        Gate gate = gate(Gate.NOW, "drift", "--cluster", "prod", "--osv", osv, "--policy", policy, "--out", out);
        return new Gate(gate.exit(), Files.readString(out.resolve("verdict.json")), gate.err());
    }

    private static Consumer<ObjectNode> stopping(String status) {
        return task -> task.put("desiredStatus", "STOPPED").put("lastStatus", status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "DEACTIVATING", "STOPPING"})
    void whatATaskRunsThatIsToStopIsEvaluatedAsLongAsItRuns(String status) throws IOException {
        pass();
        runs();
        ecs.task("family:shop", "shop:7", tagged(), OTHER, stopping(status));

        Gate gate = drift();
        assertThat(gate.out()).contains("running-image-kept", OTHER);
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEPROVISIONING", "STOPPED"})
    void whatHasEndedIsNot(String status) throws IOException {
        pass();
        runs();
        ecs.task("family:shop", "shop:7", tagged(), OTHER, stopping(status));

        Gate gate = drift();
        assertThat(gate.out()).doesNotContain(OTHER, "ended while the cluster was read");
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void tasksOfADeploymentThatIsReplacedAreNoOthersThanThoseDeployed() throws IOException {
        pass();
        runs();
        ecs.definition("shop:6", RunningShop.DEFINITION.replace("IMAGE", pinned()));
        ecs.task("service:shop", "shop:6", pinned(), image.manifestDigest(), stopping("DEACTIVATING"));

        assertThat(drift().out()).doesNotContain("but the service deploys");
    }

    @Test
    void aContainerThatRanAndHasNoDigestIsAnErrorAndOneThatWasNeverPulledIsNot() throws IOException {
        pass();
        runs();
        Consumer<ObjectNode> unknown = task -> ((ObjectNode) task.at("/containers/0")).remove("imageDigest");
        String never = ecs.task(
                "family:shop",
                "shop:7",
                tagged(),
                "",
                unknown.andThen(stopping("STOPPING")).andThen(task -> task.remove("startedAt")));
        assertThat(drift().exit()).isZero();
        ecs.end(never);
        ecs.task("family:shop", "shop:7", tagged(), "", unknown.andThen(stopping("STOPPING")));
        assertThat(drift().exit()).isEqualTo(ExitCode.ERROR);
    }
}
