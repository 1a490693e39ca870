package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.containergate.config.ArchivedReports;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The plugins that teams already use for results show ours, where they are installed. */
@WithJenkins
class ReadByOtherPluginsTest {
    private static final String SCAN_AND = """
        node {
          try {
            scanImage archive: 'shop.tar'
          } finally {
            unarchive mapping: ['container-gate/': '.']
            %s
          }
        }
        """;

    @TempDir
    Path exports;

    @Test
    void junitShowsWhatBlocksAsAFailedTest(JenkinsRule jenkins) throws Exception {
        assumeInstalled(jenkins, "junit");
        Run<?, ?> build = failing(jenkins, "junit 'container-gate/junit.xml'");

        JSONObject report =
                jenkins.getJSON(build.getUrl() + "testReport/api/json").getJSONObject();
        assertThat(report.getInt("failCount")).isEqualTo(1);
        JSONObject failed = objects(report.getJSONArray("suites")).stream()
                .flatMap(suite -> objects(suite.getJSONArray("cases")).stream())
                .filter(test -> test.getString("status").equals("REGRESSION")
                        || test.getString("status").equals("FAILED"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.getString("className")).isEqualTo("container-gate.vulnerabilities");
        assertThat(failed.getString("name")).contains("CRITICAL " + ExampleShop.CVE, "zlib");
        assertThat(failed.getString("errorStackTrace"))
                .contains("What to do:", "Decision: BLOCKED", "Brought by: layer 1 of 1, made by COPY at /history/0");
    }

    @Test
    void warningsShowsAFindingWithItsRuleSeverityAndPlace(JenkinsRule jenkins) throws Exception {
        assumeInstalled(jenkins, "warnings-ng");
        Run<?, ?> build = failing(
                jenkins, "recordIssues enabledForFailure: true, tool: sarif(pattern: 'container-gate/report.sarif')");

        jenkins.assertLogContains("-> found 1 file", build);
        List<JSONObject> issues = objects(jenkins.getJSON(build.getUrl() + "sarif/all/api/json")
                .getJSONObject()
                .getJSONArray("issues"));
        JSONObject issue = issues.stream()
                .filter(each -> each.getString("message").contains("overflow in zlib")
                        || each.getString("type").contains(ExampleShop.CVE))
                .findFirst()
                .orElseThrow(() -> new AssertionError(issues.toString()));
        assertThat(issue.getString("severity")).isEqualTo("HIGH");
        assertThat(issue.getString("type")).isEqualTo(ExampleShop.CVE);
        assertThat(issue.getString("message")).contains("zlib", "1:1.2.13.dfsg-1", "What to do");
        assertThat(issue.getString("fileName")).endsWith("var/lib/dpkg/status");
    }

    private static void assumeInstalled(JenkinsRule jenkins, String plugin) {
        assumeTrue(jenkins.jenkins.getPlugin(plugin) != null, "the plugin " + plugin + " is not installed");
    }

    private Run<?, ?> failing(JenkinsRule jenkins, String publish) throws Exception {
        ExampleShop.configure(exports);
        ArchivedReports archived = new ArchivedReports();
        archived.setSarif(true);
        archived.setJunit(true);
        ContainerGateConfiguration.get().setArchivedReports(archived);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        try (OutputStream out = workspace.child("shop.tar").write()) {
            out.write(ExampleShop.archive(ExampleShop.vulnerable()));
        }
        job.setDefinition(new CpsFlowDefinition(SCAN_AND.formatted(publish), true));
        return jenkins.buildAndAssertStatus(Result.FAILURE, job);
    }

    private static List<JSONObject> objects(JSONArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJSONObject).toList();
    }
}
