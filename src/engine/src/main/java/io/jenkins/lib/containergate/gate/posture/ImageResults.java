package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningLicensesAllowedRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the verdicts on images say of the controls that are questions to images. */
final class ImageResults {
    /** The gates whose outcome a verdict on an image states; signatures are verified instead. */
    private static final List<GateName> STATED =
            List.of(GateName.VULNERABILITIES, GateName.SECRETS, GateName.HARDENING);

    private static final Set<Control> OF_IMAGES = EnumSet.of(
            Control.SCANNED, Control.LICENSED, Control.SIGNED, Control.SECRETS, Control.HARDENED, Control.DRIFT);

    private final WorkloadFacts facts;
    private final Map<RunningImage, Verdict> signatures;
    private final boolean failuresCount;
    private final Licenses licenses;

    /**
     * What the policy wants to know of licences.
     *
     * @param listed whether it has lists of them
     * @param compared whether it has the rule on what runs on
     */
    record Licenses(boolean listed, boolean compared) {}

    /**
     * @param signatures verdicts on who signed them
     * @param failuresCount whether the policy counts a verdict that did not pass
     */
    ImageResults(WorkloadFacts facts, Map<RunningImage, Verdict> signatures, boolean failuresCount, Licenses licenses) {
        this.licenses = licenses;
        this.facts = facts;
        this.signatures = signatures;
        this.failuresCount = failuresCount;
    }

    void addTo(RowDraft row) {
        WorkloadFacts.Containers containers = facts.containers();
        if (facts.workload().tasks().isEmpty()) {
            row.because(OF_IMAGES, Reason.notApplicable("no task runs"));
        } else if (containers.waiting() > 0 || containers.running().isEmpty()) {
            row.because(
                    OF_IMAGES,
                    Reason.notEvaluated(
                            containers.running().isEmpty()
                                    ? "no image of it is known yet"
                                    : containers.waiting() + " containers have not pulled their image yet",
                            "check again when all tasks run"));
        }
        facts.images().forEach((image, evidence) -> {
            STATED.forEach(gate -> stated(row, ControlRules.of(gate).orElseThrow(), gate, image, evidence.verdict()));
            licensed(row, image, evidence);
            signed(row, image);
            row.cell(Control.DRIFT).passedByImage();
        });
    }

    private void stated(RowDraft row, Control control, GateName gate, RunningImage image, VerdictStanding standing) {
        String level = VerdictAttestation.level(gate);
        String name = "the image " + image.pinned().familiar() + ": ";
        if (standing instanceof VerdictStanding.Passed passed) {
            if (passed.verdict().summary().levels().contains(level)) {
                row.cell(control).passedByImage();
                return;
            }
            row.cell(control)
                    .because(new Reason(
                            RuleOutcome.ERROR,
                            true,
                            Optional.empty(),
                            Severity.HIGH,
                            name + "its newest verdict does not include the gate " + gate.key(),
                            "evaluate images with the gate " + gate.key() + " too, and attest that verdict",
                            ""));
        } else if (standing instanceof VerdictStanding.DidNotPass failed && failed(failed, level, gate)) {
            VerificationSummary summary = failed.verdict().summary();
            row.cell(control)
                    .because(new Reason(
                            RuleOutcome.FAIL,
                            failuresCount,
                            Optional.empty(),
                            Severity.HIGH,
                            name + "the gate " + gate.key() + " did not pass on " + summary.timeVerified(),
                            "see the build that attested the verdict, fix the image, and deploy one that passes",
                            ""));
        } else if (standing instanceof VerdictStanding.Exempt exempt) {
            row.cell(control)
                    .because(Reason.notEvaluated(
                            name + "the policy exempts its repository (" + exempt.reason() + ")",
                            "remove the exemption, or check the image by other means"));
        } else {
            row.cell(control)
                    .because(
                            Reason.notEvaluated(
                                    name + "no verdict that counts includes the gate " + gate.key(),
                                    "evaluate the image under the policy in force, attest the verdict, and deploy that digest"));
        }
    }

    /** What a verdict says of licences was said of the lists of its day: they are compared again, and that decides. */
    private void licensed(RowDraft row, RunningImage image, ImageEvidence evidence) {
        Cell.Builder cell = row.cell(Control.LICENSED);
        if (!licenses.listed()) {
            cell.because(Reason.notApplicable("the policy has no list of licences"));
        } else if (!licenses.compared()) {
            cell.because(Reason.notEvaluated(
                    "the policy has the rule " + RunningLicensesAllowedRule.ID + " off",
                    "switch the rule on in the policy"));
        } else if (evidence.licenses() instanceof Standing.Holds) {
            cell.passedByImage();
        } else if (evidence.licenses() instanceof Standing.NotApplicable) {
            stated(row, Control.LICENSED, GateName.LICENSES, image, evidence.verdict());
        } // what fails or is undecided, the rule says
    }

    /** A ledger names gates, an attestation their levels. */
    private static boolean failed(VerdictStanding.DidNotPass standing, String level, GateName gate) {
        List<String> failed = standing.verdict().summary().failedLevels();
        return failed.contains(level) || failed.contains(gate.key());
    }

    private void signed(RowDraft row, RunningImage image) {
        String name = "the image " + image.pinned().familiar() + ": ";
        Verdict verdict = signatures.get(image);
        if (verdict == null) {
            row.cell(Control.SIGNED)
                    .because(Reason.notEvaluated(
                            name + "what is attached to it cannot be read, or its registry has lost it",
                            "see the column drift"));
            return;
        }
        row.add(
                Control.SIGNED,
                verdict.gates().stream()
                        .flatMap(gate -> gate.findings().stream())
                        .toList());
        boolean exempt = verdict.notes().stream().anyMatch(note -> note.kind().equals("exempt"));
        if (exempt) {
            row.cell(Control.SIGNED)
                    .because(Reason.notEvaluated(
                            name + "the policy exempts its repository from signatures",
                            "remove the exemption, or check the image by other means"));
        } else if (verdict.outcome().passed()) {
            row.cell(Control.SIGNED).passedByImage();
        } else {
            verdict.gates().stream()
                    .filter(gate -> gate.findings().isEmpty())
                    .flatMap(gate -> gate.error().stream())
                    .map(error -> new Reason(
                            RuleOutcome.ERROR,
                            true,
                            Optional.empty(),
                            Severity.CRITICAL,
                            name + error.problem(),
                            error.remedy(),
                            ""))
                    .forEach(row.cell(Control.SIGNED)::because);
        }
    }
}
