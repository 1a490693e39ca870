package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.lib.containergate.testkit.peer.Axe;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** axe finds nothing to object to in what the plugin adds to the pages of Jenkins. */
@Tag("peers")
@WithJenkins
class AccessiblePagesTest {
    private static final String PAGE = "container-gate/";
    /** Colours of two components of Jenkins itself, which the page of a verdict uses as they are. */
    private static final String OF_JENKINS = "color-contrast at .jenkins-app-bar__subtitle | .jenkins-alert";
    /** Jenkins does not connect a field with its name: ours say it themselves. */
    private static final String OUR_FIELDS = "form[name=trial] [name=scope], form[name=trial] [name=verdict],"
            + " .jenkins-input[name=\"_.name\"], .jenkins-input[name=\"_.roleArn\"], select[name=\"_.awsScanner\"]";

    @TempDir
    private Path directory;

    @Test
    void whatIsOursOnThePagesIsAccessible(JenkinsRule jenkins) throws Exception {
        Axe axe = Axe.fetched();
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild build = VerdictPagesTest.build(project, Verdicts.failing(20));

        Map<String, String> objections = new LinkedHashMap<>();
        for (String page : List.of(
                build.getUrl() + PAGE,
                build.getUrl() + PAGE + "?group=package",
                build.getUrl() + PAGE + "finding/1/",
                project.getUrl() + PAGE,
                PAGE)) {
            objections.put(page, axe.objections(html(jenkins, page), "#main-panel", false, directory));
        }
        for (String form : List.of("manage/container-gate-policy/", "manage/configureSecurity/")) {
            objections.put(form, axe.objections(html(jenkins, form), OUR_FIELDS, false, directory));
        }

        assertThat(objections.values())
                .as(objections.toString())
                .allMatch(each -> each.isEmpty() || each.equals(OF_JENKINS));
    }

    /** As a browser gets it; what it names is still loaded from Jenkins. */
    private static String html(JenkinsRule jenkins, String page) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        URI root = jenkins.getURL().toURI();
        return client.goTo(page)
                .getWebResponse()
                .getContentAsString()
                .replaceAll("(href|src)=([\"'])/", "$1=$2" + root.getScheme() + "://" + root.getAuthority() + "/");
    }
}
