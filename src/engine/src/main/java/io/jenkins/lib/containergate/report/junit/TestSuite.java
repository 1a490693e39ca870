package io.jenkins.lib.containergate.report.junit;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.AccountText;
import io.jenkins.lib.containergate.report.SourceText;
import io.jenkins.lib.containergate.report.markup.MarkupWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One gate. */
record TestSuite(String name, List<TestCase> cases, Optional<SourceInfo> source, Account account) {
    private static final int MAX_KINDS = 20;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    TestSuite {
        cases = List.copyOf(cases);
    }

    static TestSuite of(GateResult gate, Subject subject) {
        List<TestCase> cases = new ArrayList<>();
        for (DecidedFinding finding : gate.findings()) {
            cases.add(TestCase.of(finding, subject));
        }
        if (!shown(gate.outcome(), cases)) {
            cases.add(0, TestCase.of(gate));
        }
        return new TestSuite(gate.gate().key(), cases, gate.source(), gate.account());
    }

    /** Whether the findings alone let a viewer that knows only test results see the gate's outcome. */
    private static boolean shown(Outcome outcome, List<TestCase> cases) {
        return switch (outcome) {
            case PASS, WARN -> !cases.isEmpty();
            case FAIL -> cases.stream().anyMatch(each -> each.result() == TestCase.Result.FAILURE);
            case ERROR -> false;
        };
    }

    int tests() {
        return cases.size();
    }

    int failures() {
        return count(TestCase.Result.FAILURE);
    }

    int errors() {
        return count(TestCase.Result.ERROR);
    }

    void write(Verdict verdict, MarkupWriter xml) throws IOException {
        xml.open("testsuite").attribute("name", name);
        xml.attribute("tests", String.valueOf(tests()));
        xml.attribute("failures", String.valueOf(failures()));
        xml.attribute("errors", String.valueOf(errors()));
        xml.attribute("skipped", String.valueOf(count(TestCase.Result.SKIPPED)));
        xml.attribute("time", "0");
        xml.attribute("timestamp", TIMESTAMP.format(verdict.judgedAt())).newLine();
        xml.open("properties").newLine();
        property("outcome", verdict.outcome().name(), xml);
        property("reference", verdict.subject().reference(), xml);
        property("digest", verdict.subject().digest().orElse("none"), xml);
        property("policy", verdict.policy().digest().toString(), xml);
        if (source.isPresent()) {
            property("source", SourceText.of(source.get()), xml);
        }
        property("evaluated", AccountText.evaluated(account, MAX_KINDS).orElse("nothing"), xml);
        property("not evaluated", AccountText.notEvaluated(account, MAX_KINDS).orElse("nothing"), xml);
        for (PolicyNote note : verdict.notes()) {
            property("note", note.kind() + ": " + note.text(), xml);
        }
        xml.close().newLine();
        for (TestCase testCase : cases) {
            testCase.write(name, xml);
        }
        xml.close().newLine();
    }

    private int count(TestCase.Result result) {
        return (int) cases.stream().filter(each -> each.result() == result).count();
    }

    private static void property(String name, String value, MarkupWriter xml) throws IOException {
        xml.open("property")
                .attribute("name", name)
                .attribute("value", SafeText.visible(value, TestCase.MAX_TEXT))
                .close()
                .newLine();
    }
}
