package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.IOException;

/** Which policy decided, and what its owners should look at. */
final class PolicySection {
    private PolicySection() {}

    static void write(Verdict verdict, HtmlWriter html) throws IOException {
        if (!verdict.notes().isEmpty()) {
            html.open("section", "notes")
                    .newLine()
                    .element("h2", "Notes")
                    .newLine()
                    .open("ul")
                    .newLine();
            for (PolicyNote note : verdict.notes()) {
                html.open("li")
                        .element("span", "chip", note.kind())
                        .label(" ")
                        .text(note.text())
                        .close()
                        .newLine();
            }
            html.close().close().newLine();
        }
        html.open("section", "policy")
                .newLine()
                .element("h2", "Policy")
                .newLine()
                .open("dl", "facts")
                .newLine();
        html.open("div")
                .element("dt", "Layers, outermost floor first")
                .open("dd")
                .open("ol");
        if (verdict.policy().layers().isEmpty()) {
            html.element("li", "none");
        }
        for (String layer : verdict.policy().layers()) {
            html.element("li", layer);
        }
        html.close().close().close().newLine();
        html.open("div").element("dt", "Digest of the effective policy").open("dd");
        html.element("code", verdict.policy().digest().toString())
                .close()
                .close()
                .newLine();
        html.close().close().newLine();
    }
}
