package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Waivers as the text of a policy file: each for one rule and fingerprint, so that it excuses one finding and no other. */
public final class WaiverText {
    /** What the entries belong under. */
    public static final String HEAD = "version: 1\nwaivers:\n";

    private static final int MAX_TEXT = 200;

    private WaiverText() {}

    /** Who accepts the risk, why, and until when. */
    public record Terms(String owner, String reason, Optional<String> ticket, LocalDate expires) {}

    /** Whether a waiver by fingerprint excuses this finding and nothing that may come to its place. */
    public static boolean excusesOnly(Finding finding) {
        return !finding.undecided()
                && !(finding instanceof SecretFinding secret
                        && !secret.details().byValue());
    }

    /**
     * An entry of {@code waivers}, with the places of the finding in a comment.
     *
     * @param places findings of one rule and fingerprint; at least one
     */
    public static String entry(List<Finding> places, Terms terms) {
        Finding first = places.get(0);
        String more = places.size() == 1 ? "" : " and " + (places.size() - 1) + " more places";
        return "# " + SafeText.visible(first.title() + ": " + first.location().shown() + more, MAX_TEXT) + "\n"
                + YamlWriter.write(List.of(new WaiverFormat().plain(waiver(first, terms))));
    }

    private static Waiver waiver(Finding finding, Terms terms) {
        return new Waiver(
                Glob.overText(finding.rule().value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(finding.fingerprint()),
                terms.owner(),
                terms.reason(),
                terms.ticket(),
                terms.expires(),
                false,
                Optional.empty());
    }
}
