package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedWaivers;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.StandingText;
import io.jenkins.lib.containergate.gate.drift.RecordedFailures;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Judges one image by what is attached to it: signed by those whom the policy trusts, and passed by their newest verdict. */
final class EvidenceJudge {
    /** The image has a verdict that counts under the policy in force. */
    static final RuleId ATTESTED = new RuleId("verdict-attested");

    private static final String EVALUATE_AGAIN =
            "evaluate the image under the policy in force, and attest the verdict (attestVerdict, gate attest)";
    private static final String EXPECTED =
            "a passed verdict of a trusted verifier, under a policy as strict as this one";

    private final SignatureGate signatures;
    private final DeployedImages images;
    private final AttestedWaivers waivers;
    private final RecordedFailures recorded;
    private final PolicyEngine engine;

    /** @param ledger of the gates that ran before */
    EvidenceJudge(
            EffectivePolicy policy,
            SignatureGate signatures,
            DeployedImages images,
            Optional<Ledger> ledger,
            Clock clock) {
        this.signatures = signatures;
        this.images = images;
        this.waivers = new AttestedWaivers(policy, signatures.verdicts(), clock);
        this.recorded = new RecordedFailures(ledger, policy, signatures.verdicts(), clock);
        this.engine = new PolicyEngine(policy, clock);
    }

    /** Whatever goes wrong is an ERROR. */
    ImageEvidence judge(ImageReference image, Platform platform, Deadline deadline)
            throws IOException, InterruptedException {
        Optional<String> where = Optional.of(platform.toString());
        String text = image.toString();
        try {
            SignatureEvidence evidence =
                    signatures.withContentTrust(images.evidence(image, platform, deadline), image, deadline);
            Optional<String> digest =
                    Optional.of(evidence.image().manifest().digest().toString());
            Verdict signed = signatures.judgeSigners(new Subject(text, digest, where, Optional.empty()), evidence);
            AttestedWaivers.Files open = () -> images.attached(image);
            AttestedWaivers.Files attached = open.once();
            VerdictStanding standing = recorded.weighed(
                    signatures.verdicts().of(evidence),
                    evidence.image(),
                    (index, until) -> images.evidence(image.withDigest(index), platform, until),
                    attached,
                    deadline);
            Standing waived = standing instanceof VerdictStanding.Passed passed
                    ? waivers.of(evidence.image(), passed.all(), ImageNames.asked(text), attached, deadline)
                    : new Standing.NotApplicable("it did not pass");
            return new ImageEvidence(
                    with(signed, image, standing, waived), AttestedVerdicts.scanned(image, standing, waived));
        } catch (GateException e) {
            Subject subject = new Subject(text, image.digest().map(Object::toString), where, Optional.empty());
            return new ImageEvidence(
                    signatures.unreadable(subject, e), new ImageAnswer.Undecided(e.problem(), e.remedy()));
        }
    }

    private Verdict with(Verdict signed, ImageReference image, VerdictStanding standing, Standing waived) {
        List<Finding> findings = new ArrayList<>();
        List<PolicyNote> notes = new ArrayList<>(signed.notes());
        if (standing instanceof VerdictStanding.Passed passed) {
            SignedVerdict verdict = passed.verdict();
            notes.add(new PolicyNote(
                    "attested",
                    image + " passed on " + verdict.summary().timeVerified() + " by "
                            + verdict.summary().verifier() + ", signed by " + verdict.signer()
                            + ", under the policy sha256:"
                            + verdict.summary().policyDigest() + " (" + verdict.origin() + ")"));
        } else if (!(standing instanceof VerdictStanding.Exempt)) {
            findings.add(finding(image, standing));
        }
        if (waived instanceof Standing.Broken broken) {
            findings.add(
                    finding(ATTESTED, Severity.CRITICAL, image, String.join("; ", broken.reasons()), EVALUATE_AGAIN));
        } else if (waived instanceof Standing.Undecided open) {
            findings.add(finding(SignatureGate.UNDECIDED, Severity.UNKNOWN, image, open.problem(), open.remedy()));
        }
        GateInput input = GateInput.of(GateName.SIGNATURES, ImageNames.asked(image.toString()), findings)
                .withRules(Set.of(ATTESTED, SignatureGate.UNDECIDED));
        List<GateResult> gates = new ArrayList<>(signed.gates());
        gates.add(engine.judge(input));
        return new Verdict(signed.subject(), signed.policy(), gates, notes, signed.judgedAt());
    }

    private static Finding finding(ImageReference image, VerdictStanding standing) {
        if (standing instanceof VerdictStanding.Undecided open) {
            return finding(SignatureGate.UNDECIDED, Severity.UNKNOWN, image, open.problem(), open.remedy());
        }
        if (standing instanceof VerdictStanding.ImageGone) {
            return finding(
                    SignatureGate.UNDECIDED,
                    Severity.UNKNOWN,
                    image,
                    "the registry does not hold the image",
                    "push it again");
        }
        return finding(ATTESTED, Severity.CRITICAL, image, StandingText.problem(image, standing), remedy(standing));
    }

    private static String remedy(VerdictStanding standing) {
        return standing instanceof VerdictStanding.NobodyTrusted
                ? "add an entry with a verdict for the repository to signatures of the policy"
                : EVALUATE_AGAIN;
    }

    private static Finding finding(RuleId rule, Severity severity, ImageReference image, String actual, String help) {
        return new SignatureFinding(
                rule,
                severity,
                "Image has no attested verdict that counts",
                new Location(Optional.empty(), Optional.of(image.repository()), OptionalInt.empty(), Optional.empty()),
                image + ": " + actual,
                EXPECTED,
                help,
                SignatureFinding.identity(rule, image.repository()),
                severity == Severity.UNKNOWN);
    }
}
