package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.BaseUpgrades;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.NextSteps;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a reader in a hurry sees: outcome, decisive reason, and what was judged. */
final class VerdictHeader {
    private VerdictHeader() {}

    static void write(Verdict verdict, HtmlWriter html) throws IOException {
        Subject subject = verdict.subject();
        html.open("header", "verdict o-" + verdict.outcome().name().toLowerCase(Locale.ROOT))
                .newLine();
        html.open("h1").open("span", "outcome").text(verdict.outcome().name()).close();
        html.label(" ").element("span", "subject", subject.reference()).close().newLine();
        html.element("p", "reason", DecisiveReason.of(verdict)).newLine();
        steps(NextSteps.of(verdict), html);
        html.open("dl", "facts").newLine();
        html.open("div").element("dt", "Digest").open("dd");
        html.element("code", subject.digest().orElse("none")).close().close().newLine();
        if (subject.platform().isPresent()) {
            fact("Platform", subject.platform().get(), html);
        }
        html.open("div").element("dt", "Evaluated").open("dd");
        Moments.write(verdict.judgedAt(), html);
        html.close().close().newLine();
        for (String upgrade : BaseUpgrades.of(verdict)) {
            fact("Newer base", upgrade, html);
        }
        for (PolicyNote note : verdict.notes()) {
            if (note.kind().equals(PolicyNote.COMPARED)) {
                fact("Compared", note.text(), html);
            }
        }
        if (subject.note().isPresent()) {
            fact("Note", subject.note().get(), html);
        }
        html.close().newLine().close().newLine();
    }

    private static void steps(List<String> steps, HtmlWriter html) throws IOException {
        if (steps.isEmpty()) {
            return;
        }
        html.element("p", "steps", "What to do:").newLine().open("ul").newLine();
        for (String step : steps) {
            html.element("li", step).newLine();
        }
        html.close().newLine();
    }

    private static void fact(String name, String value, HtmlWriter html) throws IOException {
        html.open("div").element("dt", name).element("dd", value).close().newLine();
    }
}
