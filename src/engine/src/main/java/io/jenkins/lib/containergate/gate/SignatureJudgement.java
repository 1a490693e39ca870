package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.trust.RequirementResult;
import io.jenkins.lib.containergate.signature.trust.TrustJudge;
import io.jenkins.lib.containergate.signature.trust.TrustPolicy;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the evidence beside an image amounts to under the trust policy of its repository, as the result of the gate. */
final class SignatureJudgement {
    static final Set<RuleId> RULES = Set.of(SignatureFindings.UNSIGNED, SignatureFindings.UNDECIDED);

    /** In the account: a signature, or an attestation. */
    private static final String EVIDENCE = "signed statement";

    private final TrustPolicies policies;
    private final TrustJudge judge;
    private final PolicyEngine engine;

    SignatureJudgement(TrustPolicies policies, TrustJudge judge, PolicyEngine engine) {
        this.policies = policies;
        this.judge = judge;
        this.engine = engine;
    }

    /** Whether verdicts that count together passed by waivers that have ended. */
    interface Waived {
        Standing of(List<SignedVerdict> together, ImageNames names) throws GateException, InterruptedException;
    }

    /** All that is signed beside the image and an index that a verdict names; empty where that says nothing of the image. */
    interface Listing {
        Optional<SignatureEvidence> of(Digest index) throws GateException, InterruptedException;
    }

    /** What else is to be known of verdicts that count. */
    record Beside(Waived waived, Listing listing) {}

    record Judged(GateResult result, List<PolicyNote> notes) {}

    Judged of(ImageNames names, SignatureEvidence evidence, Beside beside) throws InterruptedException {
        TrustPolicy policy;
        try {
            policy = policies.of(evidence.image().repository());
        } catch (GateException e) {
            return new Judged(GateResult.undecided(GateName.SIGNATURES, GateError.of(e)), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        List<PolicyNote> notes = new ArrayList<>();
        Account account = Account.empty();
        String passed = "";
        if (policy instanceof TrustPolicy.Nobody) {
            findings.add(SignatureFindings.nobody(evidence.image()));
        } else if (policy instanceof TrustPolicy.Exempt exempt) {
            passed = "needs no signature (" + exempt.decidedBy() + "): " + exempt.reason();
            account = account.notEvaluated(EVIDENCE, evidence.candidates().size(), "the repository is exempt");
            notes.add(new PolicyNote("exempt", passed));
        } else if (policy instanceof TrustPolicy.Required required) {
            boolean signed = true;
            List<String> signers = new ArrayList<>();
            for (TrustRequirement requirement : required.requirements()) {
                RequirementResult result = judge.judge(evidence, requirement);
                signed &= result.met()
                        && requirement.verdict().isEmpty()
                        && requirement.provenance().isEmpty();
                if (!result.met()) {
                    findings.add(SignatureFindings.unmet(evidence.image(), result));
                } else if (requirement.verdict().isPresent()) {
                    SignatureFindings.waived(evidence.image(), result, standing(result, names, beside))
                            .ifPresent(findings::add);
                    onIndexes(evidence.image(), result, beside).ifPresent(findings::add);
                }
                for (VerifiedSignature signature : result.counted()) {
                    signers.add(signature.signer());
                    notes.add(new PolicyNote("signed", signed(signature, requirement)));
                }
            }
            account = accountOf(evidence, signed);
            for (String unusable : unusable(required)) {
                notes.add(new PolicyNote("trusted-root", "not used of the trusted root: " + unusable));
                account = account.notEvaluated("entry of the trusted root", 1, unusable);
            }
            passed = "signed by " + signers.stream().distinct().collect(Collectors.joining(", "));
        }
        GateInput input = GateInput.of(GateName.SIGNATURES, names, findings)
                .withRules(RULES)
                .withAccount(account);
        return new Judged(reasoned(engine.judge(input), passed), notes);
    }

    /** What an index that the verdicts name has beside it, and by which they do not count. */
    private Optional<Finding> onIndexes(SignedImage image, RequirementResult result, Beside beside)
            throws InterruptedException {
        Set<Digest> indexes = AttestedVerdicts.indexes(result.together());
        image.index().ifPresent(read -> indexes.remove(read.descriptor().digest()));
        for (Digest index : indexes) {
            try {
                Optional<SignatureEvidence> there = beside.listing().of(index);
                if (there.isPresent()) {
                    RequirementResult both = judge.judge(there.get(), result.requirement());
                    if (!both.met()) {
                        return Optional.of(SignatureFindings.unmet(there.get().image(), both));
                    }
                }
            } catch (GateException e) {
                return Optional.of(SignatureFindings.unread(image, result, e));
            }
        }
        return Optional.empty();
    }

    private static Standing standing(RequirementResult result, ImageNames names, Beside beside)
            throws InterruptedException {
        try {
            return beside.waived().of(result.together(), names);
        } catch (GateException e) {
            return new Standing.Undecided(e.problem(), e.remedy());
        }
    }

    private static Account accountOf(SignatureEvidence evidence, boolean signed) {
        String unread = signed ? "not needed: the required signers have signed" : "more than are read of one image";
        return Account.empty()
                .evaluated(EVIDENCE, evidence.candidates().size())
                .notEvaluated(EVIDENCE, evidence.unread().signatures(), unread)
                .notEvaluated("verdict", evidence.unread().verdicts(), unread);
    }

    /** What the trusted roots of the entry name and cannot be verified with. */
    private static Set<String> unusable(TrustPolicy.Required required) {
        Set<String> unusable = new TreeSet<>();
        for (TrustRequirement requirement : required.requirements()) {
            requirement
                    .signers()
                    .forEach(member -> member.signer().trustedRoot().ifPresent(root -> unusable.addAll(root.notes())));
        }
        return unusable;
    }

    private static String signed(VerifiedSignature signature, TrustRequirement requirement) {
        String kind = requirement.provenance().isPresent() ? "provenance signed by " : "signed by ";
        String what = requirement.verdict().isPresent() ? "verdict signed by " : kind;
        return what + signature.line() + ", " + signature.digest() + ", for " + requirement.decidedBy() + " ("
                + signature.origin() + ")";
    }

    private static GateResult reasoned(GateResult result, String passed) {
        return result.outcome() == Outcome.PASS && result.findings().isEmpty()
                ? new GateResult(
                        result.gate(),
                        result.outcome(),
                        passed,
                        result.source(),
                        result.error(),
                        result.findings(),
                        result.account())
                : result;
    }
}
