package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.XmlFile;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.config.policy.CosignSettings;
import io.jenkins.plugins.containergate.config.policy.EpssSettings;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.config.policy.RuleLevelSettings;
import io.jenkins.plugins.containergate.config.policy.RuleSettings;
import io.jenkins.plugins.containergate.config.policy.SegmentSettings;
import io.jenkins.plugins.containergate.config.policy.SeverityGraces;
import io.jenkins.plugins.containergate.config.policy.SignatureSettings;
import io.jenkins.plugins.containergate.config.policy.SignerSettings;
import io.jenkins.plugins.containergate.config.policy.TaskDefinitionSettings;
import io.jenkins.plugins.containergate.config.policy.WaiverRuleSettings;
import io.jenkins.plugins.containergate.config.policy.WaiverSettings;
import java.io.File;
import java.util.List;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConfigurationFormTest {
    @Test
    void savingTheFormWithoutAnEditChangesNothing(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        fill(configuration);
        String before = stored(jenkins);

        save(jenkins);

        assertThat(stored(jenkins)).isEqualTo(before);
        assertThat(configuration.getPolicy().yaml()).contains("critical: 0").contains("no-setuid-files: warn");
    }

    @Test
    void whatIsStoredIsThereAfterAReload(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        fill(configuration);
        String before = configuration.getPolicy().yaml();

        configuration.load();

        assertThat(configuration.getPolicy().yaml()).isEqualTo(before);
        assertThat(configuration.getTrivyServers()).hasSize(2);
    }

    @Test
    void aListWhoseLastEntryIsRemovedIsEmpty(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setAwsAccounts(List.of(new AwsAccount("prod")));
        HtmlPage page = jenkins.createWebClient().goTo("manage/configureSecurity");
        HtmlForm form = page.getFormByName("config");

        HtmlElement delete = form.getFirstByXPath("//input[@name='_.roleArn']"
                + "/ancestor::div[contains(@class,'repeated-chunk')]//button[contains(@class,'repeatable-delete')]");
        delete.click();
        jenkins.submit(form);

        assertThat(configuration.getAwsAccounts()).isEmpty();
    }

    @Test
    void aPolicyThatIsNoneIsNotSaved(JenkinsRule jenkins) {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        PolicySettings broken = ExampleShop.policy("enforce", "fail");
        broken.getVulnerabilities().getMax().setCritical("none");

        assertThatThrownBy(() -> configuration.setPolicy(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vulnerabilities.max.critical");
        assertThat(configuration.getPolicy().yaml()).contains("critical: 0");
    }

    @Test
    void aPolicyThatIsNoneIsNotSavedFromTheFormEither(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        String before = stored(jenkins);
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = client.goTo("manage/configureSecurity").getFormByName("config");

        form.getInputsByName("_.critical").get(0).setValue("none");
        HtmlPage answer = jenkins.submit(form);

        assertThat(answer.asNormalizedText()).contains("vulnerabilities.max.critical");
        assertThat(stored(jenkins)).isEqualTo(before);
        assertThat(configuration.getPolicy().yaml()).contains("critical: 0");
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

    static void fill(ContainerGateConfiguration configuration) {
        PolicySettings policy = ExampleShop.policy("enforce", "unstable");
        EpssSettings epss = new EpssSettings();
        epss.setDeny("0.5");
        policy.getVulnerabilities().setEpss(epss);
        policy.getVulnerabilities().setOnlyFixable("true");
        policy.getVulnerabilities().setKnownExploited("deny");
        policy.getVulnerabilities().setDatabaseMaxAge("48h");
        SeverityGraces graces = new SeverityGraces();
        graces.setCritical("7d");
        policy.getVulnerabilities().setFixableFor(graces);
        RuleLevelSettings level = new RuleLevelSettings();
        level.setRule("no-setuid-files");
        level.setLevel("warn");
        RuleSettings rules = new RuleSettings();
        rules.setProfile("cis-docker");
        rules.setRules(List.of(level));
        policy.setHardening(rules);
        SegmentSettings segment = new SegmentSettings();
        segment.setService("shop");
        segment.setReachableFrom(List.of("web", "alb:*"));
        SegmentSettings closed = new SegmentSettings();
        closed.setService("vault");
        TaskDefinitionSettings tasks = new TaskDefinitionSettings();
        tasks.setSegments(List.of(segment, closed));
        tasks.setTrustedRegistries(List.of("registry.example.org/**", "quay.io/acme/*"));
        tasks.setEnvironmentFiles(List.of("acme-config/**"));
        tasks.setAdmissionHooks(List.of("arn:aws:lambda:*:123456789012:function:gate"));
        tasks.setImagesSigned("required");
        tasks.setAwsLookups("asked");
        policy.setTaskDefinition(tasks);
        CosignSettings cosign = new CosignSettings();
        cosign.setKey("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----");
        SignerSettings signer = new SignerSettings();
        signer.setName("release-key");
        signer.setCosign(cosign);
        SignatureSettings signature = new SignatureSettings();
        signature.setRepositories(List.of("registry.example.org/shop/**", "registry.example.org/other/*"));
        signature.setSigners(List.of(signer));
        policy.setSignatures(List.of(signature));
        WaiverSettings waiver = new WaiverSettings();
        waiver.setRule("CVE-2024-1234");
        waiver.setPackage("pkg:deb/debian/zlib*");
        waiver.setOwner("payments");
        waiver.setReason("not reachable");
        waiver.setExpires("2099-01-31");
        policy.setWaivers(List.of(waiver));
        WaiverRuleSettings waivable = new WaiverRuleSettings();
        waivable.setMaxSeverity("medium");
        waivable.setMaxDuration("90d");
        policy.setWaiverRules(List.of(waivable));
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
        jenkins.submit(
                jenkins.createWebClient().goTo("manage/configureSecurity").getFormByName("config"));
    }

    private static String stored(JenkinsRule jenkins) throws Exception {
        return new XmlFile(new File(jenkins.jenkins.getRootDir(), ContainerGateConfiguration.class.getName() + ".xml"))
                .asString();
    }
}
