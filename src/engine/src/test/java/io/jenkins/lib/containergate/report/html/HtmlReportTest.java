package io.jenkins.lib.containergate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.XmlDocuments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    @Test
    void theDecisiveReasonAndTheDigestStandAtTheTop() throws Exception {
        Element header = elements(page(ExampleVerdicts.mixed()), "header").get(0);
        assertThat(header.getTextContent())
                .contains("FAIL", "registry.example:5000/shop/web:1.4", ExampleVerdicts.IMAGE.toString(), "linux/amd64")
                .contains("CVE-2021-44228 in log4j-core 2.14.1; 1 not decided in secrets");
    }

    @Test
    void theContentSecurityPolicyAllowsThisStyleAndNothingElse() throws Exception {
        Document page = page(ExampleVerdicts.mixed());
        String style = elements(page, "style").get(0).getTextContent();
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(elements(page, "meta"))
                .anySatisfy(meta -> assertThat(meta.getAttribute("content"))
                        .isEqualTo("default-src 'none'; style-src 'sha256-" + hash
                                + "'; base-uri 'none'; form-action 'none'"));
        assertThat(elements(page, "*"))
                .allSatisfy(element -> assertThat(element.hasAttribute("style")).isFalse());
    }

    @Test
    void everyFindingIsExplained() throws Exception {
        Element finding = findings(page(ExampleVerdicts.mixed())).get(0);
        assertThat(finding.getTextContent())
                .contains("CVE-2021-44228", "Remote code injection in Log4j", "known exploited", "blocked")
                .contains("update log4j-core to 2.15.0")
                .contains("org: vulnerabilities.max.critical=0")
                .contains("app/shop.war!/WEB-INF/lib/log4j-core-2.14.1.jar", ExampleVerdicts.APP_LAYER.toString())
                .contains("GHSA-jfh8-c2jp-5v3q", "EPSS 97.6 %", "2021-12-10 00:00 UTC");
        assertThat(elements(finding, "a"))
                .extracting(a -> a.getAttribute("href"))
                .containsExactly(
                        "https://nvd.nist.gov/vuln/detail/CVE-2021-44228",
                        "https://logging.apache.org/log4j/2.x/security.html");
    }

    @Test
    void findingsAreGroupedByGateAndSeverityAndFoldedUntilThereIsSomethingToDo() throws Exception {
        Document page = page(ExampleVerdicts.mixed());
        assertThat(elements(page, "h2"))
                .extracting(Element::getTextContent)
                .containsExactly("Gates", "Vulnerabilities FAIL", "Hardening WARN", "Secrets ERROR", "Notes", "Policy");
        assertThat(elements(page, "h3"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "Critical 1", "High 1", "Medium 1", "Low 0 (1 excepted)", "Unknown 0 (1 excepted)", "High 1");
        assertThat(groups(page))
                .extracting(group -> group.hasAttribute("open"))
                .containsExactly(true, true, false, false, false, true);
        assertThat(findings(page)).noneMatch(finding -> finding.hasAttribute("open"));
    }

    @Test
    void whatCouldNotBeDecidedComesFirstAndOpen() throws Exception {
        Document page = page(ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()));
        assertThat(elements(page, "h3")).extracting(Element::getTextContent).containsExactly("Could not be decided 1");
        assertThat(groups(page).get(0).hasAttribute("open")).isTrue();
        assertThat(page.getDocumentElement().getTextContent())
                .contains("What to do: update the database, or waive this rule");
    }

    @Test
    void theHeadSaysWhatToDoAndOneUpdateThatClearsSeveralVulnerabilitiesOnce() throws Exception {
        Document page = page(ExampleVerdicts.failing());
        assertThat(elements(page, "header").get(0).getTextContent())
                .contains("What to do:", "update log4j-core to 2.15.0: clears 1 of 1 vulnerability");
        assertThat(elements(page(ExampleVerdicts.passing()), "header").get(0).getTextContent())
                .doesNotContain("What to do:");
    }

    @Test
    void whatARuleRequiresDoesNotReadAsWhatIs() throws Exception {
        Document page = page(ExampleVerdicts.mixed());
        assertThat(findings(page))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.contains("required: The container runs as root"));
    }

    @Test
    void theVectorHasItsScoreBesideIt() throws Exception {
        assertThat(findings(page(ExampleVerdicts.mixed())).get(0).getTextContent())
                .containsPattern("CVSS\\s*\\d+\\.\\d CVSS:3\\.1/");
    }

    @Test
    void notesPolicyLayersAndDatabaseAgeAreShown() throws Exception {
        assertThat(page(ExampleVerdicts.mixed()).getDocumentElement().getTextContent())
                .contains("folder: waiver of CVE-2020-1 (owner payments) matched nothing")
                .contains("orgfolderstep", ExampleVerdicts.POLICY.digest().toString())
                .contains("Source: osv 1. Database of 2026-07-01 03:12 UTC, 9 hours before this verdict.");
    }

    @Test
    void theTableOfGatesHasHeadersForBothDirections() throws Exception {
        Document page = page(ExampleVerdicts.mixed());
        assertThat(elements(page, "th"))
                .extracting(th -> th.getAttribute("scope"))
                .containsOnly("col", "row")
                .hasSize(9 + 3);
        assertThat(elements(page, "caption")).hasSize(1);
    }

    @Test
    void whatIsExceptedIsCountedApart() throws Exception {
        Element row = elements(page(ExampleVerdicts.mixed()), "tbody").get(0);
        assertThat(elements(row, "td"))
                .extracting(Element::getTextContent)
                .startsWith("FAIL", "1", "1", "1", "0", "0", "2", "1");
    }

    @Test
    void aRowWithoutAPackageSaysWhereItIsBeforeItIsOpened() throws Exception {
        Element hardening = findings(page(ExampleVerdicts.mixed())).get(5);
        assertThat(elements(hardening, "summary").get(0).getTextContent()).contains("image configuration#/config/User");
    }

    @Test
    void aGateWithoutFindingsSaysSoOnce() throws Exception {
        assertThat(page(ExampleVerdicts.passing()).getDocumentElement().getTextContent())
                .doesNotContain("No findings.");
    }

    @Test
    void anAddressThatIsNoWebAddressIsTextAndNotALink() throws Exception {
        VulnerabilityFinding found = ExampleVerdicts.log4Shell();
        VulnerabilityFinding lure = new VulnerabilityFinding(
                found.rule(),
                found.aliases(),
                found.severity(),
                found.cvss(),
                "<script>alert('title')</script>\u202E",
                found.affected(),
                found.exploitation(),
                found.location(),
                List.of("javascript:alert(1)", "https://nvd.nist.gov@evil.example/"));
        Document page = page(verdict(List.of(new DecidedFinding(lure, Decision.BLOCKED, "org"))));

        assertThat(elements(findings(page).get(0), "a")).isEmpty();
        assertThat(elements(page, "script")).isEmpty();
        assertThat(findings(page).get(0).getTextContent())
                .contains("javascript:alert(1)")
                .contains("<script>alert('title')</script>\\u{202E}");
    }

    @Test
    void manyFindingsAreAllThereAndLaidOutOnlyWhenOnTheScreen() throws Exception {
        List<DecidedFinding> many = new ArrayList<>();
        IntStream.range(0, 5_000)
                .forEach(i -> many.add(new DecidedFinding(
                        ExampleVerdicts.libssl("CVE-2024-" + i, Severity.LOW), Decision.ALLOWED, "org: no limit")));
        many.add(new DecidedFinding(
                ExampleVerdicts.libssl("CVE-2024-9999", Severity.LOW), Decision.BLOCKED, "org: max.low=0"));
        Document page = page(verdict(many));

        assertThat(findings(page)).hasSize(5_001);
        assertThat(findings(page).get(0).getTextContent()).contains("CVE-2024-9999", "blocked");
        assertThat(elements(page, "ul"))
                .anyMatch(list -> list.getAttribute("class").contains("many"));
    }

    @Test
    void allTextDataIsBounded() throws Exception {
        VulnerabilityFinding found = ExampleVerdicts.libssl("CVE-1", Severity.LOW);
        VulnerabilityFinding endless = new VulnerabilityFinding(
                found.rule(),
                List.of(),
                found.severity(),
                found.cvss(),
                "x".repeat(1_000_000),
                found.affected(),
                found.exploitation(),
                found.location(),
                Collections.nCopies(10_000, "https://example.org/" + "y".repeat(2_000)));
        String html = Rendered.text(
                new HtmlReport(Rendered.TOOL), verdict(List.of(new DecidedFinding(endless, Decision.BLOCKED, "org"))));
        assertThat(html).hasSizeLessThan(150_000).contains("and 9980 more in verdict.json");
    }

    private static Verdict verdict(List<DecidedFinding> findings) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(
                        GateName.VULNERABILITIES,
                        Outcome.FAIL,
                        "too many",
                        Optional.empty(),
                        Optional.empty(),
                        findings)),
                List.of());
    }

    private static Document page(Verdict verdict) throws Exception {
        return XmlDocuments.parse(Rendered.text(new HtmlReport(Rendered.TOOL), verdict));
    }

    private static List<Element> groups(Document page) {
        return details(page, "group");
    }

    private static List<Element> findings(Document page) {
        return details(page, "finding");
    }

    private static List<Element> details(Document page, String cssClass) {
        return elements(page, "details").stream()
                .filter(details -> details.getAttribute("class").startsWith(cssClass))
                .toList();
    }

    private static List<Element> elements(Document page, String name) {
        return list(page.getElementsByTagName(name));
    }

    private static List<Element> elements(Element parent, String name) {
        return list(parent.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
