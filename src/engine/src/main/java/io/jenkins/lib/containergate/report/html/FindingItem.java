package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.FindingTitle;
import java.io.IOException;

/** One finding: a line that says what and where, which folds open to the whole explanation. */
final class FindingItem {
    private FindingItem() {}

    static void write(DecidedFinding decided, Subject subject, HtmlWriter html) throws IOException {
        Finding finding = decided.finding();
        html.open("li").open("details", "finding").open("summary");
        html.element("span", "rule", finding.rule().value()).label(" ");
        html.open("span", "what");
        if (finding instanceof VulnerabilityFinding vulnerability) {
            affected(vulnerability.affected(), html);
        } else {
            html.element("span", "package", finding.actual());
        }
        html.label(" ");
        html.element("span", "title", FindingTitle.of(finding));
        String where = finding.location().shown();
        if (!(finding instanceof VulnerabilityFinding) && !where.isEmpty()) {
            html.label(" ").element("code", "where", where);
        }
        html.close().label(" ");
        html.open("span", "chips");
        if (finding instanceof VulnerabilityFinding vulnerability
                && vulnerability.exploitation().knownExploited()) {
            html.element("span", "chip kev", "known exploited").label(" ");
        }
        if (finding instanceof SecretFinding secret && secret.details().fixture()) {
            html.element("span", "chip fixture", "fixture").label(" ");
        }
        Labels.chip(decided.decision(), html);
        html.close().close().newLine();
        FindingExplanation.write(decided, subject, html);
        html.close().close().newLine();
    }

    private static void affected(AffectedPackage affected, HtmlWriter html) throws IOException {
        html.open("span", "package").text(affected.name()).label(" ").element("span", "version", affected.version());
        if (affected.fixedVersion().isPresent()) {
            html.label(" ")
                    .open("span", "fix")
                    .element("span", "unseen", "fixed in")
                    .label("\u2192\u00A0");
            html.element("span", "version", affected.fixedVersion().get()).close();
        } else {
            html.label(" ").element("span", "fix none", "no fix known");
        }
        html.close();
    }
}
