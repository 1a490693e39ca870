package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Path;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the page of a build says at a glance: what decided, what to do, who can waive, what is new. */
@WithJenkins
class BuildSummaryTest {
    private static final String DELEGATED = """
        waiverRules:
          - {rules: ["CVE-*"], maxSeverity: high, maxDuration: 90d}
        """;

    @TempDir
    Path exports;

    private JenkinsRule jenkins;

    @BeforeEach
    void data(JenkinsRule rule) throws Exception {
        jenkins = rule;
        ExampleShop.configure(exports);
    }

    @Test
    void aFailureSaysWhatToUpdateAndWhoCanWaive() throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        FreeStyleProject project = ExampleShop.scanning(jenkins.createFreeStyleProject(), ExampleShop.vulnerable());

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        for (String url : new String[] {build.getUrl(), build.getUrl() + "container-gate/"}) {
            assertThat(text(url))
                    .contains("What to do")
                    .contains("update zlib1g to 1:1.3: clears 1 of 1 vulnerability")
                    .contains("Who can waive: only administrators");
        }
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", DELEGATED));
        assertThat(text(jenkins.buildAndAssertStatus(Result.FAILURE, project).getUrl()))
                .contains("a container-gate.yaml in the workspace: CVE-*, up to HIGH, for at most 90 days");
    }

    @Test
    void whatIsNewAndFixedIsToldSinceTheLastBuildThatDecided() throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        FreeStyleProject project = jenkins.createFreeStyleProject();
        ExampleShop.scanning(project, ExampleShop.fixed());
        FreeStyleBuild first = jenkins.buildAndAssertSuccess(project);
        project.getBuildersList().clear();
        ExampleShop.scanning(project, ExampleShop.vulnerable());
        FreeStyleBuild second = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        ContainerGateConfiguration.get().setVulnerabilityData(null);
        FreeStyleBuild undecided = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        ExampleShop.configure(exports);
        project.getBuildersList().clear();
        ExampleShop.scanning(project, ExampleShop.fixed());
        FreeStyleBuild last = jenkins.buildAndAssertSuccess(project);

        assertThat(text(first.getUrl())).doesNotContain("since build");
        assertThat(text(second.getUrl())).contains("1 new and 0 fixed since build 1");
        assertThat(text(undecided.getUrl())).doesNotContain("since build").contains("What to do");
        assertThat(text(last.getUrl()))
                .contains("0 new and 1 fixed since build 2")
                .doesNotContain("What to do");
        assertThat(JenkinsRule.getLog(first)).doesNotContain("since build");
        assertThat(JenkinsRule.getLog(second))
                .contains("compared: 1 new and 0 fixed since build 1; new: CRITICAL CVE-2023-45853 (zlib1g)");
        assertThat(JenkinsRule.getLog(last)).contains("compared: 0 new and 1 fixed since build 2; fixed: ");
        for (String report : List.of("report.html", "verdict.json", "report.sarif", "junit.xml")) {
            assertThat(report(second, report)).as(report).contains("1 new and 0 fixed since build 1; new: ");
            assertThat(report(undecided, report)).as(report).doesNotContain("since build");
        }
        JSONObject exported =
                jenkins.getJSON(second.getUrl() + "container-gate/api/json").getJSONObject();
        assertThat(exported.getJSONObject("comparison").getInt("newFindings")).isEqualTo(1);
        assertThat(exported.getJSONArray("steps").getString(0)).contains("update zlib1g");
        assertThat(exported.getString("whoCanWaive")).contains("administrators");
    }

    /** A check mark beside a failure said the opposite of the text. */
    @Test
    void theIconFollowsTheOutcome() throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
        FreeStyleProject project = ExampleShop.scanning(jenkins.createFreeStyleProject(), ExampleShop.vulnerable());

        FreeStyleBuild failed = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("warn", "fail"));
        FreeStyleBuild warned = jenkins.buildAndAssertStatus(Result.UNSTABLE, project);
        ContainerGateConfiguration.get().setVulnerabilityData(null);
        FreeStyleBuild undecided = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(failed.getAction(VerdictAction.class).getIconFileName()).startsWith("symbol-close-circle-outline");
        assertThat(warned.getAction(VerdictAction.class).getIconFileName()).startsWith("symbol-warning-outline");
        assertThat(undecided.getAction(VerdictAction.class).getIconFileName()).startsWith("symbol-help-circle-outline");
    }

    private String report(FreeStyleBuild build, String name) throws Exception {
        return jenkins.createWebClient()
                .goTo(build.getUrl() + "container-gate/report/" + name, null)
                .getWebResponse()
                .getContentAsString();
    }

    private String text(String url) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        HtmlPage page = client.goTo(url);
        return page.asNormalizedText();
    }
}
