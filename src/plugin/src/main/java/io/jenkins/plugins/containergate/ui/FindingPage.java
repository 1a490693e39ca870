package io.jenkins.plugins.containergate.ui;

import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.finding.SecretFinding.Details;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.WaiverText;
import io.jenkins.lib.containergate.report.WebLink;
import io.jenkins.plugins.containergate.JenkinsWords;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Page of one finding: what is wrong, where, who decided, and what to do about it. */
public final class FindingPage implements ModelObject {
    private static final int WAIVER_DAYS = 90;
    private static final String OWNER = "YOUR-TEAM";
    private static final String REASON = "why this risk is acceptable";

    private final VerdictAction action;
    private final FindingRow row;
    private final Finding finding;
    private final Verdict verdict;

    FindingPage(VerdictAction action, FindingRow row, Finding finding, Verdict verdict) {
        this.action = action;
        this.row = row;
        this.finding = finding;
        this.verdict = verdict;
    }

    @Override
    public String getDisplayName() {
        return row.getRule();
    }

    /** For {@code l:run-subpage}. */
    public Run<?, ?> getObject() {
        return action.getRun();
    }

    public VerdictAction getAction() {
        return action;
    }

    public FindingRow getRow() {
        return row;
    }

    /** What to do: a sentence, or an address. */
    public String getHelp() {
        return JenkinsWords.of(finding.help());
    }

    /** A waiver to complete and commit, as a policy file; {@code null} where none is asked for, or none would excuse only this. */
    public @Nullable String getWaiver() {
        boolean objected = row.decision() == Decision.BLOCKED || row.decision() == Decision.WARNED;
        if (!objected || !WaiverText.excusesOnly(finding)) {
            return null;
        }
        LocalDate expires =
                verdict.judgedAt().atZone(ZoneOffset.UTC).toLocalDate().plusDays(WAIVER_DAYS);
        return WaiverText.HEAD
                + WaiverText.entry(List.of(finding), new WaiverText.Terms(OWNER, REASON, Optional.empty(), expires));
    }

    public String getFingerprint() {
        return finding.fingerprint().value();
    }

    /** Line and JSON pointer behind the path. */
    public String getPlace() {
        return finding.location().shown();
    }

    /** The layer that brought it, and the instruction that made the layer; {@code null} when it is in none, or nobody knows. */
    public @Nullable String getBroughtBy() {
        return verdict.subject()
                .layerOf(finding.location())
                .map(LayerOrigin::text)
                .orElse(null);
    }

    public @Nullable String getPurl() {
        return row.affected().map(AffectedPackage::purl).orElse(null);
    }

    public @Nullable String getFixedVersion() {
        return row.affected().flatMap(AffectedPackage::fixedVersion).orElse(null);
    }

    public @Nullable String getCvss() {
        return vulnerability().flatMap(VulnerabilityFinding::cvss).orElse(null);
    }

    public List<String> getAliases() {
        return vulnerability().map(VulnerabilityFinding::aliases).orElse(List.of()).stream()
                .map(RuleId::value)
                .toList();
    }

    /** Listed in the CISA catalogue of known exploited vulnerabilities. */
    public boolean isKnownExploited() {
        return exploitation().knownExploited();
    }

    /** What the catalogue says of it: phrases with commas between them, or {@code null}. */
    public @Nullable String getListed() {
        List<String> facts = exploitation().listed().facts();
        return facts.isEmpty() ? null : String.join(", ", facts);
    }

    /** EPSS probability in percent, or {@code null} when there is none. */
    public @Nullable String getEpss() {
        return exploitation().epss().isPresent()
                ? String.format(Locale.ROOT, "%.1f", exploitation().epss().get().movePointRight(2))
                : null;
    }

    /** EPSS percentile in percent, or {@code null} when there is none. */
    public @Nullable String getEpssPercentile() {
        return exploitation()
                .percentile()
                .map(share -> String.format(Locale.ROOT, "%.1f", share.movePointRight(2)))
                .orElse(null);
    }

    /** Where the image runs, as far as it is known: phrases with commas between them, or {@code null}. */
    public @Nullable String getExposure() {
        List<String> facts = finding.exposure().facts();
        return facts.isEmpty() ? null : String.join(", ", facts);
    }

    public List<Reference> getReferences() {
        return vulnerability().map(VulnerabilityFinding::references).orElse(List.of()).stream()
                .map(Reference::new)
                .toList();
    }

    /** Whether it is a secret in tests or examples that is in no issuer's own format. */
    public boolean isFixture() {
        return secret().map(Details::fixture).orElse(false);
    }

    /** Id of the commit that brought a secret, or {@code null}. */
    public @Nullable String getCommit() {
        return commit().map(Commit::id).orElse(null);
    }

    /** Who made the commit, by its own words; or {@code null}. */
    public @Nullable String getAuthor() {
        return commit().map(Commit::author).filter(author -> !author.isEmpty()).orElse(null);
    }

    public @Nullable String getCommitted() {
        return commit().map(commit -> commit.time().toString()).orElse(null);
    }

    private Optional<Commit> commit() {
        return secret().flatMap(Details::commit);
    }

    private Optional<Details> secret() {
        return finding instanceof SecretFinding found ? Optional.of(found.details()) : Optional.empty();
    }

    private Exploitation exploitation() {
        return vulnerability().map(VulnerabilityFinding::exploitation).orElseGet(Exploitation::unknown);
    }

    private Optional<VulnerabilityFinding> vulnerability() {
        return finding instanceof VulnerabilityFinding found ? Optional.of(found) : Optional.empty();
    }

    /** An address from a vulnerability database: a link only when it is plain {@code http} or {@code https}. */
    public static final class Reference {
        private final String text;

        Reference(String text) {
            this.text = text;
        }

        public String getText() {
            return text;
        }

        public boolean isLink() {
            return WebLink.parse(text).isPresent();
        }
    }
}
