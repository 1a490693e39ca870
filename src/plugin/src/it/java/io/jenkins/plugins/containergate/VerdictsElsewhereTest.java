package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import hudson.plugins.view.dashboard.Dashboard;
import io.jenkins.plugins.containergate.ui.Verdicts;
import io.jenkins.plugins.containergate.ui.integration.VerdictPortlet;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Verdicts in what other plugins show: macros and dashboards. */
@WithJenkins
class VerdictsElsewhereTest {
    private static String expanded(FreeStyleBuild build, String text) throws Exception {
        return TokenMacro.expandAll(build, build.getWorkspace(), TaskListener.NULL, text);
    }

    @Test
    void aMacroSaysWhatTheGatesOfABuildCameTo(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = VerdictPagesTest.build(
                jenkins.createFreeStyleProject("shop"), Verdicts.failing(20), Verdicts.passing());

        assertThat(expanded(build, "${CONTAINER_GATE}").lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Container gate: vulnerabilities, hardening: FAIL: registry.example.org"),
                        second -> assertThat(second).startsWith("Container gate: vulnerabilities: PASS: "));
        assertThat(expanded(build, "${CONTAINER_GATE, show=\"outcome\"}")).isEqualTo("FAIL");
        assertThat(expanded(build, "${CONTAINER_GATE, show=\"findings\"}")).isEqualTo("13");
        assertThat(expanded(build, "${CONTAINER_GATE, show=\"critical\"}")).isEqualTo("1");
        assertThat(expanded(build, "${CONTAINER_GATE, show=\"outcome\", gate=\"hardening\"}"))
                .isEqualTo("WARN");
        assertThat(expanded(build, "${CONTAINER_GATE, gate=\"hardening\"}").lines())
                .singleElement()
                .asString()
                .startsWith("Container gate: hardening: WARN: registry.example.org");
        assertThat(expanded(build, "${CONTAINER_GATE, show=\"url\"}").lines())
                .allMatch(line -> line.contains("job/shop/1/container-gate"))
                .hasSize(2);
    }

    @Test
    void aBuildWithoutTheGateIsNeverANumberOrAPass(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild none = jenkins.buildAndAssertSuccess(project);
        FreeStyleBuild other = VerdictPagesTest.build(project, Verdicts.passing());

        for (String show : List.of("summary", "outcome", "findings", "critical", "url")) {
            String macro = "${CONTAINER_GATE, show=\"" + show + "\", gate=\"secrets\"}";
            assertThat(expanded(none, macro)).isEqualTo("no gate ran");
            assertThat(expanded(other, macro)).isEqualTo("no gate ran");
        }
        assertThatThrownBy(() -> expanded(none, "${CONTAINER_GATE, show=\"color\"}"))
                .isInstanceOf(MacroEvaluationException.class)
                .hasStackTraceContaining("color");
        assertThatThrownBy(() -> expanded(other, "${CONTAINER_GATE, gate=\"everything\"}"))
                .isInstanceOf(MacroEvaluationException.class)
                .hasStackTraceContaining("everything");
    }

    @Test
    void whatAnImageIsCalledIsEscapedForHtml(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = VerdictPagesTest.build(jenkins.createFreeStyleProject("shop"), Verdicts.hostile());

        assertThat(expanded(build, "${CONTAINER_GATE, escapeHtml=true}"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aDashboardShowsTheLastVerdictsOfItsJobs(JenkinsRule jenkins) throws Exception {
        VerdictPagesTest.build(jenkins.createFreeStyleProject("shop"), Verdicts.failing(20));
        VerdictPagesTest.build(jenkins.createFreeStyleProject("elsewhere"), Verdicts.failing(20));
        Dashboard dashboard = new Dashboard("house");
        dashboard.setTopPortlets(List.of(new VerdictPortlet("What the gates say")));
        jenkins.jenkins.addView(dashboard);
        dashboard.add(jenkins.jenkins.getItem("shop"));

        HtmlPage page = jenkins.createWebClient().goTo("view/house/");

        assertThat(page.asNormalizedText())
                .contains("What the gates say")
                .contains("1 of 1 job: the last verdict did not pass")
                .contains("shop #1")
                .doesNotContain("elsewhere #1");
        assertThat(jenkins.createWebClient().goTo("view/house/topPortlets/0/").asNormalizedText())
                .contains("shop #1");
        jenkins.configRoundtrip(dashboard);
        assertThat(dashboard.getTopPortlets())
                .singleElement()
                .satisfies(portlet -> assertThat(portlet.getName()).isEqualTo("What the gates say"));
    }
}
