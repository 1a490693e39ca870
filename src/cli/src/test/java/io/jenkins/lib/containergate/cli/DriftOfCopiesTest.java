package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@code gate drift} on an image of which the ledger knows a verdict under the name of another repository. */
class DriftOfCopiesTest extends RunningShop {
    private Path ledger;

    private void scan(String image, String severity, Duration ago) {
        Instant then = Gate.NOW.minus(ago);
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        gate(then, "scan", image, "--osv", osv, "--policy", policy, "--ledger", ledger);
    }

    private Gate drift() throws IOException {
        Path out = folder.resolve("out");
        Path osv = Fixtures.osv(folder.resolve("LOW"), "LOW");
        Gate gate = gate(
                Gate.NOW,
                "drift",
                "--cluster",
                "prod",
                "--osv",
                osv,
                "--policy",
                policy,
                "--ledger",
                ledger,
                "--out",
                out);
        return new Gate(gate.exit(), Files.readString(out.resolve("verdict.json")), gate.err());
    }

    @Test
    void aDigestThatFailedInAnotherRepositoryFailsUntilItIsEvaluatedAgain() throws IOException {
        ledger = folder.resolve("ledger");
        policy = policy("drift: {evidence: ledger, rules: {running-task-definition-judged: off,"
                + " running-no-new-vulnerabilities: off, running-waivers-in-force: off}}");
        registry.with("dev/app", OciLayout.of(image, "1.4"));
        runs();
        scan(pinned(), "LOW", Duration.ofHours(3));
        assertThat(drift().exit()).isZero();
        String copy = registry.authority() + "/dev/app";
        scan(copy + ":1.4", "CRITICAL", Duration.ofHours(2));
        Gate failed = drift();
        assertThat(failed.exit()).as(failed.out()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out())
                .contains(
                        "running-image-passed",
                        "the verdict is on " + copy + "@" + image.manifestDigest(),
                        "evaluate " + pinned() + " again");
        scan(pinned(), "LOW", Duration.ofHours(1));
        assertThat(drift().exit()).isZero();
    }
}
