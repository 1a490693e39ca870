package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.posture.PostureJson;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.text.FirstFew;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code posture.html}: the posture of clusters for people, on one page without script and external resource. */
public final class PostureHtml {
    public static final String FILE_NAME = "posture.html";

    private static final int ACTIONS = 10;
    private static final int WORKLOADS = 5;
    private static final Stylesheet STYLE = Stylesheet.of("report.css", "posture.css");

    private PostureHtml() {}

    /** @param postures one for each cluster */
    public static void write(List<Posture> postures, OutputStream out) throws IOException {
        ToolIdentity tool = ToolIdentity.ofThisBuild();
        HtmlWriter html = new HtmlWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        html.open("html").constant("lang", "en").newLine();
        String subjects = postures.stream().map(Posture::subject).collect(Collectors.joining(", "));
        HtmlHead.write(Posture.worst(postures) + ": posture of " + subjects, STYLE, html);
        html.open("body", "posture").newLine();
        html.open("main").newLine();
        for (int i = 0; i < postures.size(); i++) {
            cluster(postures.get(i), "c" + (i + 1), html);
        }
        html.close().newLine();
        html.open("footer")
                .text("Written by " + tool.name() + " " + tool.version())
                .close()
                .newLine();
        html.close().close();
        html.finish();
    }

    private static void cluster(Posture posture, String id, HtmlWriter html) throws IOException {
        html.open("article").newLine();
        header(posture, html);
        if (!posture.actions().isEmpty()) {
            actions(posture, html);
        }
        if (!posture.rows().isEmpty()) {
            PostureMatrix.write(posture, id, html);
            PostureDetails.write(posture, id, html);
        }
        html.close().newLine();
    }

    private static void header(Posture posture, HtmlWriter html) throws IOException {
        html.open("header", "verdict o-" + posture.outcome().name().toLowerCase(Locale.ROOT))
                .newLine();
        html.open("h1")
                .open("span", "outcome")
                .text(posture.outcome().name())
                .close()
                .label(" ");
        html.element("span", "subject", "Posture of " + posture.subject())
                .close()
                .newLine();
        html.element("p", "reason", reason(posture)).newLine();
        html.open("dl", "facts").newLine();
        html.open("div").element("dt", "Evaluated").open("dd");
        Moments.write(posture.judgedAt(), html);
        html.close().close().newLine();
        fact("Rows", String.valueOf(posture.rows().size()), html);
        for (RuleOutcome outcome : RuleOutcome.values()) {
            fact(PostureMatrix.word(outcome), String.valueOf(posture.count(outcome)), html);
        }
        fact("Policy layers", String.join(", ", posture.policy().layers()), html);
        html.close().newLine();
        for (String note : posture.notes()) {
            html.element("p", "quiet", note).newLine();
        }
        html.close().newLine();
    }

    private static void fact(String name, String value, HtmlWriter html) throws IOException {
        html.open("div").element("dt", name).element("dd", value).close().newLine();
    }

    private static String reason(Posture posture) {
        if (posture.error().isPresent()) {
            return posture.error().get().problem() + "; "
                    + posture.error().get().remedy();
        }
        if (posture.rows().isEmpty()) {
            return "nothing runs";
        }
        return posture.actions().isEmpty()
                ? "Nothing that counts fails or is undecided"
                : "First: " + posture.actions().get(0).what();
    }

    private static void actions(Posture posture, HtmlWriter html) throws IOException {
        html.open("section", "actions")
                .newLine()
                .element("h2", "What to do first")
                .newLine();
        html.element(
                        "p",
                        "quiet",
                        "By severity, then what fails before what is undecided, then what the internet reaches, then by"
                                + " the number of rows.")
                .newLine();
        html.open("ol").newLine();
        for (PostureAction action : posture.actions().stream().limit(ACTIONS).toList()) {
            action(action, html);
        }
        html.close().newLine();
        if (posture.actions().size() > ACTIONS) {
            html.element(
                            "p",
                            "quiet",
                            "and " + (posture.actions().size() - ACTIONS) + " more, listed in " + PostureJson.FILE_NAME)
                    .newLine();
        }
        html.close().newLine();
    }

    private static void action(PostureAction action, HtmlWriter html) throws IOException {
        html.open("li").open("p", "what");
        severity(action.severity(), html);
        html.label(" ").text(action.what()).close().newLine();
        html.open("p", "quiet");
        html.element("span", "chip", PostureMatrix.word(action.outcome())).label(" ");
        if (action.exposed()) {
            html.element("span", "chip d-blocked", "reachable from the internet")
                    .label(" ");
        }
        if (action.rule().isPresent()) {
            rule(action.rule().get(), html);
            html.label(" ");
        }
        html.text(FirstFew.of(action.workloads(), WORKLOADS));
        html.close().newLine();
        html.element("p", "quiet example", action.example()).newLine();
        html.close().newLine();
    }

    static void severity(Severity severity, HtmlWriter html) throws IOException {
        html.element("span", "severity s-" + severity.key(), Labels.of(severity));
    }

    static void rule(RuleId rule, HtmlWriter html) throws IOException {
        PostureDetails.rule(rule, html);
    }
}
