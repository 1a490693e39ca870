package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FetchedData;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** VEX repositories that the controller fetches excuse what the organisation's policy lets them excuse. */
@WithJenkins
class VexRepositoriesTest {
    private static final String SITE = "https://vex.example.org/";
    private static final String MANIFEST = SITE + ".well-known/vex-repository.json";
    private static final String TRUSTING = trusting(MANIFEST);

    private JenkinsRule jenkins;

    @TempDir
    Path exports;

    @BeforeEach
    void start(JenkinsRule rule) throws IOException {
        jenkins = rule;
        ExampleShop.configure(exports);
    }

    private static String trusting(String pattern) {
        return "vex: [{from: files}, {from: repository, repositories: [\"" + pattern + "\"]}]\n";
    }

    /** As the controller leaves it after an update. */
    private static void fetched(String status, Duration age) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("repository.json", bytes("{\"address\": \"" + MANIFEST + "\"}"));
        entries.put("index.json", bytes("""
                {"updated_at": "2026-11-20T00:00:00Z",
                 "packages": [{"id": "pkg:deb/debian/zlib1g", "location": "zlib/vex.json"}]}"""));
        entries.put("zlib/vex.json", bytes(document("Acme", status)));
        Path data = FetchedData.directory().root();
        Files.createDirectories(data.resolve("vex"));
        Files.write(data.resolve("vex/acme.zip"), OsvExportFiles.zip(entries));
        Files.writeString(data.resolve("feeds.json"), """
                {"version": 1, "feeds": {"vex/acme.zip": {"sha256": "%s", "bytes": 1, "fetchedAt": "%2$s", "checkedAt": "%2$s"}}}""".formatted(
                        "0".repeat(64), Instant.now().minus(age)));
    }

    private static String document(String author, String status) {
        return """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "%s",
             "timestamp": "2026-11-20T10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "%s"},
             "products": [{"@id": "pkg:deb/debian/zlib1g"}], "status": "%s",
             "justification": "vulnerable_code_not_present"}]}""".formatted(author, ExampleShop.CVE, status);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static VulnerabilityData data() {
        return ContainerGateConfiguration.get().getVulnerabilityData();
    }

    private static void configured(String... repositories) {
        VulnerabilityData data = data();
        data.setVexRepositories(List.of(repositories));
        ContainerGateConfiguration.get().setVulnerabilityData(data);
    }

    private static void policy(String vex) {
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail", vex));
    }

    private WorkflowRun scan(String options) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        jenkins.jenkins
                .getWorkspaceFor(job)
                .child("shop.tar")
                .copyFrom(new ByteArrayInputStream(ExampleShop.archive(ExampleShop.vulnerable())));
        jenkins.jenkins.getWorkspaceFor(job).child("own.json").write(document("Us", "not_affected"), "UTF-8");
        jenkins.jenkins.getWorkspaceFor(job).child("asked.yaml").write("version: 1\n" + TRUSTING, "UTF-8");
        job.setDefinition(new CpsFlowDefinition("node { scanImage archive: 'shop.tar'" + options + " }", true));
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private String outcome(String options) throws Exception {
        return scan(options).getAction(VerdictAction.class).getOutcome();
    }

    @Test
    void aTrustedRepositoryExcusesAndTheVerdictNamesIt() throws Exception {
        fetched("not_affected", Duration.ofDays(1));
        configured("acme=" + SITE);
        policy(TRUSTING);

        WorkflowRun excused = scan("");

        jenkins.assertBuildStatusSuccess(excused);
        jenkins.assertLogContains("1 waived", excused);
        assertThat(VerdictText.of(excused)).contains("by Acme", "(repository: " + MANIFEST + " zlib/vex.json)");
    }

    @Test
    void onlyTheOrganisationSaysWhichRepositoriesMayState() throws Exception {
        fetched("not_affected", Duration.ofDays(1));
        configured("acme=" + SITE);
        for (String vex : List.of("", "vex: [{from: files}]\n", trusting("https://other.example/**"))) {
            policy(vex);
            assertThat(outcome("")).as(vex).isEqualTo("FAIL");
        }
        policy("");
        WorkflowRun asked = scan(", policyFile: 'asked.yaml'");
        jenkins.assertBuildStatus(Result.FAILURE, asked);
        jenkins.assertLogNotContains("1 waived", asked);
    }

    /** One that is not there could object, so a file of the job excuses nothing either. */
    @Test
    void aRepositoryThatIsNotConfiguredOrNotFetchedKeepsFilesFromExcusing() throws Exception {
        String own = ", vex: 'own.json'";
        policy(TRUSTING);
        WorkflowRun never = scan(own);
        jenkins.assertBuildStatus(Result.FAILURE, never);
        assertThat(VerdictText.of(never)).contains("the policy trusts one that is not in the data directory");

        configured("acme=" + SITE);
        assertThat(outcome(own)).isEqualTo("FAIL");

        fetched("not_affected", Duration.ofDays(1));
        assertThat(outcome(own)).isEqualTo("PASS");
        configured();
        assertThat(outcome(own)).as("an administrator removed it").isEqualTo("FAIL");

        policy(trusting(SITE + "**"));
        configured("acme=" + SITE, "late=" + SITE + "late.json");
        assertThat(outcome(own))
                .as("one of two trusted repositories is missing")
                .isEqualTo("FAIL");
        configured("acme=" + SITE);
        assertThat(outcome(own)).isEqualTo("PASS");
    }

    @Test
    void whatATrustedRepositoryCallsAffectedNoFileExcuses() throws Exception {
        fetched("affected", Duration.ofDays(1));
        configured("acme=" + SITE);
        policy(TRUSTING);
        assertThat(outcome(", vex: 'own.json'")).isEqualTo("FAIL");
    }

    @Test
    void aStaleOrBrokenRepositoryIsAnErrorThatSaysWhereToLook() throws Exception {
        fetched("not_affected", Duration.ofDays(31));
        configured("acme=" + SITE);
        policy(TRUSTING);
        WorkflowRun stale = scan("");
        jenkins.assertBuildStatus(Result.FAILURE, stale);
        jenkins.assertLogContains("more than 30 days ago", stale);
        jenkins.assertLogContains("vulnerability data.log", stale);
        assertThat(stale.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");

        Files.write(FetchedData.directory().root().resolve("vex/acme.zip"), new byte[] {'P', 'K', 3, 4});
        assertThat(outcome("")).isEqualTo("ERROR");
    }

    @Test
    void theControllerFetchesThemWithoutAnyOtherData() throws Exception {
        String more = "more=https://vex.example.org/more/vex-repository.json";
        configured("acme=" + SITE, more);

        assertThat(FetchedData.feeds(data())).extracting(Feed::path).containsExactly("vex/acme.zip", "vex/more.zip");

        jenkins.configRoundtrip();
        assertThat(data().getVexRepositories()).containsExactly("acme=" + SITE, more);
        for (String wrong : List.of(
                "acme=http://a.example/",
                "https://a.example/",
                "../x=https://a.example/",
                "a=https://a.example/\na=https://b.example/",
                "a=https://me:secret@a.example/")) {
            assertThatThrownBy(() -> configured(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
