package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Judges what the user wrote: a reference without tag means {@code latest}, and a digest beside it settles the matter. */
public final class NoLatestTagRule extends HardeningRule {
    private static final Location REFERENCE =
            new Location(Optional.empty(), Optional.of("reference"), OptionalInt.empty(), Optional.empty());

    public NoLatestTagRule() {
        super(new RuleMetadata(
                "no-latest-tag",
                "the image is named by a version or a digest",
                Severity.MEDIUM,
                List.of(RuleSource.dockle("DKL-DI-0006")),
                "name a version, or better the digest: repository@sha256:..."));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.reference().isEmpty()) {
            return RuleResult.notApplicable("the image comes from a file, whose tag does not move");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "a tag that names a version, or a digest");
        ImageReference reference = facts.reference().get();
        boolean latest = reference.tag().filter("latest"::equalsIgnoreCase).isPresent();
        if (latest && reference.digest().isEmpty()) {
            findings.broken(REFERENCE, reference.familiar());
        }
        return findings.result();
    }
}
