package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Waivers for what a verdict blocks or warns of, one for each rule and fingerprint: they excuse those findings and no
 * others.
 *
 * @param findings by the waiver's key, each with all places it stands at
 * @param undecided how many could not be decided; a person has to look at them first
 */
record AcceptedFindings(Map<String, List<Finding>> findings, long undecided) {
    private static final int MAX_TEXT = 200;

    /** Who accepts the risk, why, and until when. */
    record Terms(String owner, String reason, Optional<String> ticket, LocalDate expires) {}

    /**
     * @param rules of which findings are accepted; empty for all
     * @throws UsageException when a fingerprint would excuse more than its finding
     */
    static AcceptedFindings of(Verdict verdict, Set<RuleId> rules) throws UsageException {
        List<Finding> objections = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(decided -> decided.decision() == Decision.BLOCKED || decided.decision() == Decision.WARNED)
                .map(DecidedFinding::finding)
                .filter(finding -> rules.isEmpty() || rules.contains(finding.rule()))
                .toList();
        List<Finding> accepted =
                objections.stream().filter(finding -> !finding.undecided()).toList();
        long byPlace = accepted.stream()
                .filter(finding -> finding instanceof SecretFinding secret
                        && !secret.details().byValue())
                .count();
        if (byPlace > 0) {
            throw new UsageException(
                    byPlace
                            + " of the secrets have fingerprints of their place: a waiver would excuse the next value there",
                    "search again with --fingerprint-key-file FILE, and with the same key from then on");
        }
        Map<String, List<Finding>> byKey = new LinkedHashMap<>();
        for (Finding finding : accepted) {
            byKey.computeIfAbsent(finding.rule() + " " + finding.fingerprint().value(), key -> new ArrayList<>())
                    .add(finding);
        }
        return new AcceptedFindings(byKey, objections.size() - accepted.size());
    }

    /** As a file for {@code --waivers}, with the places as comments. */
    String file(Terms terms) {
        StringBuilder file = new StringBuilder("version: 1\nwaivers:\n");
        for (List<Finding> places : findings.values()) {
            Finding first = places.get(0);
            String more = places.size() == 1 ? "" : " and " + (places.size() - 1) + " more places";
            file.append("# ")
                    .append(SafeText.visible(first.title() + ": " + place(first.location()) + more, MAX_TEXT))
                    .append('\n')
                    .append(YamlWriter.write(List.of(new WaiverFormat().plain(waiver(first, terms)))));
        }
        return file.toString();
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

    private static String place(Location location) {
        String line = location.line().isPresent() ? ":" + location.line().getAsInt() : "";
        return location.path().orElse("")
                + line
                + location.pointer().map(pointer -> "#" + pointer).orElse("");
    }
}
