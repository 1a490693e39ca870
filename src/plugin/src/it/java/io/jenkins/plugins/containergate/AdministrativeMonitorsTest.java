package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.BulkChange;
import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.config.AgentSettings;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.config.health.BrokenConnections;
import io.jenkins.plugins.containergate.config.health.ConnectionChecks;
import io.jenkins.plugins.containergate.config.health.ExpiringEntries;
import io.jenkins.plugins.containergate.config.health.ListedProblems;
import io.jenkins.plugins.containergate.config.health.StaleData;
import io.jenkins.plugins.containergate.config.health.UnusablePolicy;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What administrators are told under Manage Jenkins without asking. */
@WithJenkins
class AdministrativeMonitorsTest {
    @TempDir
    Path directory;

    @Test
    void aConfigurationInOrderSaysNothing(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(directory);
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));

        for (ListedProblems monitor : ExtensionList.lookup(ListedProblems.class)) {
            assertThat(monitor.isActivated()).as(monitor.getDisplayName()).isFalse();
        }
        assertThat(ExtensionList.lookup(ListedProblems.class)).hasSize(4);
    }

    @Test
    void expiredWaiversAndThoseThatSoonWillBeAreListed(JenkinsRule jenkins) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ContainerGateConfiguration.get()
                .setPolicy(ExampleShop.policy(
                        "enforce",
                        "fail",
                        waivers(waiver("CVE-2020-1", "payments", today.minusDays(1))
                                + waiver("CVE-2020-2", "checkout", today.plusDays(3))
                                + waiver("CVE-2020-3", "search", today.plusDays(60)))));

        assertThat(monitor(ExtensionList.lookupSingleton(ExpiringEntries.class)))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .contains("the waiver of CVE-2020-1 by payments expired on " + today.minusDays(1))
                                .contains("policy of the organisation:"),
                        problem -> assertThat(problem)
                                .contains("the waiver of CVE-2020-2 by checkout expires on " + today.plusDays(3)));
        assertThat(manage(jenkins)).contains("the waiver of CVE-2020-1 by payments expired");
    }

    @Test
    void dataThatAreOldOrMissingAreNamed(JenkinsRule jenkins) throws Exception {
        Path old = Files.writeString(directory.resolve("kev.json"), "{}");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        Path fresh = Files.writeString(directory.resolve("all.zip"), "");
        VulnerabilityData data = new VulnerabilityData();
        data.setOsvExports(
                List.of(fresh.toString(), directory.resolve("gone.zip").toString()));
        data.setKnownExploited(old.toString());
        ContainerGateConfiguration.get().setVulnerabilityData(data);

        assertThat(monitor(ExtensionList.lookupSingleton(StaleData.class)))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("gone.zip"),
                        problem -> assertThat(problem).contains("kev.json was last changed on"));

        VulnerabilityData fetching = new VulnerabilityData();
        fetching.setFetchedEcosystems(List.of("npm"));
        ContainerGateConfiguration.get().setVulnerabilityData(fetching);

        assertThat(monitor(ExtensionList.lookupSingleton(StaleData.class)))
                .anySatisfy(
                        problem -> assertThat(problem).contains("osv/npm.zip").contains("not been fetched yet"));
        assertThat(manage(jenkins)).contains("osv/npm.zip has not been fetched yet");
    }

    /** The built-in policy would have decided in the place of one that may be stricter. */
    @Test
    void aConfigurationThatCannotBeReadIsToldAndOpensNoGate(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        ExampleShop.configure(directory);
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        String saved = Files.readString(file);
        String damaged = saved.substring(0, saved.length() / 2);
        Files.writeString(file, damaged);

        configuration.load();

        assertThat(monitor(ExtensionList.lookupSingleton(UnusablePolicy.class)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("cannot be read"));
        assertThat(manage(jenkins)).contains("Container gate: policies that cannot be applied");
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, scanning(jenkins));
        jenkins.assertLogContains("could not decide", build);
        jenkins.assertLogContains("cannot be read", build);
        assertThatThrownBy(() -> configuration.setCaughtGateFailsBuild(false)).hasMessageContaining("cannot be read");
        assertThat(Files.readString(file))
                .as("what can still be restored is kept")
                .isEqualTo(damaged);

        Files.writeString(file, saved);
        configuration.load();

        assertThat(ExtensionList.lookupSingleton(UnusablePolicy.class).isActivated())
                .isFalse();
        jenkins.buildAndAssertSuccess(scanning(jenkins));
    }

    /** Jenkins skips an element that it cannot read, and starts. */
    @Test
    void aDamagedElementInWellFormedXmlOpensNoGate(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        ExampleShop.configure(directory);
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        configuration.setFolders(List.of(new FolderPolicy("teams", new PolicySettings("version: 1\nmode: enforce\n"))));
        AgentSettings agents = new AgentSettings();
        agents.setSecretRules("[[rules]]\nid = 'shop'\nregex = 'shop-[0-9]{8}'\nkeywords = ['shop-']\n");
        configuration.setAgents(agents);
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        String saved = Files.readString(file);
        String entry = FolderPolicy.class.getName();
        for (String damaged : List.of(
                saved.replaceFirst("<policy>", "<policy class=\"no.such.Type\">"),
                saved.replaceFirst("(?s)<policy>.*?</policy>", "<policy/>"),
                saved.replaceFirst("(?s)<policy>(.*?)</policy>", "<policies>$1</policies>"),
                saved.replaceFirst("<yaml>", "<yaml><a/>").replaceFirst("</yaml>", "</yaml><b>" + deep() + "</b>"),
                saved.replace(entry, entry + "X"),
                saved.replaceFirst("<folder>teams</folder>", ""),
                saved.replaceFirst("(?s)(<folder>teams</folder>\\s*)<policy>", "$1<policy class=\"no.such.Type\">"),
                saved.replaceFirst("<folders>", "<folders class=\"no.such.Type\">"),
                saved.replaceFirst("</policy>", "<yaml>mode: warn</yaml></policy>"),
                saved.replaceFirst("<agents>", "<agents class=\"no.such.Type\">"),
                saved.replace("secretRules>", "secretRule>"),
                saved.replaceFirst("<layerCacheMegabytes>1024", "<layerCacheMegabytes>many"))) {
            assertThat(damaged).isNotEqualTo(saved);
            Files.writeString(file, damaged);

            configuration.load();

            assertThat(ExtensionList.lookupSingleton(UnusablePolicy.class).getProblems())
                    .as(damaged)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .contains("cannot be read")
                            .contains("in one change")
                            .contains("folders: []"));
            assertThatThrownBy(() -> configuration.setCaughtGateFailsBuild(false))
                    .hasMessageContaining("cannot be read");
            assertThat(Files.readString(file)).isEqualTo(damaged);
        }
        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, scanning(jenkins));
        jenkins.assertLogContains("could not decide", build);
        jenkins.assertLogContains("cannot be read", build);

        Files.writeString(file, saved);
        configuration.load();

        assertThat(ExtensionList.lookupSingleton(UnusablePolicy.class).isActivated())
                .isFalse();
        jenkins.buildAndAssertSuccess(scanning(jenkins));
    }

    @Test
    void onlyAChangeOfPolicyAndFoldersReplacesAConfigurationThatCannotBeRead(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        configuration.setFolders(List.of(new FolderPolicy("teams", new PolicySettings("version: 1\nmode: enforce\n"))));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        String damaged = Files.readString(file).replace(FolderPolicy.class.getName(), "no.such.Type");
        Files.writeString(file, damaged);
        configuration.load();

        assertThatThrownBy(() -> configuration.setPolicy(ExampleShop.policy("enforce", "fail")))
                .hasMessageContaining("in one change");
        assertThatThrownBy(() -> configuration.setPolicy(null)).hasMessageContaining("in one change");
        assertThatThrownBy(() -> configuration.setFolders(List.of())).hasMessageContaining("in one change");
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPolicy(null);
            configuration.setFolders(List.of());
            assertThatThrownBy(change::commit).hasMessageContaining("in one change");
        }
        assertThat(Files.readString(file)).isEqualTo(damaged);

        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
            configuration.setFolders(List.of());
            change.commit();
        }

        assertThat(configuration.policies().problems()).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("no.such.Type");
    }

    private static String deep() {
        return "<c>".repeat(40) + "</c>".repeat(40);
    }

    @Test
    void aStoredPolicyThatIsNoneIsToldAndOpensNoGate(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        ExampleShop.configure(directory);
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        Files.writeString(file, Files.readString(file).replace("mode: enforce", "mode: lenient"));

        configuration.load();

        assertThat(monitor(ExtensionList.lookupSingleton(UnusablePolicy.class)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("mode").contains("lenient"));
        jenkins.assertLogContains("could not decide", jenkins.buildAndAssertStatus(Result.FAILURE, scanning(jenkins)));
    }

    @Test
    void anAccountThatNobodyCanEnterIsTold(JenkinsRule jenkins) throws Exception {
        AwsAccount account = new AwsAccount("prod");
        account.setCredentialsId("no-such-credentials");
        account.setRegions(List.of("eu-central-1"));
        ContainerGateConfiguration.get().setAwsAccounts(List.of(account));
        BrokenConnections monitor = ExtensionList.lookupSingleton(BrokenConnections.class);
        assertThat(monitor.isActivated()).as("not tried yet").isFalse();

        ExtensionList.lookupSingleton(ConnectionChecks.class).execute(TaskListener.NULL);

        assertThat(monitor(monitor))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("AWS account prod").contains("no-such-credentials"));
        assertThat(manage(jenkins)).contains("AWS account prod");

        ContainerGateConfiguration.get().load();
        assertThat(monitor.isActivated())
                .as("an equal account is as broken as before")
                .isTrue();

        ContainerGateConfiguration.get().setAwsAccounts(List.of(new AwsAccount("prod")));
        assertThat(monitor.isActivated())
                .as("what was configured anew is not known to be broken")
                .isFalse();
    }

    @Test
    void aConnectionWhoseCheckCrashesIsBrokenAndTheOthersAreStillChecked(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setTrivyServers(List.of(
                new TrivyServer("first", "https://trivy.example"), new TrivyServer("second", "http://127.0.0.1:1")));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(configuration.getId() + ".xml");
        Files.writeString(file, Files.readString(file).replace("<url>https://trivy.example</url>", ""));
        configuration.load();

        ExtensionList.lookupSingleton(ConnectionChecks.class).execute(TaskListener.NULL);

        assertThat(monitor(ExtensionList.lookupSingleton(BrokenConnections.class)))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("first").contains("unexpectedly"),
                        problem -> assertThat(problem).contains("second"));
    }

    @Test
    void manyProblemsAreFolded(JenkinsRule jenkins) throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= 13; i++) {
            all.append(waiver("CVE-2020-" + i, "payments", LocalDate.of(2025, 1, 1)));
        }
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", waivers(all.toString())));

        assertThat(monitor(ExtensionList.lookupSingleton(ExpiringEntries.class)))
                .hasSize(10);
        assertThat(manage(jenkins)).contains("and 3 more");
    }

    private static String waivers(String entries) {
        return "waivers:\n" + entries;
    }

    private static String waiver(String rule, String owner, LocalDate expires) {
        return "  - {rule: " + rule + ", owner: " + owner + ", reason: accepted, expires: " + expires + "}\n";
    }

    private static List<String> monitor(ListedProblems monitor) {
        assertThat(monitor.isActivated()).isTrue();
        return monitor.getProblems();
    }

    private static String manage(JenkinsRule jenkins) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.setJavaScriptEnabled(false);
        HtmlPage page = client.goTo("manage/");
        return page.asNormalizedText();
    }

    private static FreeStyleProject scanning(JenkinsRule jenkins) throws Exception {
        return ExampleShop.scanning(jenkins.createFreeStyleProject(), ExampleShop.fixed());
    }
}
