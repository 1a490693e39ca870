package io.jenkins.lib.containergate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecordedClusterTest {
    @Test
    void oneServiceDriftedAndTheLineOfItSaysWhatToDeploy() throws Exception {
        Verdict verdict = RecordedCluster.judged(Clock.fixed(Instant.parse("2025-11-03T00:00:00Z"), ZoneOffset.UTC));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.gates().get(0).findings())
                .extracting(found -> found.finding().rule().value())
                .containsExactlyInAnyOrder("running-image-passed", "running-exec-disabled");
        assertThat(verdict.notes())
                .extracting(PolicyNote::text)
                .anyMatch(line -> line.contains("service shop: ") && line.endsWith("nothing has drifted"))
                .anyMatch(line -> line.contains("shop-canary")
                        && line.contains("deploy registry.example/shop/web@sha256:" + "a".repeat(64)
                                + ", which passed on 2025-11-18T09:30:00Z"));
    }
}
