package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@code gate drift} where each gate has attested a verdict of its own. */
class DriftOfSeveralVerdictsTest extends RunningShop {
    @Test
    void gatesThatAreAttestedOneByOnePassTogetherAndTheSbomIsThatOfTheScan() throws IOException {
        policy = policy("secrets: {max: {critical: 0}}");
        pass();
        Path osv = Fixtures.osv(folder, "LOW");
        Path out = folder.resolve("out");
        runs();
        Gate scanned = gate(Gate.NOW, "drift", "--cluster", "prod", "--osv", osv, "--policy", policy, "--out", out);
        assertThat(scanned.exit()).as(scanned.out()).isEqualTo(ExitCode.FAILED);
        Instant later = Gate.NOW.minus(Duration.ofHours(3));
        Path reports = folder.resolve("secrets");
        gate(later, "secrets", tagged(), "--policy", policy, "--out", reports);
        attestAlone(reports, later);
        Gate both = gate(Gate.NOW, "drift", "--cluster", "prod", "--osv", osv, "--policy", policy, "--out", out);
        assertThat(both.exit())
                .as(Files.readString(out.resolve("verdict.json")))
                .isZero();
    }
}
