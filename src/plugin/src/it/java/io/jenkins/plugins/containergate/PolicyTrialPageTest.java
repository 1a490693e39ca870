package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
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
        HtmlPage answer = jenkins.submit(form);

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
        jenkins.submit(form, "save");

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
            HtmlPage answer = jenkins.submit(form, button);
            assertThat(answer.asNormalizedText()).as(button).contains("vulnerabilities.max.critical");
        }
        assertThat(configuration.getPolicy().getYaml()).isEqualTo(saved);
    }

    @Test
    void whatIsNoVerdictIsToldAndShowsNoResult(JenkinsRule jenkins) throws Exception {
        for (String text : new String[] {"", "{}", "{\"schemaVersion\": 1}", "<script>alert(1)</script>", "[[[[["}) {
            HtmlForm form = jenkins.createWebClient().goTo(URL).getFormByName("trial");
            form.getTextAreaByName("verdict").setText(text);
            HtmlPage answer = jenkins.submit(form);
            assertThat(answer.asNormalizedText()).as(text).contains("verdict").doesNotContain("What would change");
            assertThat(answer.getByXPath("//script[contains(text(),'alert(1)')]"))
                    .isEmpty();
        }
    }

    private static void edit(HtmlForm form, String was, String is) {
        HtmlTextArea text = form.getTextAreaByName("_.yaml");
        assertThat(text.getText()).contains(was);
        text.setText(text.getText().replace(was, is));
    }

    private static HtmlForm form(JenkinsRule jenkins, Verdict verdict) throws Exception {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        new VerdictJson().write(verdict, json);
        HtmlForm form = jenkins.createWebClient().goTo(URL).getFormByName("trial");
        form.getTextAreaByName("verdict").setText(json.toString(StandardCharsets.UTF_8));
        return form;
    }
}
