package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedCache;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.CacheUse;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Judges every layer for itself: what a later layer deletes is still pushed, pulled and stored with the image. */
public final class NoPackageCacheRule extends HardeningRule {
    public NoPackageCacheRule() {
        super(new RuleMetadata(
                "no-package-cache",
                "no layer holds a package manager's cache",
                Severity.LOW,
                List.of(RuleSource.dockle("DKL-DI-0005")),
                "empty the cache in the RUN that fills it, or keep it out with RUN --mount=type=cache"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("known for Linux images only");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "an empty cache directory in every layer");
        for (PlacedCache cache : facts.files().caches()) {
            CacheUse use = cache.use();
            findings.broken(
                    Location.inLayer(cache.layer(), use.directory()),
                    "",
                    use.files() + (use.files() == 1 ? " file, " : " files, ") + use.bytes() + " bytes");
        }
        return findings.result();
    }
}
