package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** An image whose verdict passed two days ago by a waiver that held until yesterday. */
abstract class WaivedShop extends WaitingShop {
    static final Instant THEN = Gate.NOW.minus(Duration.ofDays(2));

    @BeforeEach
    void waive() throws Exception {
        until("2026-11-23");
    }

    void until(String day) throws Exception {
        Fixtures.write(
                policy,
                Files.readString(policy("")) + "waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: "
                        + day + "}]\n");
    }

    void attest(String severity, Object... attached) {
        attest(THEN, GATE, severity, attached);
    }

    void attest(Instant at, SigningKey by, String severity, Object... attached) {
        Path reports = folder.resolve("reports");
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        Gate scan = Gate.runAt(at, words("scan", image(), "--osv", osv, "--no-cache", "--out", reports));
        assertThat(scan.exit()).as(scan.out()).isZero();
        Path key = Fixtures.write(folder.resolve("gate.key"), by.privatePem());
        List<Object> words =
                new ArrayList<>(List.of("attest", image(), "--verdict", reports.resolve("verdict.json"), "--key", key));
        words.addAll(List.of(attached));
        Gate attest = Gate.runAt(at, words(words.toArray()));
        assertThat(attest.exit()).as(attest.err()).isZero();
    }

    void attestWithoutWaiver() throws Exception {
        String written = Files.readString(policy);
        Fixtures.write(policy, written.replaceAll("waivers: .*\n", ""));
        attest(Gate.NOW.minus(Duration.ofHours(1)), GATE, "LOW", "--attach", "verdict");
        Fixtures.write(policy, written);
    }
}
