package io.jenkins.lib.containergate.report.junit;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.markup.MarkupWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code junit.xml}: a test suite a gate, a test case a finding. What blocks is a failure, what could not be decided an
 * error, what is waived is skipped with the waiver as reason. A gate whose outcome its findings do not show has a test
 * case for the outcome itself, so that no suite is empty and none greener than its gate.
 */
public final class JUnitReport implements Report {
    @Override
    public String fileName() {
        return "junit.xml";
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        Verdict verdict = input.verdict();
        List<TestSuite> suites = suites(verdict);
        MarkupWriter xml = new MarkupWriter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        xml.open("testsuites").attribute("name", "container-gate");
        xml.attribute("tests", total(suites.stream().mapToInt(TestSuite::tests).sum()));
        xml.attribute(
                "failures", total(suites.stream().mapToInt(TestSuite::failures).sum()));
        xml.attribute(
                "errors", total(suites.stream().mapToInt(TestSuite::errors).sum()));
        xml.newLine();
        for (TestSuite suite : suites) {
            suite.write(verdict, xml);
        }
        xml.close().finish();
    }

    private static List<TestSuite> suites(Verdict verdict) {
        List<TestSuite> suites = new ArrayList<>();
        for (GateResult gate : verdict.gates()) {
            suites.add(TestSuite.of(gate, verdict.subject()));
        }
        if (suites.isEmpty()) {
            suites.add(new TestSuite(
                    "verdict",
                    List.of(new TestCase(TestCase.OUTCOME, TestCase.Result.ERROR, DecisiveReason.of(verdict), "")),
                    Optional.empty(),
                    Account.empty()));
        }
        return suites;
    }

    private static String total(int count) {
        return String.valueOf(count);
    }
}
