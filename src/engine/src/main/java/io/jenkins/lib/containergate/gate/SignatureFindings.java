package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.Verification.Undecided;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.trust.RequirementResult;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Says what an image lacks, and of every signature found why it does not count. */
final class SignatureFindings {
    /** Nobody, or not enough of those the policy trusts, have signed. */
    static final RuleId UNSIGNED = new RuleId("image-signed");
    /** What it takes to decide was missing. */
    static final RuleId UNDECIDED = new RuleId("signature-undecided");

    private static final int SHOWN = 20;

    private SignatureFindings() {}

    static Finding nobody(SignedImage image) {
        return unsigned(
                image,
                image.repository(),
                "the policy names no signer for " + image.repository(),
                "signers for this repository, or an exemption, in the policy's signatures",
                "add an entry for the repository to the policy");
    }

    /** @param result of a requirement that is not met */
    static Finding unmet(SignedImage image, RequirementResult result) {
        TrustRequirement requirement = result.requirement();
        boolean provenance = requirement.provenance().isPresent();
        String signed = provenance ? "a provenance as demanded" : "a signature";
        String what = requirement.verdict().isPresent() ? "a passed verdict" : signed;
        String expected = expected(what, requirement);
        String subject = image.repository() + " " + names(requirement) + (provenance ? " provenance" : "");
        if (!result.undecided().isEmpty()) {
            Undecided first = result.undecided().get(0);
            return finding(
                    UNDECIDED,
                    Severity.UNKNOWN,
                    image,
                    subject,
                    first.problem() + "; " + actual(result),
                    expected,
                    first.remedy());
        }
        return unsigned(image, subject, actual(result), expected, remedy(requirement));
    }

    private static String remedy(TrustRequirement requirement) {
        if (requirement.provenance().isPresent()) {
            return "build the image as the policy demands, and attach the builder's signed provenance: what docker"
                    + " buildx puts into the index is not signed";
        }
        return requirement.verdict().isPresent()
                ? "evaluate this digest under the policy in force, and have its verdict attested by those whom the"
                        + " policy trusts for it"
                : "have this digest signed by those whom the policy trusts for it, or use one that is signed";
    }

    /**
     * @param result of a requirement that is met by verdicts
     * @param standing of the waivers that these passed by
     */
    static Optional<Finding> waived(SignedImage image, RequirementResult result, Standing standing) {
        TrustRequirement requirement = result.requirement();
        String expected = expected("a passed verdict, by no waiver that has ended,", requirement);
        String subject = image.repository() + " " + names(requirement) + " waivers";
        String verdicts = verdicts(result);
        if (standing instanceof Standing.Broken broken) {
            return Optional.of(unsigned(
                    image,
                    subject,
                    verdicts + " does not count any more: " + FirstFew.sentences(broken.reasons(), SHOWN),
                    expected,
                    "fix what was waived, or have the waiver renewed; then evaluate the image again, and"
                            + " attest that verdict"));
        }
        return standing instanceof Standing.Undecided open
                ? Optional.of(finding(
                        UNDECIDED,
                        Severity.UNKNOWN,
                        image,
                        subject,
                        open.problem() + "; " + verdicts,
                        expected,
                        open.remedy()))
                : Optional.empty();
    }

    /**
     * @param result of a requirement that is met by verdicts
     * @param cause why it is not known what is attested beside an index that they name
     */
    static Finding unread(SignedImage image, RequirementResult result, GateException cause) {
        TrustRequirement requirement = result.requirement();
        return finding(
                UNDECIDED,
                Severity.UNKNOWN,
                image,
                image.repository() + " " + names(requirement) + " indexes",
                cause.problem() + "; " + verdicts(result),
                expected("a passed verdict, and none that failed on the index it names,", requirement),
                cause.remedy());
    }

    private static String verdicts(RequirementResult result) {
        return "the verdict of "
                + result.together().stream()
                        .map(each -> each.summary().timeVerified() + ", signed by " + each.signer() + " ("
                                + each.origin() + ")")
                        .collect(Collectors.joining(" and that of "));
    }

    private static String names(TrustRequirement requirement) {
        return requirement.signers().stream()
                .map(member -> member.signer().name())
                .collect(Collectors.joining(", "));
    }

    private static String expected(String what, TrustRequirement requirement) {
        return what + " of " + requirement.require() + " of: " + names(requirement)
                + (requirement.roles().isEmpty() ? "" : ", with the roles " + String.join(", ", requirement.roles()))
                + " (" + requirement.decidedBy() + ")";
    }

    private static Finding unsigned(SignedImage image, String subject, String actual, String expected, String help) {
        return finding(UNSIGNED, Severity.CRITICAL, image, subject, actual, expected, help);
    }

    private static Finding finding(
            RuleId rule,
            Severity severity,
            SignedImage image,
            String subject,
            String actual,
            String expected,
            String help) {
        return new SignatureFinding(
                rule,
                severity,
                "Image is not signed by those the policy trusts",
                new Location(Optional.empty(), Optional.of(image.repository()), OptionalInt.empty(), Optional.empty()),
                actual,
                expected,
                help,
                SignatureFinding.identity(rule, subject),
                severity == Severity.UNKNOWN);
    }

    private static String actual(RequirementResult result) {
        StringBuilder text = new StringBuilder();
        if (result.counted().isEmpty()) {
            String what = result.requirement().provenance().isPresent() ? "no provenance" : "no signature";
            text.append(what).append(result.refusals().isEmpty() ? " was found" : " counts");
        } else {
            text.append("signed by ")
                    .append(result.counted().stream()
                            .map(VerifiedSignature::signer)
                            .collect(Collectors.joining(", ")))
                    .append(" only");
        }
        if (!result.missingRoles().isEmpty()) {
            text.append("; no signer has the role ").append(String.join(", ", result.missingRoles()));
        }
        List<String> refusals = result.refusals();
        refusals.stream().limit(SHOWN).forEach(refusal -> text.append("; ").append(SafeText.visible(refusal, 400)));
        if (refusals.size() > SHOWN) {
            text.append("; and ").append(refusals.size() - SHOWN).append(" more that do not count");
        }
        return text.toString();
    }
}
