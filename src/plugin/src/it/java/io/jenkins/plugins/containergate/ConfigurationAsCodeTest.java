package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.ExtensionList;
import hudson.Functions;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.NoVulnerabilityData;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;

@WithJenkins
class ConfigurationAsCodeTest {
    @TempDir
    Path directory;

    @Test
    void everySettingCanBeSetAsCode(JenkinsRule jenkins) throws Exception {
        configure("container-gate.yaml");

        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        assertThat(configuration.policies().organisation()).isPresent();
        assertThat(configuration.getPolicy().getYaml())
                .contains("mode: enforce")
                .contains("critical: 0")
                .contains("deny: 0.5")
                .contains("critical: 7d")
                .contains("no-setuid-files: off")
                .contains("123456789012.dkr.ecr.*.amazonaws.com/shop/**")
                .contains("expires: 2099-01-31");
        assertThat(configuration.getFolders()).hasSize(1);
        assertThat(configuration.getTrivyServers()).hasSize(1);
        assertThat(configuration.getRegistries()).hasSize(1);
        assertThat(configuration.getAwsAccounts().get(0).getRegions()).containsExactly("eu-central-1", "eu-west-1");
        assertThat(configuration.getVulnerabilityData().getOsvExports()).containsExactly("/srv/osv/debian.zip");
    }

    @Test
    void whatIsExportedIsWhatWasImported(JenkinsRule jenkins) throws Exception {
        configure("container-gate.yaml");
        String policy = ContainerGateConfiguration.get().getPolicy().getYaml();
        Object exported = exported();

        Path file = directory.resolve("exported.yaml");
        Files.writeString(
                file,
                new Dump(DumpSettings.builder()
                                .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
                                .build())
                        .dumpToString(Map.of("security", Map.of("containerGate", exported))));
        ContainerGateConfiguration.get().setPolicy(null);
        ConfigurationAsCode.get().configure(file.toString());

        assertThat(ContainerGateConfiguration.get().getPolicy().getYaml()).isEqualTo(policy);
        assertThat(exported()).isEqualTo(exported);
    }

    @Test
    void theExampleOfTheDocumentsIsApplied(JenkinsRule jenkins) throws Exception {
        Path example = Path.of("../../docs/examples/jenkins.yaml").toAbsolutePath();

        ConfigurationAsCode.get().configure(example.toString());

        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        assertThat(configuration.policies().problems()).isEmpty();
        assertThat(configuration.getFolders()).hasSize(1);
        assertThat(configuration.getVulnerabilityData().getFetchedEcosystems())
                .containsExactly("Debian", "Maven", "npm");
        assertThat(configuration.getVulnerabilityData().scannerOfAws()).contains(AwsScanner.INSPECTOR);
        assertThat(configuration.getAwsAccounts()).hasSize(1);
        assertThat(configuration.archivedReports().isVerdict()).isTrue();
    }

    @Test
    void aTypingMistakeInAPolicyIsAnErrorNotAnOpenGate(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("broken.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                policy:
                  vulnerabilities:
                    max: {critical: nil}
            """);

        assertThat(catchThrowable(() -> ConfigurationAsCode.get().configure(file.toString())))
                .hasStackTraceContaining("vulnerabilities.max.critical");
        assertThat(ContainerGateConfiguration.get().getPolicy()).isNull();
    }

    /** Configuration as code drops such a number without a word; the gate must not drop its rule. */
    @Test
    void aDecimalWithoutQuotesIsAnErrorNotAnOpenGate(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("broken.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                policy:
                  vulnerabilities:
                    epss: {deny: 0.5}
            """);

        assertThat(catchThrowable(() -> ConfigurationAsCode.get().configure(file.toString())))
                .hasStackTraceContaining("vulnerabilities.epss.deny");
    }

    @Test
    void whatCannotApplyIsRefusedWithItsReason(JenkinsRule jenkins) throws Exception {
        Map<String, String> refused = Map.ofEntries(
                Map.entry(
                        "mode=audit, but org demands enforce",
                        "{policy: {mode: enforce}, folders: [{folder: teams, policy: {mode: audit}}]}"),
                Map.entry("has no folder", "{folders: [{folder: '', policy: {mode: enforce}}]}"),
                Map.entry("teams has no policy", "{folders: [{folder: teams}]}"),
                Map.entry("ftp://x", "{vulnerabilityData: {osvApi: 'ftp://x'}}"),
                Map.entry("there is no ecosystem called Debain", "{vulnerabilityData: {fetchedEcosystems: [Debain]}}"),
                Map.entry("begins with https://", "{vulnerabilityData: {mirror: 'http://m.example'}}"),
                Map.entry("use ecr or inspector", "{vulnerabilityData: {awsScanner: clair}}"),
                Map.entry("has no pattern", "{registries: [{credentialsId: login}]}"),
                Map.entry("'not-an-arn'", "{awsAccounts: [{name: a, roleArn: not-an-arn}]}"),
                Map.entry("An entry of trivyServers has no name", "{trivyServers: [{url: 'https://t.example'}]}"),
                Map.entry("trivyServers: '' is not", "{trivyServers: [{name: central}]}"),
                Map.entry("trivyServers: 'ftp://t' is not", "{trivyServers: [{name: central, url: 'ftp://t'}]}"),
                Map.entry("An entry of awsAccounts has no name", "{awsAccounts: [{regions: [eu-central-1]}]}"),
                Map.entry("Set address of the shared cache", "{agents: {sharedCache: {awsAccount: a}}}"),
                Map.entry("'12'", "{awsAccounts: [{name: a, accountId: '12'}]}"),
                Map.entry("'no where'", "{awsAccounts: [{name: a, regions: [no where]}]}"),
                Map.entry("awsAccounts has 'a' twice", "{awsAccounts: [{name: a}, {name: a}]}"));
        for (Map.Entry<String, String> each : refused.entrySet()) {
            Path file = directory.resolve("refused.yaml");
            Files.writeString(file, "security: {containerGate: " + each.getValue() + "}\n");

            assertThat(catchThrowable(() -> ConfigurationAsCode.get().configure(file.toString())))
                    .as(each.getValue())
                    .hasStackTraceContaining(each.getKey())
                    .satisfies(fault ->
                            assertThat(Functions.printThrowable(fault)).doesNotContain("NullPointerException"));
            ContainerGateConfiguration.get().setFolders(List.of());
        }
    }

    @Test
    void aRegistryNeedsNoCredentials(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("registry.yaml");
        Files.writeString(
                file, "security: {containerGate: {registries: [{pattern: 'r.example/**', plainHttp: true}]}}\n");

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(ContainerGateConfiguration.get().getRegistries())
                .singleElement()
                .satisfies(registry -> {
                    assertThat(registry.getCredentialsId()).isEmpty();
                    assertThat(registry.isPlainHttp()).isTrue();
                });
    }

    @Test
    void whatACaughtGateMeansIsConfigured(JenkinsRule jenkins) throws Exception {
        assertThat(ContainerGateConfiguration.get().isCaughtGateFailsBuild()).isTrue();
        Path file = directory.resolve("caught.yaml");
        Files.writeString(file, "security: {containerGate: {caughtGateFailsBuild: false}}\n");

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(ContainerGateConfiguration.get().isCaughtGateFailsBuild()).isFalse();
    }

    @Test
    void administratorsAreToldThatThereIsNoSourceOfVulnerabilities(JenkinsRule jenkins) throws Exception {
        NoVulnerabilityData monitor = ExtensionList.lookupSingleton(NoVulnerabilityData.class);
        assertThat(monitor.isActivated()).isTrue();
        assertThat(jenkins.createWebClient().goTo("manage/").asNormalizedText())
                .contains("has no source of vulnerabilities");
        Path file = directory.resolve("api.yaml");
        Files.writeString(file, "security: {containerGate: {vulnerabilityData: {osvApi: true}}}\n");

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(monitor.isActivated()).isFalse();
    }

    @Test
    void theOsvApiIsChosenWithOneWord(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("api.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                vulnerabilityData:
                  osvApi: true
            """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(ContainerGateConfiguration.get().getVulnerabilityData().osvApiAddress())
                .contains(URI.create("https://api.osv.dev"));
    }

    @Test
    void agentsAreConfiguredAndExported(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("agents.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                agents:
                  layerCacheMegabytes: 7
                  secretRules: |
                    [[rules]]
                    id = "shop-key"
                    regex = "shop-key-[0-9]{10}"
                    keywords = ["shop-key"]
            """);

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(ContainerGateConfiguration.get().agentSettings().getLayerCacheMegabytes())
                .isEqualTo(7);
        assertThat(exported().toString()).contains("layerCacheMegabytes=7").contains("shop-key");
    }

    @Test
    void aSecretRuleThatCannotBeReadIsAnErrorNotARuleLess(JenkinsRule jenkins) throws Exception {
        Path file = directory.resolve("broken.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                agents:
                  secretRules: "[[rules]]\nid = 3"
            """);

        assertThat(catchThrowable(() -> ConfigurationAsCode.get().configure(file.toString())))
                .isNotNull();
        assertThat(ContainerGateConfiguration.get().getAgents()).isNull();
    }

    @Test
    void theSchemaKnowsTheGate(JenkinsRule jenkins) throws Exception {
        String schema = jenkins.createWebClient()
                .goTo("configuration-as-code/schema", "application/json")
                .getWebResponse()
                .getContentAsString();

        assertThat(schema).contains("containerGate").contains("\"trivyServers\"");
    }

    private static void configure(String resource) {
        ConfigurationAsCode.get()
                .configure(ConfigurationAsCodeTest.class.getResource(resource).toString());
    }

    /** The exported form of the gate, as plain maps and lists. */
    private static Object exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        Object root = new Load(LoadSettings.builder().build()).loadFromString(out.toString(StandardCharsets.UTF_8));
        Object security = ((Map<?, ?>) root).get("security");
        return ((Map<?, ?>) security).get("containerGate");
    }
}
