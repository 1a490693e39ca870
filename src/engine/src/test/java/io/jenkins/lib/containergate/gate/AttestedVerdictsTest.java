package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.NOW;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.SUMMARY;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.bounds.Deadline;
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
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.DidNotPass;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.Exempt;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.Looser;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.Never;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.NobodyTrusted;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.Passed;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.TooOld;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding.Undecided;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What verdicts attested beside an image that runs amount to under the policy in force. */
class AttestedVerdictsTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String LIMITS = "vulnerabilities: {max: {critical: 0, high: 0}}\n";
    private static final String TRUST =
            "signatures:\n" + keys("**", GATE) + "    verdict: {verifier: 'urn:container-gate'}\n";

    private final MemoryRepository repository = new MemoryRepository();

    private static EffectivePolicy policy(String yaml) throws Exception {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + yaml)), CLOCK);
    }

    private void attest(SigningKey key, EffectivePolicy policy, Outcome outcome, Duration age, boolean bringPolicy)
            throws Exception {
        repository.bundle(IMAGE.digest(), bundle(key, attestation(policy, outcome, age, bringPolicy)));
    }

    private static String attestation(EffectivePolicy policy, Outcome outcome, Duration age, boolean bringPolicy)
            throws Exception {
        Verdict verdict = new Verdict(
                new Subject(REPOSITORY, Optional.of(IMAGE.digest().toString()), Optional.empty(), Optional.empty()),
                policy.identity(),
                List.of(new GateResult(
                        GateName.VULNERABILITIES, outcome, "reason", Optional.empty(), Optional.empty(), List.of())),
                List.of(),
                NOW.minus(age));
        VerdictAttestation attestation = VerdictAttestation.of(
                ImageReference.parse(REPOSITORY).withDigest(IMAGE.digest()), verdict, "urn:container-gate", List.of());
        return new String(
                (bringPolicy ? attestation.withPolicy(policy) : attestation)
                        .statement()
                        .toArray(),
                StandardCharsets.UTF_8);
    }

    private VerdictStanding standing(EffectivePolicy policy) throws Exception {
        return standing(policy, Set.of());
    }

    private VerdictStanding standing(EffectivePolicy policy, Set<GateName> evaluatedAgain) throws Exception {
        SignatureGate gate = new SignatureGate(policy, Optional.empty(), RevocationCheck.offline(), CLOCK);
        return gate.verdicts()
                .evaluatingAgain(evaluatedAgain)
                .of(new EvidenceCollector(repository, EvidenceLimits.defaults(), gate.attestations())
                        .collect(SignedImage.of(REPOSITORY, IMAGE), Deadline.after(Duration.ofMinutes(1), CLOCK)));
    }

    @Test
    void aVerdictUnderThePolicyInForceCountsWhetherItBringsThePolicyOrOnlyItsDigest() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(1), false);
        assertThat(standing(policy)).isInstanceOf(Passed.class);
        attest(GATE, policy, Outcome.PASS, Duration.ofHours(1), true);
        assertThat(standing(policy))
                .asInstanceOf(type(Passed.class))
                .extracting(passed -> passed.verdict().summary().timeVerified())
                .isEqualTo(NOW.minus(Duration.ofHours(1)));
    }

    @Test
    void aVerdictOnLicencesIsNeededWhereThePolicyHasAListAndNobodyComparesThemAgain() throws Exception {
        EffectivePolicy policy = policy(LIMITS + "licenses: {deny: [GPL-3.0-only]}\n" + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(1), true);
        assertThat(standing(policy))
                .asInstanceOf(type(VerdictStanding.Never.class))
                .extracting(VerdictStanding.Never::reason)
                .asString()
                .contains("counts only with a verdict on CONTAINER_GATE_LICENSES");
        assertThat(standing(policy, Set.of(GateName.LICENSES))).isInstanceOf(Passed.class);
        EffectivePolicy named = policy(LIMITS + "licenses: {deny: [GPL-3.0-only]}\n"
                + TRUST.replace("container-gate'", "container-gate', gates: [vulnerabilities, licenses]"));
        assertThat(standing(named, Set.of(GateName.LICENSES)))
                .as("what the policy names is needed")
                .isNotInstanceOf(Passed.class);
    }

    @Test
    void aStricterPolicyIsStrictEnoughAndALooserOneIsNot() throws Exception {
        EffectivePolicy strict = policy("vulnerabilities: {max: {critical: 0, high: 0, medium: 0}}\n" + TRUST);
        EffectivePolicy loose = policy("vulnerabilities: {max: {critical: 0, high: 5}}\n" + TRUST);
        attest(GATE, strict, Outcome.PASS, Duration.ofDays(1), true);
        assertThat(standing(policy(LIMITS + TRUST))).isInstanceOf(Passed.class);
        assertThat(standing(policy("vulnerabilities: {max: {low: 0, critical: 0, high: 0, medium: 0}}\n" + TRUST)))
                .asInstanceOf(type(Looser.class))
                .extracting(Looser::reason)
                .asString()
                .contains("vulnerabilities.max.low");
        assertThat(standing(loose)).isInstanceOf(Passed.class);
    }

    @Test
    void whatALooserVerdictSaysIsNotTakenForWhatOneWhoseDigestBeginsAlikeSays() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        EffectivePolicy loose = policy("vulnerabilities: {max: {critical: 0, high: 5}}\n" + TRUST);
        repository.bundle(
                IMAGE.digest(),
                bundle(GATE, attestation(loose, Outcome.PASS, Duration.ofDays(2), true)),
                new Digest("0".repeat(63) + "1"));
        repository.bundle(
                IMAGE.digest(),
                bundle(GATE, attestation(policy, Outcome.PASS, Duration.ofDays(1), true)),
                new Digest("0".repeat(63) + "2"));
        assertThat(standing(policy))
                .asInstanceOf(type(Passed.class))
                .extracting(passed -> passed.verdict().summary().policyDigest())
                .isEqualTo(policy.digest().hex());
    }

    @Test
    void aVerdictUnderAnotherPolicyThatItDoesNotBringIsNotStrictEnough() throws Exception {
        attest(
                GATE,
                policy("vulnerabilities: {max: {critical: 0, high: 0, low: 0}}\n" + TRUST),
                Outcome.PASS,
                Duration.ofDays(1),
                false);
        assertThat(standing(policy(LIMITS + TRUST)))
                .asInstanceOf(type(Looser.class))
                .extracting(Looser::reason)
                .asString()
                .contains("does not bring its policy");
    }

    @Test
    void whatThePolicySaysOfDriftMakesNoVerdictLooser() throws Exception {
        attest(GATE, policy(LIMITS + TRUST), Outcome.PASS, Duration.ofDays(1), true);
        assertThat(standing(policy(LIMITS + "drift: {evidence: both, maxAge: 30d}\n" + TRUST)))
                .isInstanceOf(Passed.class);
    }

    @Test
    void anOldVerdictIsTooOldAndSaysSinceWhen() throws Exception {
        EffectivePolicy policy = policy(LIMITS + "drift: {maxAge: 30d}\n" + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(31), false);
        assertThat(standing(policy))
                .asInstanceOf(type(TooOld.class))
                .extracting(TooOld::notBefore)
                .isEqualTo(NOW.minus(Duration.ofDays(30)));
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(29), false);
        assertThat(standing(policy)).isInstanceOf(Passed.class);
    }

    @Test
    void theNewestVerdictDecidesAndAFailedOneIsNamed() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(2), true);
        attest(GATE, policy, Outcome.FAIL, Duration.ofDays(1), true);
        assertThat(standing(policy))
                .asInstanceOf(type(DidNotPass.class))
                .extracting(failed -> failed.verdict().summary().timeVerified())
                .isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Test
    void whatFailedEarlierAndNothingThatCountsMadeGoodIsNamedAfterTheNewest() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        EffectivePolicy loose = policy("vulnerabilities: {max: {critical: 0, high: 5}}\n" + TRUST);
        attest(GATE, policy, Outcome.FAIL, Duration.ofDays(5), true);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(4), true);
        attest(GATE, policy, Outcome.FAIL, Duration.ofDays(3), true);
        attest(GATE, loose, Outcome.PASS, Duration.ofDays(2), true);
        attest(GATE, policy, Outcome.FAIL, Duration.ofDays(1), true);
        assertThat(standing(policy))
                .asInstanceOf(type(DidNotPass.class))
                .extracting(failed -> failed.verdicts().stream()
                        .map(each -> Duration.between(each.summary().timeVerified(), NOW)
                                .toDays())
                        .sorted()
                        .toList())
                .isEqualTo(List.of(1L, 3L));
    }

    @Test
    void whatPassedUnderALooserPolicyMakesNoFailureGood() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        EffectivePolicy loose = policy("vulnerabilities: {max: {critical: 0, high: 5}}\n" + TRUST);
        attest(GATE, policy, Outcome.FAIL, Duration.ofDays(3), true);
        attest(GATE, loose, Outcome.PASS, Duration.ofDays(2), true);
        assertThat(standing(policy))
                .asInstanceOf(type(DidNotPass.class))
                .extracting(failed -> failed.verdict().summary().timeVerified())
                .isEqualTo(NOW.minus(Duration.ofDays(3)));
    }

    /** Of an index the signatures alone are evaluated. */
    @Test
    void theNewestVerdictOnAnImageIsNotOneOnTheIndexThatListsIt() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(2), true);
        Bytes index = Bytes.ofText(
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}]}"
                        .formatted(MediaType.OCI_INDEX, IMAGE.mediaType(), IMAGE.digest(), IMAGE.size()));
        String onImage = attestation(policy, Outcome.PASS, Duration.ofDays(1), true);
        repository.bundle(
                index.digest(),
                bundle(
                        GATE,
                        onImage.replace(IMAGE.digest().hex(), index.digest().hex())));
        SignatureGate gate = new SignatureGate(policy, Optional.empty(), RevocationCheck.offline(), CLOCK);
        SignatureEvidence evidence = new EvidenceCollector(repository, EvidenceLimits.defaults(), gate.attestations())
                .collect(
                        SignedImage.inIndex(REPOSITORY, IMAGE, MediaType.OCI_INDEX, index),
                        Deadline.after(Duration.ofMinutes(1), CLOCK));
        assertThat(gate.verdicts().newest(evidence).summary().timeVerified()).isEqualTo(NOW.minus(Duration.ofDays(2)));
    }

    @Test
    void aStrangersVerdictIsNone() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        assertThat(standing(policy)).isEqualTo(new Never("no verdict was found"));
        attest(STRANGER, policy, Outcome.PASS, Duration.ofDays(1), true);
        assertThat(standing(policy)).isInstanceOf(Never.class);
    }

    @Test
    void whatCannotBeReadLeavesItUndecidedBecauseItMayBeAFailure() throws Exception {
        EffectivePolicy policy = policy(LIMITS + TRUST);
        attest(GATE, policy, Outcome.PASS, Duration.ofDays(1), true);
        repository.refer(IMAGE.digest(), IMAGE, "application/vnd.dev.sigstore.bundle.v0.3+json");
        assertThat(standing(policy)).isInstanceOf(Undecided.class);
        repository.bundle(IMAGE.digest(), bundle(GATE, statement(IMAGE.digest().hex(), SUMMARY, "{}", "{}")));
        assertThat(standing(policy)).isInstanceOf(Undecided.class);
    }

    @Test
    void withoutAnyoneWhoseVerdictCountsNothingHasPassed() throws Exception {
        EffectivePolicy image = policy("signatures:\n" + keys("**", GATE));
        attest(GATE, image, Outcome.PASS, Duration.ofDays(1), true);
        assertThat(standing(image)).isEqualTo(new NobodyTrusted(REPOSITORY));
        assertThat(standing(policy("mode: enforce\n"))).isEqualTo(new NobodyTrusted(REPOSITORY));
        assertThat(standing(policy("signatures: [{repositories: ['**'], exempt: mirror}]\n")))
                .asInstanceOf(type(Exempt.class))
                .extracting(Exempt::reason)
                .isEqualTo("mirror");
    }
}
