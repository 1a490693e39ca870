package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import hudson.model.Result;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictColumn;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.json.JSONObject;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class VerdictPagesTest {
    @Test
    void theBuildPageSaysWhatHappenedAndWhy(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20));

        String page = page(jenkins, build.getUrl()).asNormalizedText();

        assertThat(page)
                .contains("FAIL")
                .contains("registry.example.org/shop/app:1.4")
                .contains("1 CRITICAL more than allowed")
                .contains("vulnerabilities: FAIL (1 critical,");
    }

    @Test
    void theFindingsArePagedSortedAndFilteredOnTheServer(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(1_000));
        String url = build.getUrl() + "container-gate/";

        assertThat(page(jenkins, url).asNormalizedText())
                .contains("1,002 findings")
                .contains("Page 1 of 21")
                .contains("CVE-2026-10000")
                .contains("osv 1.7.0, data of 2026-11-20T00:00:00Z")
                .contains("org, folder, workspace")
                .contains("the waiver of CVE-2020-1 by payments covers nothing");
        assertThat(page(jenkins, url + "?severity=HIGH&decision=WAIVED&sort=rule&order=desc")
                        .asNormalizedText())
                .contains("of 1,002 findings")
                .doesNotContain("CRITICAL\t");
        assertThat(page(jenkins, url + "?text=no-such-package").asNormalizedText())
                .contains("0 of 1,002 findings");
    }

    @Test
    void findingsAreGroupedAndAGroupOpensToItsFindings(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(1_000));
        String url = build.getUrl() + "container-gate/";

        for (String grouping : List.of("package", "rule", "layer", "path")) {
            HtmlPage page = page(jenkins, url + "?group=" + grouping);
            assertThat(page.getByXPath("//ul[@class='container-gate-groups']/li/details"))
                    .as(grouping)
                    .isNotEmpty();
            assertThat(page.asNormalizedText())
                    .as(grouping)
                    .contains("1,002 findings")
                    .contains("groups");
        }
        HtmlPage page = page(jenkins, url + "?group=package&severity=CRITICAL");
        assertThat(page.asNormalizedText())
                .contains("package-0 1.0")
                .contains("1 critical")
                .contains("1 blocked");
        HtmlPage opened = page.getAnchorByText("Show this finding as a table").click();
        assertThat(opened.asNormalizedText()).contains("CVE-2026-10000").contains("1 of 1,002 findings");
        assertThat(opened.getAnchorByText("All groups").getHrefAttribute()).contains("group=package");
    }

    @Test
    void whatIsShownIsExportedAndNothingInItIsAFormula(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(1_000));
        String url = build.getUrl() + "container-gate/?severity=HIGH";

        String csv = page(jenkins, url)
                .getAnchorByText("Export as CSV")
                .click()
                .getWebResponse()
                .getContentAsString();

        assertThat(csv.lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("\"HIGH\",\""))
                .hasSizeLessThan(1_000);
        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("\"severity\",\"rule\"");
    }

    @Test
    void aFindingLeadsToItsAdvisoryAndToTheTextOfAWaiver(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20));

        HtmlPage blocked = page(jenkins, build.getUrl() + "container-gate/finding/1/");
        assertThat(blocked.getAnchorByText("NVD").getHrefAttribute())
                .isEqualTo("https://nvd.nist.gov/vuln/detail/CVE-2026-10000");
        assertThat(blocked.getAnchorByText("Debian").getHrefAttribute())
                .isEqualTo("https://security-tracker.debian.org/tracker/CVE-2026-10000");
        String waiver = blocked.getElementById("container-gate-waiver").getTextContent();
        assertThat(PolicyParser.check("page", "page", waiver).problems()).isEmpty();
        assertThat(waiver).contains("rule: CVE-2026-10000", "fingerprint: ", "expires: 2027-02-22");

        HtmlPage rule = page(jenkins, build.getUrl() + "container-gate/finding/21/");
        assertThat(rule.getAnchorByText("container-gate").getHrefAttribute()).endsWith("docs/rules/non-root-user.md");
    }

    @Test
    void twentyThousandFindingsAreShown(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20_000));

        String page = page(jenkins, build.getUrl() + "container-gate/?page=400").asNormalizedText();

        assertThat(page).contains("Page 400 of 401");
        assertThat(record(build) - record(build(jenkins.createFreeStyleProject(), Verdicts.failing(1))))
                .as("the record of a build does not grow with the findings")
                .isLessThan(100);
    }

    @Test
    void aFindingHasAPageThatExplainsIt(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20));

        HtmlPage page = page(jenkins, build.getUrl() + "container-gate/finding/1/");

        assertThat(page.asNormalizedText())
                .contains("CVE-2026-10000")
                .contains("BLOCKED")
                .contains("org: vulnerabilities.max.critical=0")
                .contains("pkg:deb/debian/package-0@1.0?arch=amd64")
                .contains("known exploited vulnerabilities")
                .contains("listed by CISA since 2026-03-01, due by 2026-03-22, used in ransomware campaigns")
                .contains("layer 1 of 2, made by RUN apt-get at /history/2")
                .contains("12.3 %");
        assertThat(page.getAnchors().stream().map(anchor -> anchor.getHrefAttribute()))
                .contains("https://security-tracker.debian.org/tracker/CVE-2026-10000")
                .noneMatch(href -> href.startsWith("javascript:"));
    }

    @Test
    void reportsAreWrittenFromWhatIsKeptAndNothingInThemRuns(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.hostile());
        String verdict = build.getUrl() + "container-gate/";

        assertThat(page(jenkins, verdict).getAnchors().stream().map(anchor -> anchor.getHrefAttribute()))
                .contains("report/report.html/", "report/report.sarif/", "report/junit.xml/", "report/verdict.json/")
                // they need the packages, which a build does not keep
                .doesNotContain("report/copa.json", "report/sbom.cdx.json");
        for (String name : List.of("report.html", "report.sarif", "junit.xml", "verdict.json")) {
            WebResponse report = jenkins.createWebClient()
                    .goTo(verdict + "report/" + name + "/", null)
                    .getWebResponse();
            assertThat(report.getResponseHeaderValue("Content-Security-Policy"))
                    .startsWith("sandbox; default-src 'none'");
            assertThat(report.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(report.getContentAsString()).as(name).contains("hardening");
        }
        jenkins.createWebClient().assertFails(verdict + "report/sbom.cdx.json/", 404);
        jenkins.createWebClient().assertFails(verdict + "report/copa.json/", 404);
        jenkins.createWebClient().assertFails(verdict + "report/x/", 404);
    }

    @Test
    void aFindingThatDoesNotExistIsNotFound(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20));

        jenkins.createWebClient().assertFails(build.getUrl() + "container-gate/finding/23/", 404);
        jenkins.createWebClient().assertFails(build.getUrl() + "container-gate/finding/x/", 404);
    }

    @Test
    void nothingHostileBecomesMarkup(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild build = build(project, Verdicts.hostile());

        for (String url : new String[] {
            build.getUrl(),
            build.getUrl() + "container-gate/",
            build.getUrl() + "container-gate/?text=<script>alert(1)</script>&layer=\"'><script>alert(2)</script>",
            build.getUrl() + "container-gate/?group=path",
            build.getUrl() + "container-gate/?group=rule&key=<script>alert(3)</script>",
            build.getUrl() + "container-gate/finding/1/",
            project.getUrl(),
            project.getUrl() + "container-gate/"
        }) {
            HtmlPage page = page(jenkins, url);
            for (DomElement script : page.getElementsByTagName("script")) {
                assertThat(script.getTextContent()).as(url).doesNotContain("alert(");
            }
            assertThat(page.getByXPath("//*[@onmouseover]")).as(url).isEmpty();
            assertThat(page.getByXPath("//*[@style][starts-with(@class,'container-gate')]"))
                    .as(url)
                    .isEmpty();
        }
    }

    @Test
    void theTrendShowsBuildsThatTheGateFailed(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        build(project, Verdicts.failing(20));
        build(project, Verdicts.failing(40));
        build(project, Verdicts.undecided());

        HtmlPage jobPage = page(jenkins, project.getUrl());
        HtmlPage trend = page(jenkins, project.getUrl() + "container-gate/");

        assertThat(jobPage.getByXPath("//*[local-name()='svg'][contains(@class,'container-gate-chart')]"))
                .hasSize(1);
        assertThat(trend.getByXPath(
                        "//*[local-name()='svg'][contains(@class,'container-gate-chart')]//*[local-name()='a']"))
                .hasSize(3);
        assertThat(trend.asNormalizedText())
                .contains("#1")
                .contains("#2")
                .contains("#3")
                .contains("ERROR");
    }

    @Test
    void theTrendLeadsToBuildsAndShowsOneSeverityGateOrRange(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        for (int i = 0; i < 12; i++) {
            build(project, Verdicts.failing(20 + i));
        }
        String url = project.getUrl() + "container-gate/";

        HtmlPage trend = page(jenkins, url);
        assertThat(trend.<DomElement>getByXPath("//*[local-name()='svg']//*[local-name()='a']"))
                .hasSize(12)
                .first()
                .satisfies(bar -> assertThat(bar.getAttribute("href")).endsWith("/1/container-gate/"));
        assertThat(trend.getByXPath("//*[local-name()='svg']//*[local-name()='text']"))
                .as("an axis with numbers")
                .hasSizeGreaterThan(4);
        assertThat(page(jenkins, url + "?builds=10").getByXPath("//*[local-name()='svg']//*[local-name()='a']"))
                .hasSize(10);
        assertThat(page(jenkins, url + "?severity=CRITICAL")
                        .getByXPath("//*[local-name()='rect'][@class='critical' or @class='high']"))
                .hasSize(12);
        assertThat(page(jenkins, url + "?gate=hardening").asNormalizedText()).contains("WARN");
        HtmlPage changes = trend.getAnchorByText("new and fixed").click();
        assertThat(changes.asNormalizedText()).containsPattern("new\\s+fixed");
        assertThat(changes.<DomElement>getByXPath("//*[local-name()='svg']//*[local-name()='a']"))
                .last()
                .satisfies(bar -> assertThat(bar.getAttribute("aria-label"))
                        .isEqualTo("Build 12: FAIL, not compared with another build"));
        assertThat(page(jenkins, url + "?gate=x&severity=y&builds=z").asNormalizedText())
                .contains("#12");
    }

    @Test
    void aListOfJobsCanHaveAColumnWithTheLastOutcome(JenkinsRule jenkins) throws Exception {
        FreeStyleProject failing = jenkins.createFreeStyleProject("failing");
        build(failing, Verdicts.failing(20));
        jenkins.createFreeStyleProject("never-built");
        ListView view = new ListView("gates", jenkins.jenkins);
        view.setIncludeRegex(".*");
        view.getColumns().add(new VerdictColumn());
        jenkins.jenkins.addView(view);

        HtmlPage page = page(jenkins, "view/gates/");

        assertThat(page.asNormalizedText())
                .contains("Container gate")
                .contains("FAIL")
                .contains("1 critical");
        assertThat(page.getAnchors().stream().map(anchor -> anchor.getHrefAttribute()))
                .anyMatch(href -> href.endsWith("job/failing/1/container-gate/"));
    }

    @Test
    void aBuildThatStillRunsDoesNotHideTheOutcomeOfTheOneBefore(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        build(project, Verdicts.failing(20));
        VerdictColumn column = new VerdictColumn();
        AtomicInteger shown = new AtomicInteger();
        project.getBuildersList()
                .add(TestBuilder.of((build, launcher, listener) ->
                        shown.set(column.last(project).getNumber())));

        project.scheduleBuild2(0).get();

        assertThat(shown).hasValue(1);
        assertThat(column.last(project).getNumber()).isEqualTo(2);
    }

    @Test
    void aJobThatNeverAskedAGateHasNoTrend(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        jenkins.buildAndAssertSuccess(project);

        jenkins.createWebClient().assertFails(project.getUrl() + "container-gate/", 404);
    }

    @Test
    void scriptsReadTheVerdictThroughTheRemoteApi(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild build = build(project, Verdicts.failing(20));

        JSONObject verdict =
                jenkins.getJSON(build.getUrl() + "container-gate/api/json").getJSONObject();
        JSONObject trend =
                jenkins.getJSON(project.getUrl() + "container-gate/api/json").getJSONObject();
        JSONObject whole = jenkins.getJSON(build.getUrl() + "api/json").getJSONObject();

        assertThat(verdict.getString("outcome")).isEqualTo("FAIL");
        assertThat(verdict.getBoolean("passed")).isFalse();
        assertThat(verdict.getJSONObject("counts").getInt("critical")).isEqualTo(1);
        assertThat(verdict.getString("digest")).startsWith("sha256:");
        assertThat(verdict.getString("url")).isEqualTo(jenkins.getURL() + build.getUrl() + "container-gate/");
        assertThat(trend.getJSONArray("builds").getJSONObject(0).getString("outcome"))
                .isEqualTo("FAIL");
        JSONObject among = verdictAmongActions(whole);
        assertThat(List.of(verdict, among)).allSatisfy(each -> {
            JSONObject gate = each.getJSONArray("gates").getJSONObject(0);
            assertThat(gate.getString("gate")).isEqualTo("vulnerabilities");
            assertThat(gate.getString("outcome")).isEqualTo("FAIL");
            assertThat(gate.getJSONObject("counts").getInt("critical")).isEqualTo(1);
        });
        String report = (String) verdict.getJSONArray("reports").get(0);
        assertThat(jenkins.createWebClient()
                        .getPage(new URL(report))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(verdict.getJSONArray("reports").toString()).contains("/report/verdict.json");
    }

    private static JSONObject verdictAmongActions(JSONObject build) {
        for (Object action : build.getJSONArray("actions")) {
            if (action instanceof JSONObject object && object.containsKey("policyDigest")) {
                return object;
            }
        }
        throw new AssertionError(build);
    }

    @Test
    void findingsThatAreGoneAreToldAndTheOutcomeStands(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject(), Verdicts.failing(20));
        Path findings = build.getRootDir().toPath().resolve("container-gate/1.json.gz");
        Files.delete(findings);

        assertThat(page(jenkins, build.getUrl() + "container-gate/").asNormalizedText())
                .contains("are gone")
                .contains("FAIL");
        for (String address : List.of("export", "report/report.html/")) {
            JenkinsRule.WebClient client = jenkins.createWebClient();
            client.setThrowExceptionOnFailingStatusCode(false);
            WebResponse answer = client.goTo(build.getUrl() + "container-gate/" + address, null)
                    .getWebResponse();
            assertThat(answer.getStatusCode()).as(address).isEqualTo(404);
            assertThat(answer.getContentType()).isEqualTo("text/plain");
            assertThat(answer.getContentAsString()).contains("are gone").doesNotContain("GateException");
        }

        Files.writeString(findings, "not gzip");
        assertThat(page(jenkins, build.getUrl() + "container-gate/").asNormalizedText())
                .contains("cannot be read");
    }

    @Test
    void severalVerdictsOfOneBuildEachHaveAPageAndShareASummary(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        FreeStyleBuild build = build(project, Verdicts.failing(20), Verdicts.passing());

        HtmlPage summary = page(jenkins, build.getUrl());
        assertThat(summary.getByXPath("//section[@class='container-gate-verdict']"))
                .hasSize(2);
        assertThat(summary.asNormalizedText())
                .contains("Container gate: vulnerabilities, hardening")
                .contains("app:1.4")
                .contains("app:1.5");
        assertThat(summary.getByXPath("//*[@id='side-panel' or @id='tasks']//a[contains(@href,'container-gate')]"))
                .as("one entry in the menu, however many verdicts")
                .hasSize(1);
        assertThat(findings(page(jenkins, build.getUrl() + "container-gate/"))).isEqualTo(22);
        HtmlPage second = page(jenkins, build.getUrl() + "container-gate-2/");
        assertThat(second.asNormalizedText())
                .as("nothing to filter")
                .contains("PASS")
                .doesNotContainPattern("\\d findings");
        assertThat(second.getAnchors().stream().map(anchor -> anchor.getHrefAttribute()))
                .contains("../container-gate/", "../container-gate-2/");
    }

    @Test
    void anErrorIsSaidAsTheReasonAndOfItsGateWithWhatToDoOnce(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = build(jenkins.createFreeStyleProject("shop"), Verdicts.undecided());

        String page = page(jenkins, build.getUrl() + "container-gate/").asNormalizedText();

        assertThat(page.split("the scanner is down", -1)).hasSize(3);
        assertThat(page.split("start it and retry", -1)).hasSize(2);
    }

    private static int findings(HtmlPage page) {
        Matcher status = Pattern.compile("(\\d+) findings").matcher(page.asNormalizedText());
        assertThat(status.find()).isTrue();
        return Integer.parseInt(status.group(1));
    }

    static FreeStyleBuild build(FreeStyleProject project, Verdict... verdicts) throws Exception {
        project.getBuildersList().clear();
        project.getBuildersList().add(TestBuilder.of((build, launcher, listener) -> {
            boolean passed = true;
            for (int i = 0; i < verdicts.length; i++) {
                VerdictFile.of(build, i + 1).write(verdicts[i]);
                build.addAction(new VerdictAction(i + 1, verdicts[i], Optional.empty()));
                passed &= verdicts[i].outcome() == Outcome.PASS;
            }
            if (!passed) {
                build.setResult(Result.FAILURE);
            }
        }));
        return project.scheduleBuild2(0).get();
    }

    private static long record(FreeStyleBuild build) throws Exception {
        return Files.size(build.getRootDir().toPath().resolve("build.xml"));
    }

    private static HtmlPage page(JenkinsRule jenkins, String url) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        return client.goTo(url);
    }
}
