package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Anonymous, a reader, someone who configures jobs, someone who may read the system, and an administrator. */
@WithJenkins
class PermissionsTest {
    private static final String OPTIONS = "descriptorByName/io.jenkins.plugins.containergate.steps.ScanImageStep/";
    private static final String CONFIG = "descriptorByName/io.jenkins.plugins.containergate.config.";

    @Test
    void verdictsAreSeenByThoseWhoSeeTheJob(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild build = VerdictPagesTest.build(project, Verdicts.failing(5));

        for (String page : List.of("container-gate/", "container-gate/finding/1/", "container-gate/api/json")) {
            assertThat(get(jenkins, null, build.getUrl() + page)).isIn(403, 404);
            assertThat(get(jenkins, "stranger", build.getUrl() + page)).isEqualTo(404);
            assertThat(get(jenkins, "reader", build.getUrl() + page)).isEqualTo(200);
            assertThat(get(jenkins, "configurer", build.getUrl() + page)).isEqualTo(200);
            assertThat(get(jenkins, "admin", build.getUrl() + page)).isEqualTo(200);
        }
        assertThat(get(jenkins, "stranger", project.getUrl() + "container-gate/"))
                .isEqualTo(404);
        assertThat(get(jenkins, "reader", project.getUrl() + "container-gate/")).isEqualTo(200);
    }

    @Test
    void onlyAnAdministratorReachesOutToAServer(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        String test = CONFIG + "TrivyServer/testConnection?url=http://127.0.0.1:1&tokenCredentialsId=";

        assertThat(post(jenkins, null, test).getStatusCode()).isEqualTo(403);
        for (String user : List.of("reader", "configurer", "auditor")) {
            assertThat(post(jenkins, user, test).getStatusCode()).as(user).isEqualTo(403);
        }
        assertThat(post(jenkins, "admin", test).getContentAsString()).contains("No answer");
        assertThat(get(jenkins, "admin", test)).as("only POST").isEqualTo(404);
    }

    @Test
    void aTestOfAConnectionTakesNoOtherSchemes(JenkinsRule jenkins) throws Exception {
        secure(jenkins);

        for (String url : List.of("file:///etc/passwd", "ftp://x", "http://user:pw@host", "//host", "")) {
            assertThat(post(jenkins, "admin", CONFIG + "TrivyServer/testConnection?url=" + url + "&tokenCredentialsId=")
                            .getContentAsString())
                    .as(url)
                    .contains("An http or https address");
        }
    }

    @Test
    void namesOfTheOrganisationAreShownToThoseWhoConfigureJobs(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        ContainerGateConfiguration.get().setTrivyServers(List.of(new TrivyServer("central", "https://t.example")));
        jenkins.createFreeStyleProject("shop");
        String fill = OPTIONS + "fillTrivyServerItems?trivyServer=";

        assertThat(post(jenkins, "reader", "job/shop/" + fill).getContentAsString())
                .doesNotContain("central");
        assertThat(post(jenkins, "configurer", "job/shop/" + fill).getContentAsString())
                .contains("central");
        assertThat(post(jenkins, "configurer", fill).getContentAsString()).doesNotContain("central");
        assertThat(post(jenkins, "admin", fill).getContentAsString()).contains("central");
    }

    @Test
    void credentialsAreListedOnlyForThoseWhoMayUseThem(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry-login", "", "robot", "a password of the registry"));
        jenkins.createFreeStyleProject("shop");
        String fill = OPTIONS + "fillRegistryCredentialsIdItems?registryCredentialsId=";

        assertThat(post(jenkins, "reader", "job/shop/" + fill).getContentAsString())
                .doesNotContain("registry-login");
        assertThat(post(jenkins, "configurer", "job/shop/" + fill).getContentAsString())
                .contains("registry-login");
        assertThat(post(jenkins, "configurer", CONFIG + "RegistryCredentials/fillCredentialsIdItems?credentialsId=")
                        .getContentAsString())
                .doesNotContain("registry-login");
        assertThat(post(jenkins, "admin", CONFIG + "RegistryCredentials/fillCredentialsIdItems?credentialsId=")
                        .getContentAsString())
                .contains("registry-login");
    }

    @Test
    void formsOfTheOrganisationValidateForThoseWhoMayReadThem(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        String check = CONFIG
                + "policy.PolicySettings/checkYaml?value=version:%201%0Avulnerabilities:%20%7Bmax:%20%7Bcritical:%20none%7D%7D";

        assertThat(post(jenkins, "reader", check).getStatusCode()).isEqualTo(403);
        assertThat(post(jenkins, "configurer", check).getStatusCode()).isEqualTo(403);
        assertThat(post(jenkins, "auditor", check).getContentAsString()).contains("vulnerabilities.max.critical");
        assertThat(post(jenkins, "admin", check).getContentAsString()).contains("vulnerabilities.max.critical");
    }

    @Test
    void theConfigurationIsReadOnlyWithSystemReadAndHiddenFromOthers(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        ContainerGateConfiguration.get().setTrivyServers(List.of(new TrivyServer("central", "https://t.example")));

        assertThat(get(jenkins, "configurer", "manage/configureSecurity/")).isEqualTo(403);
        JenkinsRule.WebClient auditor = client(jenkins, "auditor");
        String page = auditor.goTo("manage/configureSecurity/").asXml();
        assertThat(page).contains("https://t.example").doesNotContain("name=\"Submit\"");
        assertThat(post(jenkins, "auditor", "manage/configureSecurity/configure?json=%7B%7D")
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(get(jenkins, "admin", "manage/configureSecurity/")).isEqualTo(200);
    }

    @Test
    void onlyAnAdministratorTriesPolicies(JenkinsRule jenkins) throws Exception {
        secure(jenkins);
        String page = "manage/container-gate-policy/";
        String submit = page + "submit?json=%7B%22verdict%22:%22%22%7D";

        assertThat(get(jenkins, null, page)).isEqualTo(403);
        for (String user : List.of("stranger", "reader", "configurer", "auditor")) {
            assertThat(get(jenkins, user, page)).as(user).isEqualTo(403);
            assertThat(post(jenkins, user, submit).getStatusCode()).as(user).isEqualTo(403);
            assertThat(post(jenkins, user, submit + "&save=1").getStatusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(get(jenkins, "admin", page)).isEqualTo(200);
        assertThat(post(jenkins, "admin", submit).getContentAsString())
                .contains("there is no verdict to try the policy on");
        assertThat(get(jenkins, "admin", submit)).as("only POST").isNotEqualTo(200);
    }

    private static void secure(JenkinsRule jenkins) {
        Jenkins.SYSTEM_READ.setEnabled(true);
        Item.EXTENDED_READ.setEnabled(true);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger", "reader", "configurer", "auditor")
                .grant(Item.READ)
                .everywhere()
                .to("reader", "configurer")
                .grant(Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private static JenkinsRule.WebClient client(JenkinsRule jenkins, String user) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.setJavaScriptEnabled(false);
        return user == null ? client : client.login(user);
    }

    private static int get(JenkinsRule jenkins, String user, String path) throws Exception {
        return client(jenkins, user)
                .loadWebResponse(new WebRequest(new URL(jenkins.getURL(), path)))
                .getStatusCode();
    }

    private static WebResponse post(JenkinsRule jenkins, String user, String path) throws Exception {
        JenkinsRule.WebClient client = client(jenkins, user);
        return client.loadWebResponse(
                client.addCrumb(new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST)));
    }
}
