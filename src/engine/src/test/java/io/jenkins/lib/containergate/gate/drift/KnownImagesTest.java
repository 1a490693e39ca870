package io.jenkins.lib.containergate.gate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is undecided of an image in one account is read again for the next. */
class KnownImagesTest {
    private final KnownImages images = new KnownImages();

    private int readings(Optional<Verdict> signatures) throws Exception {
        RunningImage image = new RunningImage(
                "registry.example/shop/app:1",
                ImageReference.parse("registry.example/shop/app:1"),
                new Digest("ab".repeat(32)),
                Optional.empty());
        Standing holds = new Standing.Holds();
        ImageEvidence evidence = new ImageEvidence(
                new VerdictStanding.NobodyTrusted("registry.example/shop/app"), false, holds, holds, holds, holds);
        AtomicInteger readings = new AtomicInteger();
        for (int account = 0; account < 2; account++) {
            images.of(image, () -> {
                readings.incrementAndGet();
                return new KnownImages.Known(evidence, signatures);
            });
        }
        return readings.get();
    }

    @Test
    void whatIsDecidedIsReadOnce() throws Exception {
        assertThat(readings(Optional.empty())).isEqualTo(1);
    }

    @Test
    void signaturesThatAreAnErrorAreReadAgain() throws Exception {
        Verdict failed = new SignatureRun()
                .repository(new MemoryRepository())
                .policy("signatures:\n" + SignatureRun.keys("**", SigningKey.ecdsa()))
                .verdict();
        Verdict undecided = new Verdict(
                failed.subject(),
                failed.policy(),
                List.of(GateResult.undecided(GateName.SIGNATURES, new GateError("KMS does not answer", "try again"))),
                List.of(),
                failed.judgedAt());
        assertThat(undecided.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(readings(Optional.of(undecided))).isEqualTo(2);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(readings(Optional.of(failed))).isEqualTo(1);
    }
}
