package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs passed by a waiver, and the ledger alone says so. */
class DriftOfWaivedTest extends RunningShop {
    private static final String DEBIAN = "package: 'pkg:deb/**'";

    private Path ledger;

    private static String waiver(String rule, String until, String more) {
        return "{rule: " + rule + ", owner: shop, reason: later, expires: " + until + more + "}";
    }

    private Path waiving(String... waivers) {
        return policy("waiverRules: [{}]\nwaivers: [" + String.join(", ", waivers)
                + "]\ndrift: {evidence: ledger, rules: {running-task-definition-judged: off,"
                + " running-no-new-vulnerabilities: off}}");
    }

    private void scan(String image, String severity, Duration ago) {
        ledger = folder.resolve("ledger");
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        gate(Gate.NOW.minus(ago), "scan", image, "--osv", osv, "--policy", policy, "--ledger", ledger);
    }

    private Gate drift() throws IOException {
        Path out = folder.resolve("out");
        Gate gate = gate(Gate.NOW, "drift", "--cluster", "prod", "--policy", policy, "--ledger", ledger, "--out", out);
        return new Gate(gate.exit(), Files.readString(out.resolve("verdict.json")), gate.err());
    }

    @ParameterizedTest
    @CsvSource({"CVE-2023-5363, ''", "DEBIAN-CVE-2023-5363, ''", "DEBIAN-CVE-2023-5363, ', package: ''pkg:deb/**'''"})
    void aWaiverThatWasRenewedHoldsUnderWhicheverId(String rule, String more) throws IOException {
        String ended = waiver("CVE-2023-5363", "2026-11-23", "");
        policy = waiving(ended);
        scan(pinned(), "CRITICAL", Duration.ofDays(1));
        runs();
        Gate over = drift();
        assertThat(over.exit()).as(over.out()).isEqualTo(ExitCode.FAILED);
        assertThat(over.out()).contains("CVE-2023-5363 was waived, and blocks today");
        policy = waiving(ended, waiver(rule, "2026-12-30", more));
        Gate renewed = drift();
        assertThat(renewed.exit()).as(renewed.out()).isZero();
    }

    /** Of the same rule and day, and for something else. */
    @ParameterizedTest
    @CsvSource({"', package: ''pkg:npm/**'''", "', image: ''**/shop/app:1.3'''", "', path: ''opt/**'''"})
    void aWaiverThatWasEndedIsNotHeldByOneForSomethingElse(String more) throws IOException {
        policy = waiving(waiver("CVE-2023-5363", "2026-12-30", ", " + DEBIAN));
        scan(tagged(), "CRITICAL", Duration.ofDays(1));
        runs();
        assertThat(drift().exit()).isZero();
        policy = waiving(
                waiver("CVE-2023-5363", "2026-11-23", ", " + DEBIAN), waiver("CVE-2023-5363", "2026-12-30", more));
        Gate ended = drift();
        assertThat(ended.exit()).as(ended.out()).isEqualTo(ExitCode.FAILED);
        assertThat(ended.out()).contains("CVE-2023-5363 was waived, and blocks today");
    }

    /** The copy has no waiver, and fails for what the image may have. */
    @Test
    void onlyWhatIsWaivedMayHaveFailedInAnotherRepository() throws IOException {
        policy = waiving(waiver("CVE-2023-5363", "2026-12-30", ", image: '**/shop/**'"));
        registry.with("dev/app", OciLayout.of(image, "1.4"));
        String copy = registry.authority() + "/dev/app:1.4";
        runs();
        scan(pinned(), "CRITICAL", Duration.ofHours(3));
        scan(copy, "CRITICAL", Duration.ofHours(2));
        Gate waived = drift();
        assertThat(waived.exit()).as(waived.out()).isZero();
        Fixtures.publish(folder.resolve("CRITICAL").resolve("osv"), "CVE-2026-9999", "CRITICAL");
        scan(copy, "CRITICAL", Duration.ofHours(1));
        Gate more = drift();
        assertThat(more.exit()).as(more.out()).isEqualTo(ExitCode.FAILED);
        assertThat(more.out())
                .contains("running-image-passed", "the verdict is on " + registry.authority() + "/dev/app");
    }
}
