package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTableRow;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page of all waivers. */
@WithJenkins
class WaiversPageTest {
    private static final String RULES = """
            waiverRules:
              - {rules: ["CVE-*"]}
            """;

    @Test
    void allWaiversAreListedByEndOrByOwner(JenkinsRule jenkins) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy(
                "enforce",
                "fail",
                RULES + "waivers:\n"
                        + waiver("CVE-2020-1", "zeta", today.plusDays(90))
                        + waiver("CVE-2020-2", "alpha", today.plusDays(3))));
        configuration.setFolders(List.of(new FolderPolicy(
                "teams",
                new PolicySettings(
                        "version: 1\nwaivers:\n" + waiver("CVE-2020-3", "<b>checkout</b>", today.plusDays(40))))));

        assertThat(page(jenkins, "").asNormalizedText())
                .contains("3 waivers")
                .contains("3 days left")
                .contains("folder teams")
                .containsSubsequence("CVE-2020-2", "CVE-2020-3", "CVE-2020-1");
        assertThat(page(jenkins, "?sort=owner").asNormalizedText())
                .contains("<b>checkout</b>")
                .containsSubsequence("alpha", "zeta");
    }

    @Test
    void withoutWaiversThePageSaysSo(JenkinsRule jenkins) throws Exception {
        assertThat(page(jenkins, "").asNormalizedText()).contains("There are no waivers");
    }

    @Test
    void whereAPolicyCannotBeReadThePageSaysSoAndCountsNothing(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy(
                "enforce", "fail", RULES + "waivers:\n" + waiver("CVE-2020-1", "zeta", LocalDate.of(2031, 1, 1))));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        Files.writeString(file, Files.readString(file).replace("<policy>", "<policy class=\"no.such.Type\">"));
        configuration.load();

        assertThat(page(jenkins, "").asNormalizedText())
                .contains("Not every policy can be applied")
                .contains("cannot be read")
                .doesNotContain("no waivers");
    }

    @Test
    void eachWaiverSaysWhatItCoversInTheLastVerdicts(JenkinsRule jenkins) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy(
                "enforce",
                "fail",
                RULES + "waivers:\n"
                        + waiver("CVE-2026-1000*", "payments", today.plusDays(90))
                        + waiver("CVE-2026-10011", "checkout", today.minusDays(1))
                        + waiver("CVE-2020-1", "search", today.plusDays(95))));
        configuration.setFolders(List.of(new FolderPolicy(
                "teams",
                new PolicySettings("version: 1\nwaivers:\n" + waiver("CVE-2026-10012", "teams", today.plusDays(40))))));
        Folder teams = jenkins.jenkins.createProject(Folder.class, "teams");
        FreeStyleProject inside = teams.createProject(FreeStyleProject.class, "shop");
        FreeStyleProject outside = jenkins.createFreeStyleProject("elsewhere");
        VerdictPagesTest.build(inside, Verdicts.failing(20));
        VerdictPagesTest.build(outside, Verdicts.failing(20));
        VerdictPagesTest.build(outside, Verdicts.failing(5));

        HtmlPage page = page(jenkins, "");

        assertThat(page.asNormalizedText())
                .contains("looked up in the last verdicts of 2 jobs")
                .doesNotContain("not looked at");
        assertThat(row(page, "payments"))
                .contains("15 findings")
                .contains("teams/shop #1")
                .contains("elsewhere #2");
        assertThat(row(page, "checkout"))
                .contains("one finding blocks again")
                .contains("teams/shop #1")
                .doesNotContain("elsewhere");
        assertThat(row(page, "search")).contains("nothing");
        assertThat(row(page, "CVE-2026-10012"))
                .as("a waiver of a folder is for the jobs inside it")
                .contains("one finding")
                .contains("teams/shop #1")
                .doesNotContain("elsewhere");
    }

    /** What could not be read would look like a waiver that covers nothing, and be removed. */
    @Test
    void aVerdictThatCannotBeReadIsTold(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration.get()
                .setPolicy(ExampleShop.policy(
                        "enforce",
                        "fail",
                        RULES + "waivers:\n" + waiver("CVE-2026-10000", "payments", LocalDate.of(2031, 1, 1))));
        FreeStyleBuild build = VerdictPagesTest.build(jenkins.createFreeStyleProject("shop"), Verdicts.failing(5));
        Files.delete(build.getRootDir().toPath().resolve("container-gate/1.json.gz"));

        assertThat(page(jenkins, "").asNormalizedText())
                .contains("One job was not looked at")
                .contains("waivers can cover more than is listed");
    }

    private static String row(HtmlPage page, String text) {
        return page.<HtmlTableRow>getFirstByXPath("//tr[td[contains(., '" + text + "')]]")
                .asNormalizedText();
    }

    private static String waiver(String rule, String owner, LocalDate expires) {
        return "  - {rule: " + rule + ", owner: \"" + owner + "\", reason: accepted, expires: " + expires + "}\n";
    }

    private static HtmlPage page(JenkinsRule jenkins, String query) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        return client.goTo("manage/container-gate-waivers/" + query);
    }
}
