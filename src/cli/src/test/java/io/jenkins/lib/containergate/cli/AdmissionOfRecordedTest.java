package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate admit} of images that passed beside themselves, and of which the ledger knows what did not pass. */
class AdmissionOfRecordedTest extends WaitingShop {
    private static final Instant SOON = Gate.NOW.plus(Duration.ofMinutes(5));

    private Path ledger;

    @BeforeEach
    void named() throws IOException {
        ledger = folder.resolve("ledger");
        declareByDigest();
    }

    private String pinned() {
        return registry.authority() + "/shop/web@" + web.manifestDigest();
    }

    private void declareByDigest() throws IOException {
        ecs.taskDefinition("""
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true}]}
            """.formatted(pinned()));
    }

    private void counting(String evidence) {
        policy = policy("}\ndrift: {evidence: " + evidence);
    }

    private Gate admitted(String id, Object... more) {
        ecs.waiting("prod", "shop", id, "web " + pinned() + " " + web.manifestDigest());
        return admitShop(more);
    }

    private void failsWith(Gate gate, String text) {
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("verdict-attested", text);
        assertThat(ecs.answers())
                .last()
                .satisfies(answer -> assertThat(answer.action()).isEqualTo("ROLLBACK"));
    }

    private void scan(String image, String severity) {
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        Gate.runAt(SOON, words("scan", image, "--osv", osv, "--no-cache", "--ledger", ledger));
    }

    private OciIndex failedIndex() throws IOException {
        OciIndex index = OciIndex.index().image(web);
        registry.with("shop/web", OciLayout.of(index, "1"));
        Path reports = folder.resolve("index");
        Gate verify = Gate.runAt(SOON, words("verify", image(), "--out", reports));
        assertThat(verify.exit()).as(verify.out()).isEqualTo(ExitCode.FAILED);
        Path key = Fixtures.write(folder.resolve("gate.key"), GATE.privatePem());
        Path verdict = reports.resolve("verdict.json");
        Gate attest = Gate.runAt(SOON, words("attest", image(), "--verdict", verdict, "--key", key));
        assertThat(attest.exit()).as(attest.err()).isZero();
        return index;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "either", "both"})
    void anIndexThatFailedFailsItsImageByItsOwnDigest(String evidence) throws IOException {
        counting(evidence);
        passed();
        OciIndex index = failedIndex();
        Gate unknown = admitted("one", "--ledger", ledger);
        assertThat(unknown.exit())
                .as("nothing says that the index lists it: " + unknown.out())
                .isZero();
        scan(image(), "LOW");
        failsWith(admitted("two", "--ledger", ledger), "the verdict is on the index " + index.digest());
        assertThat(admitted("three").exit()).as("no ledger is named").isZero();
    }

    /** The verdict says from which index the image was chosen: that takes no ledger. */
    @Test
    void anIndexThatFailedAndThatTheVerdictNamesFailsItsImageByItsOwnDigest() throws IOException {
        registry.with("shop/web", OciLayout.of(OciIndex.index().image(web), "1"));
        attest(Gate.NOW, "LOW");
        Gate before = admitted("one");
        assertThat(before.exit()).as(before.out()).isZero();
        OciIndex index = failedIndex();
        failsWith(admitted("two"), "the verdict is on the index " + index.digest());
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(404));
        Gate gone = admitted("three");
        assertThat(gone.exit())
                .as("registries remove what no tag names: " + gone.out())
                .isZero();
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(500));
        assertThat(admitted("four").exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void whereOnlyAttestedVerdictsCountTheLedgerIsNotAsked() throws IOException {
        passed();
        failedIndex();
        scan(image(), "CRITICAL");
        Gate gate = admitted("one", "--ledger", ledger);
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void whatFailedInTheLedgerIsNotAdmittedAlsoAsACopy() throws IOException {
        counting("either");
        passed();
        registry.with("dev/web", OciLayout.of(web, "1"));
        assertThat(admitted("one", "--ledger", ledger).exit()).isZero();
        scan(registry.authority() + "/dev/web:1", "CRITICAL");
        failsWith(admitted("two", "--ledger", ledger), "/dev/web@" + web.manifestDigest() + " (the ledger)");
        attest(SOON.plusSeconds(60), "LOW");
        Gate again = admitted("three", "--ledger", ledger);
        assertThat(again.exit()).as(again.out()).isZero();
    }

    @Test
    void aLedgerThatCannotBeReadAdmitsNothing() throws IOException {
        counting("either");
        passed();
        scan(image(), "LOW");
        Files.writeString(ledger.resolve("ledger.log"), "00000000 {}\n");
        Gate gate = admitted("one", "--ledger", ledger);
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("damaged lines");
    }

    /** What a registry removes when its tag moves on is no reason to stop a deployment. */
    @Test
    void anIndexThatIsGoneTakesNothingAway() throws IOException {
        counting("either");
        passed();
        OciIndex index = OciIndex.index().image(web);
        registry.with("shop/web", OciLayout.of(index, "1"));
        scan(image(), "LOW");
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(404));
        Gate gate = admitted("one", "--ledger", ledger);
        assertThat(gate.exit()).as(gate.out()).isZero();
    }
}
