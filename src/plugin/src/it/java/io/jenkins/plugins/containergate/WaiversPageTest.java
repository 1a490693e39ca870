package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.htmlunit.html.HtmlPage;
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

    private static String waiver(String rule, String owner, LocalDate expires) {
        return "  - {rule: " + rule + ", owner: \"" + owner + "\", reason: accepted, expires: " + expires + "}\n";
    }

    private static HtmlPage page(JenkinsRule jenkins, String query) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        return client.goTo("manage/container-gate-waivers/" + query);
    }
}
