package io.jenkins.lib.containergate.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.XmlDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitReportTest {
    @Test
    void examplesFollowTheSchema() throws Exception {
        XmlDocuments schema = XmlDocuments.withSchema("/report/junit.xsd");
        for (Verdict verdict : List.of(
                ExampleVerdicts.mixed(), ExampleVerdicts.passing(), ExampleVerdicts.verdict(List.of(), List.of()))) {
            assertThat(schema.errors(Rendered.text(new JUnitReport(), verdict))).isEmpty();
        }
    }

    @Test
    void eachGateIsASuiteWithCorrectTotals() throws Exception {
        Element root = root(ExampleVerdicts.mixed());
        assertThat(totals(root)).isEqualTo("tests=7 failures=1 errors=1");
        assertThat(elements(root, "testsuite"))
                .extracting(suite -> suite.getAttribute("name") + " " + totals(suite))
                .containsExactly(
                        "vulnerabilities tests=5 failures=1 errors=0",
                        "hardening tests=1 failures=0 errors=0",
                        "secrets tests=1 failures=0 errors=1");
    }

    @Test
    void aBlockedFindingIsAFailureThatExplainsItself() throws Exception {
        Element testCase = elements(root(ExampleVerdicts.mixed()), "testcase").get(0);
        assertThat(testCase.getAttribute("classname")).isEqualTo("container-gate.vulnerabilities");
        assertThat(testCase.getAttribute("name"))
                .isEqualTo(
                        "CRITICAL CVE-2021-44228: log4j-core 2.14.1 at app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar");
        Element failure = elements(testCase, "failure").get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("Remote code injection in Log4j");
        assertThat(failure.getTextContent())
                .contains("What to do: update log4j-core to 2.15.0")
                .contains("Decision: BLOCKED (org: vulnerabilities.max.critical=0)");
    }

    @Test
    void whatARuleRequiresDoesNotReadAsWhatIs() throws Exception {
        DecidedFinding broken =
                new DecidedFinding(ExampleVerdicts.hardening().findings().get(0).finding(), Decision.BLOCKED, "org");
        Element failure = elements(root(verdict(Outcome.FAIL, List.of(broken))), "failure")
                .get(0);
        assertThat(failure.getAttribute("message")).isEqualTo("required: The container runs as root");
    }

    @Test
    void aWaivedFindingIsSkippedWithItsReasonAndOthersPass() throws Exception {
        Element root = root(ExampleVerdicts.mixed());
        assertThat(elements(root, "skipped"))
                .extracting(skipped -> skipped.getAttribute("message"))
                .containsExactly("org: waiver by payments until 2027-01-31: not reachable (SEC-12)");
        assertThat(elements(root, "system-out")).hasSize(4);
    }

    @Test
    void aGateThatCouldNotDecideIsAnError() throws Exception {
        Element error = elements(root(ExampleVerdicts.mixed()), "error").get(0);
        assertThat(error.getAttribute("message")).isEqualTo("layer 3 ends after 1024 of 4096 bytes");
        assertThat(error.getTextContent()).isEqualTo("export the image again: the archive is cut");
    }

    @Test
    void anUndecidedFindingIsAnErrorIfItBlocksAndNeverAPassedTest() throws Exception {
        DecidedFinding gap =
                ExampleVerdicts.undecidedVulnerabilities().findings().get(0);
        for (Decision decision : Decision.values()) {
            Element root = root(verdict(Outcome.WARN, List.of(new DecidedFinding(gap.finding(), decision, "org"))));
            String expected = decision == Decision.BLOCKED ? "error" : "skipped";
            assertThat(elements(root, expected)).as(decision.name()).hasSize(1);
        }
    }

    @Test
    void aFailedGateIsRedEvenWithoutABlockedFinding() throws Exception {
        Element root = root(verdict(Outcome.FAIL, List.of()));
        assertThat(elements(root, "failure")).hasSize(1);
        assertThat(elements(root, "testcase").get(0).getAttribute("name")).isEqualTo("outcome");
    }

    @Test
    void aVerdictWithoutGatesIsAnErrorAndNotAnEmptyFile() throws Exception {
        Element root = root(ExampleVerdicts.verdict(List.of(), List.of()));
        assertThat(totals(root)).isEqualTo("tests=1 failures=0 errors=1");
    }

    @Test
    void aGateWithoutFindingsIsOnePassedTest() throws Exception {
        assertThat(totals(root(ExampleVerdicts.passing()))).isEqualTo("tests=1 failures=0 errors=0");
    }

    private static Verdict verdict(Outcome outcome, List<DecidedFinding> findings) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES, outcome, "why", Optional.empty(), Optional.empty(), findings)),
                List.of());
    }

    private static Element root(Verdict verdict) throws Exception {
        return XmlDocuments.parse(Rendered.text(new JUnitReport(), verdict)).getDocumentElement();
    }

    private static String totals(Element element) {
        return "tests=" + element.getAttribute("tests") + " failures=" + element.getAttribute("failures") + " errors="
                + element.getAttribute("errors");
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
