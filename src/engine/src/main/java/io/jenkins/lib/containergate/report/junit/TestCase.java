package io.jenkins.lib.containergate.report.junit;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.FindingTitle;
import io.jenkins.lib.containergate.report.RiskText;
import io.jenkins.lib.containergate.report.markup.MarkupWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One finding, or a gate's own outcome.
 *
 * @param message why it did not pass; shown beside a passed one too
 * @param details more lines
 */
record TestCase(String name, Result result, String message, String details) {
    static final int MAX_TEXT = 1_000;
    /** Name of a gate's own test case. */
    static final String OUTCOME = "outcome";

    enum Result {
        PASSED,
        SKIPPED,
        FAILURE,
        ERROR
    }

    static TestCase of(GateResult gate) {
        return switch (gate.outcome()) {
            case PASS, WARN -> new TestCase(OUTCOME, Result.PASSED, gate.reason(), "");
            case FAIL ->
                new TestCase(
                        OUTCOME,
                        Result.FAILURE,
                        gate.reason(),
                        gate.error()
                                .map(error -> "Not decided: " + line(error.problem()) + "; " + line(error.remedy()))
                                .orElse(""));
            case ERROR ->
                new TestCase(
                        OUTCOME,
                        Result.ERROR,
                        gate.error().map(GateError::problem).orElse(gate.reason()),
                        gate.error().map(error -> line(error.remedy())).orElse(""));
        };
    }

    static TestCase of(DecidedFinding decided, Subject subject) {
        Finding finding = decided.finding();
        String name = finding.severity() + " " + finding.rule() + ": " + finding.actual() + where(finding.location());
        List<String> details = new ArrayList<>(List.of(
                "Found: " + line(finding.actual()),
                "Expected: " + line(finding.expected()),
                "What to do: " + line(finding.help())));
        subject.layerOf(finding.location()).ifPresent(layer -> details.add("Brought by: " + line(layer.text())));
        String risk = RiskText.of(finding);
        if (!risk.isEmpty()) {
            details.add("Risk: " + line(risk));
        }
        details.add("Decision: " + decided.decision() + " (" + line(decided.decidedBy()) + ")");
        details.add("Fingerprint: " + finding.fingerprint().value());
        boolean waived = decided.decision() == Decision.WAIVED;
        return new TestCase(
                name,
                result(decided),
                waived ? decided.decidedBy() : FindingTitle.of(finding),
                String.join("\n", details));
    }

    void write(String suite, MarkupWriter xml) throws IOException {
        xml.open("testcase").attribute("classname", "container-gate." + suite);
        xml.attribute("name", line(name)).attribute("time", "0");
        switch (result) {
            case PASSED -> xml.element("system-out", line(message) + "\n" + details);
            case SKIPPED ->
                xml.open("skipped").attribute("message", line(message)).close();
            case FAILURE -> problem("failure", xml);
            case ERROR -> problem("error", xml);
        }
        xml.close().newLine();
    }

    private void problem(String element, MarkupWriter xml) throws IOException {
        xml.open(element).attribute("message", line(message)).attribute("type", element);
        xml.text(details.isEmpty() ? line(message) : details).close();
    }

    /** A finding no detector could judge is never a passed test, whatever the policy made of it. */
    private static Result result(DecidedFinding decided) {
        if (decided.decision() == Decision.WAIVED) {
            return Result.SKIPPED;
        }
        if (decided.finding().undecided()) {
            return decided.decision() == Decision.BLOCKED ? Result.ERROR : Result.SKIPPED;
        }
        return decided.decision() == Decision.BLOCKED ? Result.FAILURE : Result.PASSED;
    }

    private static String where(Location location) {
        String path = location.path().map(p -> " at " + p).orElse("");
        return path + location.pointer().map(p -> " " + p).orElse("");
    }

    private static String line(String data) {
        return SafeText.visible(data, MAX_TEXT);
    }
}
