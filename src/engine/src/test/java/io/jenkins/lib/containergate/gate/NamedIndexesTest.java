package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.NOW;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.RecordedFailures;
import io.jenkins.lib.containergate.gate.drift.RecordedFailures.Collecting;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is beside an index that only the verdict names is collected as the image was: by an agent, where only that reaches it. */
class NamedIndexesTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(1), CLOCK);
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final Bytes INDEX = Bytes.ofText(
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":423}]}"
                    .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, IMAGE.digest()));
    private static final AttestedWaivers.Files OUT_OF_REACH = () -> {
        throw new GateException("the registry cannot be reached from here", "run it elsewhere");
    };

    private final MemoryRepository repository = new MemoryRepository();
    private EffectivePolicy policy;
    private AttestedVerdicts verdicts;

    @BeforeEach
    void passedThroughTheIndex() throws Exception {
        policy = PolicyMerge.merge(
                List.of(PolicyParser.parse(
                        "org",
                        "org.yaml",
                        "version: 1\nsignatures:\n" + keys("**", GATE)
                                + "    verdict: {verifier: 'urn:container-gate'}\n")),
                CLOCK);
        verdicts = new SignatureGate(policy, Optional.empty(), RevocationCheck.offline(), CLOCK).verdicts();
        attest(
                IMAGE.digest(),
                GateName.VULNERABILITIES,
                Outcome.PASS,
                Optional.of(INDEX.digest().toString()));
    }

    private void attest(Digest subject, GateName gate, Outcome outcome, Optional<String> index) throws Exception {
        Verdict verdict = new Verdict(
                new Subject(REPOSITORY, Optional.of(subject.toString()), Optional.empty(), Optional.empty())
                        .inIndex(index),
                policy.identity(),
                List.of(new GateResult(gate, outcome, "reason", Optional.empty(), Optional.empty(), List.of())),
                List.of(),
                NOW.minus(Duration.ofDays(1)));
        VerdictAttestation attestation = VerdictAttestation.of(
                        ImageReference.parse(REPOSITORY).withDigest(subject), verdict, "urn:container-gate", List.of())
                .withPolicy(policy);
        repository.bundle(
                subject, bundle(GATE, new String(attestation.statement().toArray(), StandardCharsets.UTF_8)));
    }

    private SignatureEvidence evidence(SignedImage image) throws GateException, InterruptedException {
        return new EvidenceCollector(repository, EvidenceLimits.defaults(), Set.of()).collect(image, DEADLINE);
    }

    private VerdictStanding weighed(Collecting collecting) throws Exception {
        SignedImage alone = SignedImage.of(REPOSITORY, IMAGE);
        return new RecordedFailures(Optional.empty(), policy, verdicts, CLOCK)
                .weighed(verdicts.of(evidence(alone)), alone, collecting, OUT_OF_REACH, DEADLINE);
    }

    private SignatureEvidence through(Digest index) throws GateException, InterruptedException {
        assertThat(index).isEqualTo(INDEX.digest());
        return evidence(SignedImage.inIndex(REPOSITORY, IMAGE, MediaType.OCI_INDEX, INDEX));
    }

    @Test
    void anIndexThatDidNotPassFailsItsImageAndOneThatDidDoesNot() throws Exception {
        assertThat(weighed((index, deadline) -> through(index))).isInstanceOf(VerdictStanding.Passed.class);
        attest(INDEX.digest(), GateName.SIGNATURES, Outcome.FAIL, Optional.empty());
        assertThat(weighed((index, deadline) -> through(index))).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    @Test
    void anIndexThatNobodyReachesIsUndecided() {
        assertThatThrownBy(() -> weighed((index, deadline) -> {
                    throw new GateException("the agent cannot read it", "look at the agent");
                }))
                .isInstanceOf(GateException.class);
    }

    @Test
    void evidenceOnAnotherImageOfTheIndexSpeaksForNothing() {
        assertThatThrownBy(() -> weighed((index, deadline) -> evidence(SignedImage.of(
                        REPOSITORY, Descriptor.of(MediaType.OCI_MANIFEST, new Digest("cd".repeat(32)), 423)))))
                .isInstanceOf(GateException.class);
    }
}
