package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.XmlFile;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationFormTest {
    private static final Pattern FLAG = Pattern.compile(": (true|false)\\b");

    @Test
    void savingTheFormWithoutAnEditChangesNothing(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        fill(configuration);
        String before = stored(jenkins);

        save(jenkins);

        assertThat(stored(jenkins)).isEqualTo(before);
        assertThat(configuration.getPolicy().getYaml())
                .contains("# only what can be fixed")
                .contains("no-setuid-files: warn");
    }

    /** The example has every attribute there is. What is usual would be there as well if the form lost it, so flags are tried both ways. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFormKeepsEveryAttributeOfTheCompleteExample(boolean turned, JenkinsRule jenkins, @TempDir Path directory)
            throws Exception {
        String example = Documents.read("docs/examples/jenkins.yaml");
        Path code = Files.writeString(
                directory.resolve("jenkins.yaml"),
                turned
                        ? FLAG.matcher(example).replaceAll(flag -> ": " + !Boolean.parseBoolean(flag.group(1)))
                        : example);
        ConfigurationAsCode.get().configure(code.toString());
        String before = stored(jenkins);

        save(jenkins);

        assertThat(stored(jenkins)).isEqualTo(before);
    }

    @Test
    void whatIsStoredIsThereAfterAReload(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        fill(configuration);
        String before = configuration.getPolicy().getYaml();

        configuration.load();

        assertThat(configuration.getPolicy().getYaml()).isEqualTo(before);
        assertThat(configuration.getTrivyServers()).hasSize(2);
    }

    @Test
    void aPolicyThatWasSavedFieldByFieldIsReadAsText(JenkinsRule jenkins) throws Exception {
        String name = ContainerGateConfiguration.class.getName();
        Files.writeString(jenkins.jenkins.getRootDir().toPath().resolve(name + ".xml"), """
                <?xml version='1.1' encoding='UTF-8'?>
                <%s plugin="container-gate@1.0.0">
                  <policy>
                    <mode>warn</mode>
                    <vulnerabilities><max><critical>3</critical></max></vulnerabilities>
                    <signatures/>
                  </policy>
                </%s>
                """.formatted(name, name));
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();

        configuration.load();

        assertThat(configuration.getPolicy().getYaml())
                .isEqualTo("version: 1\nmode: warn\nvulnerabilities:\n  max:\n    critical: 3\n");
        configuration.save();
        assertThat(stored(jenkins)).contains("<yaml>version: 1").doesNotContain("<mode>");
    }

    @Test
    void aListWhoseLastEntryIsRemovedIsEmpty(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setAwsAccounts(List.of(new AwsAccount("prod")));
        HtmlPage page = FormPages.open(jenkins.createWebClient(), "manage/configureSecurity");
        HtmlForm form = page.getFormByName("config");

        HtmlElement delete = form.getFirstByXPath("//input[@name='_.roleArn']"
                + "/ancestor::div[contains(@class,'repeated-chunk')]//button[contains(@class,'repeatable-delete')]");
        delete.click();
        FormPages.submit(jenkins, form, "Submit");

        assertThat(configuration.getAwsAccounts()).isEmpty();
    }

    @Test
    void aPolicyThatIsNoneIsNotSaved(JenkinsRule jenkins) {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        PolicySettings broken = new PolicySettings("version: 1\nvulnerabilities: {max: {critical: none}}\n");

        assertThatThrownBy(() -> configuration.setPolicy(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vulnerabilities.max.critical");
        assertThat(configuration.getPolicy().getYaml()).contains("critical: 0");
    }

    @Test
    void aPolicyThatIsNoneIsNotSavedFromTheFormEither(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        String before = stored(jenkins);
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = FormPages.open(client, "manage/configureSecurity").getFormByName("config");

        HtmlTextArea text = form.getTextAreasByName("_.yaml").get(0);
        text.setText(text.getText().replace("critical: 0", "critical: none"));
        HtmlPage answer = FormPages.submit(jenkins, form, "Submit");

        assertThat(answer.asNormalizedText()).contains("vulnerabilities.max.critical");
        assertThat(stored(jenkins)).isEqualTo(before);
        assertThat(configuration.getPolicy().getYaml()).contains("critical: 0");
    }

    @Test
    void aFolderKeepsItsPolicyWhenItIsRenamed(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        Folder folder = jenkins.jenkins.createProject(Folder.class, "teams");
        folder.createProject(Folder.class, "payments");
        configuration.setFolders(List.of(new FolderPolicy("teams/payments", ExampleShop.policy("enforce", "fail"))));

        folder.renameTo("crews");

        assertThat(configuration.getFolders())
                .extracting(FolderPolicy::getFolder)
                .containsExactly("crews/payments");
    }

    /** Left behind, it would apply to nothing, and gates would pass without it. */
    @Test
    void aPolicyGoesWithItsFolderToWhereItCannotBeApplied(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        Folder folder = jenkins.jenkins.createProject(Folder.class, "teams");
        folder.createProject(Folder.class, "payments");
        configuration.setFolders(List.of(atMostMedium("crews", 1), atMostMedium("teams/payments", 5)));

        folder.renameTo("crews");

        assertThat(configuration.policies().problems()).hasSize(1);
        configuration.load();
        assertThat(configuration.policies().problems()).hasSize(1);
        assertThat(configuration.policies().foldersOf("crews/payments/shop")).hasSize(2);
    }

    private static FolderPolicy atMostMedium(String folder, int findings) {
        return new FolderPolicy(
                folder, new PolicySettings("version: 1\nvulnerabilities: {max: {medium: " + findings + "}}\n"));
    }

    static void fill(ContainerGateConfiguration configuration) {
        PolicySettings policy = ExampleShop.policy("enforce", "unstable", """
                  # only what can be fixed
                  onlyFixable: true
                  epss: {deny: 0.5}
                hardening:
                  profile: cis-docker
                  rules: {no-setuid-files: warn}
                taskDefinition:
                  segments:
                    - {service: shop, reachableFrom: [web, "alb:*"]}
                    - {service: vault, reachableFrom: []}
                waivers:
                  - {rule: CVE-2024-1234, owner: payments, reason: not reachable, expires: 2099-01-31}
                """);
        configuration.setPolicy(policy);
        configuration.setFolders(List.of(new FolderPolicy("teams", ExampleShop.policy("enforce", "fail"))));
        configuration.setTrivyServers(List.of(
                new TrivyServer("one", "https://one.example"), new TrivyServer("two", "https://two.example:4954")));
        configuration.setRegistries(List.of(new RegistryCredentials("registry.example.org/**", "")));
        AwsAccount account = new AwsAccount("prod");
        account.setRoleArn("arn:aws:iam::123456789012:role/gate");
        account.setRegions(List.of("eu-central-1", "eu-west-1"));
        configuration.setAwsAccounts(List.of(account));
    }

    private static void save(JenkinsRule jenkins) throws Exception {
        FormPages.submit(
                jenkins,
                FormPages.open(jenkins.createWebClient(), "manage/configureSecurity")
                        .getFormByName("config"),
                "Submit");
    }

    private static String stored(JenkinsRule jenkins) throws Exception {
        return new XmlFile(new File(jenkins.jenkins.getRootDir(), ContainerGateConfiguration.class.getName() + ".xml"))
                .asString();
    }
}
