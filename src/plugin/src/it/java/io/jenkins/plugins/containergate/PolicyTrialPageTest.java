package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page that tries an edited policy on a stored verdict. */
@WithJenkins
class PolicyTrialPageTest {
    private static final String URL = "manage/container-gate-policy/";

    @Test
    void anEditIsJudgedBeforeItIsSaved(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        String saved = configuration.getPolicy().getYaml();

        HtmlForm form = form(jenkins, Verdicts.failing(20));
        edit(form, "mode: enforce", "mode: audit");
        HtmlPage answer = FormPages.submit(jenkins, form, "Submit");

        assertThat(answer.asNormalizedText())
                .contains("What would change")
                .containsPattern("FAIL\\s+→\\s+PASS")
                .contains("CVE-2026-10000")
                .contains("softened by org: mode=audit");
        assertThat(configuration.getPolicy().getYaml()).as("nothing is saved").isEqualTo(saved);
        assertThat(answer.getFormByName("trial").getTextAreaByName("_.yaml").getText())
                .as("the edit is still in the form")
                .contains("mode: audit");
    }

    @Test
    void whatWasTriedCanBeSaved(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));

        HtmlForm form = form(jenkins, Verdicts.passing());
        edit(form, "mode: enforce", "mode: warn");
        FormPages.submit(jenkins, form, "save");

        assertThat(configuration.getPolicy().getYaml()).contains("mode: warn").contains("critical: 0");
    }

    @Test
    void anInvalidPolicyIsNeitherTriedNorSaved(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        String saved = configuration.getPolicy().getYaml();

        for (String button : new String[] {"Submit", "save"}) {
            HtmlForm form = form(jenkins, Verdicts.passing());
            edit(form, "critical: 0", "critical: none");
            HtmlPage answer = FormPages.submit(jenkins, form, button);
            assertThat(answer.asNormalizedText()).as(button).contains("vulnerabilities.max.critical");
        }
        assertThat(configuration.getPolicy().getYaml()).isEqualTo(saved);
    }

    @Test
    void whatIsNoVerdictIsToldAndShowsNoResult(JenkinsRule jenkins) throws Exception {
        for (String text : new String[] {"", "{}", "{\"schemaVersion\": 1}", "<script>alert(1)</script>", "[[[[["}) {
            HtmlForm form = FormPages.open(jenkins.createWebClient(), URL).getFormByName("trial");
            form.getTextAreaByName("verdict").setText(text);
            HtmlPage answer = FormPages.submit(jenkins, form, "Submit");
            assertThat(answer.asNormalizedText()).as(text).contains("verdict").doesNotContain("What would change");
            assertThat(answer.getByXPath("//script[contains(text(),'alert(1)')]"))
                    .isEmpty();
        }
    }

    @Test
    void aPolicyIsTriedOnTheLastBuildsOfAFolder(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        Folder teams = jenkins.jenkins.createProject(Folder.class, "teams");
        VerdictPagesTest.build(teams.createProject(FreeStyleProject.class, "shop"), Verdicts.failing(20));
        VerdictPagesTest.build(teams.createProject(FreeStyleProject.class, "clean"), Verdicts.passing());
        teams.createProject(FreeStyleProject.class, "never-built");
        VerdictPagesTest.build(jenkins.createFreeStyleProject("elsewhere"), Verdicts.failing(20));

        assertThat(tried(jenkins, "teams"))
                .contains("1 of 2 jobs would fail with this policy")
                .contains("teams/shop #1")
                .contains("CRITICAL")
                .doesNotContain("elsewhere");
        assertThat(tried(jenkins, "/")).contains("2 of 3 jobs").contains("elsewhere #1");
        assertThat(tried(jenkins, "teams/clean")).contains("0 of 1 jobs");
        assertThat(tried(jenkins, "no-such-folder")).contains("there is no folder or job called");
    }

    @Test
    void aPolicyIsTriedOnEachVerdictOfABuildThatIsChosenFromAListOrOnItsPage(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        Folder teams = jenkins.jenkins.createProject(Folder.class, "teams");
        FreeStyleProject shop = teams.createProject(FreeStyleProject.class, "shop");
        FreeStyleBuild first = VerdictPagesTest.build(shop, Verdicts.failing(20), Verdicts.passing());
        VerdictPagesTest.build(shop, Verdicts.passing());

        HtmlPage verdict = jenkins.createWebClient().goTo(first.getUrl() + "container-gate/");
        HtmlPage page = verdict.getAnchorByText("Try one on this build").click();

        HtmlForm form = page.getFormByName("trial");
        assertThat(form.getInputByName("scope").getValue()).isEqualTo("teams/shop #1");
        assertThat(page.<DomElement>getByXPath("//datalist/option"))
                .extracting(option -> option.getAttribute("value"))
                .containsExactly("/", "teams", "teams/shop");
        edit(form, "mode: audit", "mode: enforce");
        assertThat(FormPages.submit(jenkins, form, "Submit").asNormalizedText())
                .containsSubsequence("shop/app:1.4: FAIL → FAIL", "CVE-2026-10004", "shop/app:1.5: PASS → PASS");
        for (String none : new String[] {"teams/shop #9", "teams #1", "gone #1", "teams/shop #99999999999"}) {
            assertThat(tried(jenkins, none)).as(none).contains("there is no").doesNotContain("What would change");
        }
    }

    @Test
    void aPolicyIsNotTriedOnABuildThatStillRuns(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        VerdictPagesTest.build(project, Verdicts.failing(20));
        AtomicReference<String> page = new AtomicReference<>();
        project.getBuildersList().add(TestBuilder.of((build, launcher, listener) -> {
            try {
                page.set(tried(jenkins, "shop"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }));

        project.scheduleBuild2(0).get();

        assertThat(page.get()).contains("shop #1").doesNotContain("shop #2");
        assertThat(tried(jenkins, "shop")).contains("shop #2");
    }

    private static String tried(JenkinsRule jenkins, String scope) throws Exception {
        HtmlForm form = FormPages.open(jenkins.createWebClient(), URL).getFormByName("trial");
        form.getInputByName("scope").setValue(scope);
        edit(form, "mode: audit", "mode: enforce");
        return FormPages.submit(jenkins, form, "Submit").asNormalizedText();
    }

    private static void edit(HtmlForm form, String was, String is) {
        HtmlTextArea text = form.getTextAreaByName("_.yaml");
        assertThat(text.getText()).contains(was);
        text.setText(text.getText().replace(was, is));
    }

    private static HtmlForm form(JenkinsRule jenkins, Verdict verdict) throws Exception {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new VerdictJson().write(verdict, json);
        HtmlForm form = FormPages.open(jenkins.createWebClient(), URL).getFormByName("trial");
        form.getTextAreaByName("verdict").setText(json.toString(StandardCharsets.UTF_8));
        return form;
    }
}
