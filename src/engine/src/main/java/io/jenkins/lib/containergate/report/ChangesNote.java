package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is new and what is fixed since an earlier verdict, as a note of the newer one, because every report shows the notes. For
 * people: no gate decides by it.
 */
public final class ChangesNote {
    private static final int NAMED = 5;
    private static final int MAX_NAME = 40;

    private ChangesNote() {}

    /**
     * Compares the gates that both verdicts have and neither lacks a decision of: what a gate did not see is neither new nor fixed. Says
     * what makes the two hard to compare.
     *
     * @param since names the older verdict, as the rest of a sentence
     */
    public static PolicyNote of(Verdict older, Verdict newer, String since) {
        Set<GateName> compared = decided(newer);
        compared.retainAll(decided(older));
        if (compared.isEmpty()) {
            return new PolicyNote(
                    PolicyNote.COMPARED,
                    "what is new and fixed since " + since
                            + " is not known: no gate came to a decision in both verdicts");
        }
        VerdictDiff diff = VerdictDiff.of(older, newer);
        List<Finding> added = findings(diff.added(), compared);
        List<Finding> fixed = findings(diff.fixed(), compared);
        return of(
                compared.stream().map(GateName::key).collect(Collectors.joining(", ")) + ": ",
                added.size(),
                added,
                fixed.size(),
                fixed,
                since,
                diff.notes());
    }

    /**
     * What somebody else counted.
     *
     * @param news those that are new, as far as they are known
     * @param gone those that are fixed, as far as they are known
     */
    public static PolicyNote of(int added, List<Finding> news, int fixed, List<Finding> gone, String since) {
        return of("", added, news, fixed, gone, since, List.of());
    }

    private static PolicyNote of(
            String gates,
            int added,
            List<Finding> news,
            int fixed,
            List<Finding> gone,
            String since,
            List<String> reservations) {
        return new PolicyNote(
                PolicyNote.COMPARED,
                gates + added + " new and " + fixed + " fixed since " + since + named("; new", added, news)
                        + named("; fixed", fixed, gone)
                        + reservations.stream().map(each -> "; " + each).collect(Collectors.joining()));
    }

    private static String named(String what, int all, List<Finding> findings) {
        List<String> names = findings.stream()
                .limit(Math.min(NAMED, all))
                .map(ChangesNote::name)
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        int more = all - names.size();
        return what + ": " + String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String name(Finding finding) {
        String of = finding instanceof VulnerabilityFinding vulnerability
                ? " (" + SafeText.visible(vulnerability.affected().name(), MAX_NAME) + ")"
                : "";
        return finding.severity() + " " + SafeText.visible(finding.rule().value(), MAX_NAME) + of;
    }

    private static List<Finding> findings(List<VerdictDiff.Entry> entries, Set<GateName> gates) {
        return entries.stream()
                .filter(entry -> gates.contains(entry.gate()))
                .map(entry -> entry.found().finding())
                .toList();
    }

    private static Set<GateName> decided(Verdict verdict) {
        Set<GateName> decided = EnumSet.noneOf(GateName.class);
        verdict.gates().forEach(gate -> decided.add(gate.gate()));
        verdict.gates().stream()
                .filter(gate -> !gate.complete())
                .map(GateResult::gate)
                .forEach(decided::remove);
        return decided;
    }
}
