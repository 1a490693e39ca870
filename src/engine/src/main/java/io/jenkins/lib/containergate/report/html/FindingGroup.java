package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Findings of one gate under one heading: first those that could not be decided, then one group a severity. A group
 * with something to do is open.
 */
record FindingGroup(String title, String cssClass, List<DecidedFinding> findings) {
    /** From here on a browser lays out only what is on the screen. */
    private static final int MANY = 200;

    /** Without empty groups; in each, what blocks comes first. */
    static List<FindingGroup> of(List<DecidedFinding> findings) {
        List<FindingGroup> groups = new ArrayList<>();
        groups.add(group("Could not be decided", "s-undecided", findings, FindingGroup::undecided));
        for (Severity severity : Severity.values()) {
            groups.add(group(
                    Labels.of(severity),
                    "s-" + severity.key(),
                    findings,
                    decided -> !undecided(decided) && decided.finding().severity() == severity));
        }
        return groups.stream().filter(group -> !group.findings.isEmpty()).toList();
    }

    void write(Subject subject, HtmlWriter html) throws IOException {
        html.open("details", "group " + cssClass);
        if (findings.stream().anyMatch(FindingGroup::needsAction)) {
            html.constant("open", "");
        }
        html.open("summary").open("h3");
        html.element("span", "severity", title).label(" ");
        html.element("span", "n", count()).close().close().newLine();
        html.open("ul", findings.size() > MANY ? "findings many" : "findings").newLine();
        for (DecidedFinding finding : findings) {
            FindingItem.write(finding, subject, html);
        }
        html.close().close().newLine();
    }

    /** Those that are excepted are no part of the number. */
    private String count() {
        long open = findings.stream().filter(DecidedFinding::open).count();
        return open == findings.size() ? String.valueOf(open) : open + " (" + (findings.size() - open) + " excepted)";
    }

    static boolean undecided(DecidedFinding decided) {
        return decided.finding().undecided();
    }

    private static boolean needsAction(DecidedFinding decided) {
        return decided.decision() == Decision.BLOCKED
                || decided.decision() == Decision.WARNED
                || undecided(decided) && decided.decision() != Decision.WAIVED;
    }

    private static FindingGroup group(
            String title, String cssClass, List<DecidedFinding> all, Predicate<DecidedFinding> members) {
        return new FindingGroup(
                title,
                cssClass,
                all.stream()
                        .filter(members)
                        .sorted(Comparator.comparing(DecidedFinding::decision))
                        .toList());
    }
}
