package io.jenkins.lib.containergate.report.markdown;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.report.FindingTitle;
import io.jenkins.lib.containergate.report.RiskText;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;

/** Data in GitHub Flavored Markdown: whatever comes from an image or a database is text. */
final class MarkdownText {
    /** Findings of a list, so that a comment stays one. */
    static final int MAX_FINDINGS = 20;

    private static final int MAX_TEXT = 200;
    /** Of our own words, with numbers and times. */
    private static final int MAX_RISK = 500;

    private static final String MARKUP = "\\`*_{}[]()#+-!|~>$^=";

    private MarkdownText() {}

    /** The end of a row: rule, title with the facts of its risk, place and the layer that brought it. */
    static String cells(Finding finding, Optional<LayerOrigin> brought) {
        String layer =
                brought.map(origin -> " (" + escaped(origin.text()) + ")").orElse("");
        return escaped(finding.rule().value()) + " | " + what(finding) + " | " + escaped(where(finding.location()))
                + layer + " |\n";
    }

    /** Each bounded by itself: a long title leaves room for the facts. */
    private static String what(Finding finding) {
        String risk = RiskText.of(finding);
        String title = escaped(FindingTitle.of(finding));
        return risk.isEmpty() ? title : title + " (" + escaped(risk, MAX_RISK) + ")";
    }

    private static String where(Location location) {
        String line = location.line().isPresent() ? ":" + location.line().getAsInt() : "";
        return location.path().orElse("") + line;
    }

    /** As text: one line, no markup, no entity, no link that makes itself, and nobody is mentioned. */
    static String escaped(String data) {
        return escaped(data, MAX_TEXT);
    }

    static String escaped(String data, int maxLength) {
        StringBuilder text = new StringBuilder();
        SafeText.visible(data, maxLength).codePoints().forEach(each -> {
            if (each == '&' || each == '<' || each == '@' || each == ':' || each == '\n' || each == '\r') {
                text.append("&#").append(each).append(';');
            } else {
                if (MARKUP.indexOf(each) >= 0) {
                    text.append('\\');
                }
                text.appendCodePoint(each);
            }
        });
        return text.toString().replace("www.", "www&#46;");
    }
}
