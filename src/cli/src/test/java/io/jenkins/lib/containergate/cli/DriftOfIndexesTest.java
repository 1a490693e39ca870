package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate drift} on images that are listed by indexes of which the task definition may say nothing. */
class DriftOfIndexesTest extends RunningShop {
    private static final String OFF =
            "rules: {running-task-definition-judged: off, running-no-new-vulnerabilities: off,"
                    + " running-waivers-in-force: off}";

    private Gate drift(Object... more) throws IOException {
        Path out = folder.resolve("out");
        List<Object> words = new ArrayList<>(
                List.of("--cluster", "prod", "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy, "--out", out));
        words.addAll(Arrays.asList(more));
        Gate gate = gate(Gate.NOW, "drift", words.toArray());
        return new Gate(gate.exit(), Files.readString(out.resolve("verdict.json")), gate.err());
    }

    private void attestThatItsSignaturesDidNotPass(String reference) {
        attestThatItsSignaturesDidNotPass(reference, Gate.NOW.minus(Duration.ofDays(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"either", "both"})
    void anAttestedFailureIsFoundBesideAnIndexThatOnlyTheLedgerKnows(String evidence) throws IOException {
        policy = policy("drift: {evidence: " + evidence + ", " + OFF + "}");
        OciIndex index = OciIndex.index().image(image);
        pass();
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        attestThatItsSignaturesDidNotPass(tagged());
        runs();
        Path ledger = folder.resolve("ledger");
        Path osv = Fixtures.osv(folder, "LOW");
        gate(Gate.NOW, "scan", pinned(), "--osv", osv, "--policy", policy, "--ledger", ledger);
        assertThat(drift("--ledger", ledger).exit())
                .as("nothing says that the index lists it")
                .isZero();
        gate(Gate.NOW, "scan", tagged(), "--osv", osv, "--policy", policy, "--ledger", ledger);
        Gate known = drift("--ledger", ledger);
        assertThat(known.exit()).as(known.out()).isEqualTo(ExitCode.FAILED);
        assertThat(known.out()).contains("running-image-passed", "the verdict is on the index " + index.digest());
    }

    /** The image passed by a verdict that says from which index it was chosen, and the task definition names it by its own digest. */
    @Test
    void anAttestedFailureIsFoundBesideTheIndexThatTheVerdictNames() throws IOException {
        policy = policy("drift: {" + OFF + "}");
        OciIndex index = OciIndex.index().image(image);
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        pass();
        runs();
        assertThat(drift().exit()).isZero();
        attestThatItsSignaturesDidNotPass(tagged());
        Gate failed = drift();
        assertThat(failed.exit()).as(failed.out()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("running-image-passed", "the verdict is on the index " + index.digest());
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(404));
        assertThat(drift().exit()).as("registries remove what no tag names").isZero();
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(500));
        assertThat(drift().exit()).isEqualTo(ExitCode.ERROR);
    }

    /** Whoever answers for the registry can say so, or somebody has deleted it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexThatIsNamedAndGoneLeavesItsImageUndecided(boolean byTag) throws IOException {
        OciIndex index = OciIndex.index().image(image);
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        pass();
        String named = byTag ? tagged() : repository() + "@" + index.digest();
        ecs.task("service:shop", "shop:7", named, image.manifestDigest());
        assertThat(drift().exit()).isZero();
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(404));
        Gate gone = drift();
        assertThat(gone.exit()).as(gone.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gone.out()).contains("does not hold the index " + index.digest());
    }

    private Gate inAnIndexOfIndexes(boolean byTag) throws IOException {
        OciIndex outer = OciIndex.index().nested(OciIndex.index().image(image));
        pass();
        registry.with(REPOSITORY, OciLayout.of(outer, "1.4"));
        attestThatItsSignaturesDidNotPass(tagged());
        String named = byTag ? tagged() : repository() + "@" + outer.digest();
        ecs.task("service:shop", "shop:7", named, image.manifestDigest());
        return drift();
    }

    private static void isUndecided(Gate gate) {
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("is an index of indexes, which are not followed");
    }

    @Test
    void anIndexOfIndexesThatTheTaskDefinitionNamesIsUndecided() throws IOException {
        isUndecided(inAnIndexOfIndexes(false));
    }

    @Test
    void aTagThatIsAnIndexOfIndexesIsUndecided() throws IOException {
        isUndecided(inAnIndexOfIndexes(true));
    }
}
