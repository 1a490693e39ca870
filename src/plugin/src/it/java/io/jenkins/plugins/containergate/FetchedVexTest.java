package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Node;
import hudson.model.Result;
import hudson.model.labels.LabelAtom;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import io.jenkins.plugins.containergate.config.AgentSettings;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FetchedData;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A VEX repository from its server, through the controller that fetches it, to a scan on an agent. */
@WithJenkins
class FetchedVexTest {
    private static final String FILE = "vex/acme.zip";

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private JenkinsRule jenkins;
    private ServerIdentity identity;
    private FaultyServer server;
    private String manifest;
    private FreeStyleProject job;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        identity = ServerIdentity.valid(folder);
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> FaultyServer.Reply.file(exchange, served));
        manifest = server.address() + "/.well-known/vex-repository.json";
        served.put("/.well-known/vex-repository.json", bytes("""
            {"name": "acme", "description": "", "versions": {"v0": {"spec_version": "0.1", "update_interval": "24h",
             "locations": [{"url": "%s/archive.zip"}]}}}\
            """.formatted(server.address())));
        ExampleShop.configure(folder.resolve("osv"));
        VulnerabilityData data = ContainerGateConfiguration.get().getVulnerabilityData();
        data.setVexRepositories(List.of("acme=" + server.address() + "/"));
        ContainerGateConfiguration.get().setVulnerabilityData(data);
        ContainerGateConfiguration.get()
                .setPolicy(ExampleShop.policy(
                        "enforce", "fail", "vex: [{from: repository, repositories: [\"" + manifest + "\"]}]\n"));
        Node agent = jenkins.createOnlineSlave(new LabelAtom("build"));
        job = ExampleShop.scanning(jenkins.createFreeStyleProject(), ExampleShop.vulnerable());
        job.setAssignedNode(agent);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the server has from now on. */
    private void publish(String status, String updatedAt) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("index.json", bytes("""
            {"updated_at": "%s", "packages": [{"id": "pkg:deb/debian/zlib1g", "location": "zlib/vex.json"}]}\
            """.formatted(updatedAt)));
        entries.put("zlib/vex.json", bytes("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "Acme",
             "timestamp": "%s", "version": 1, "statements": [{"vulnerability": {"name": "%s"},
             "products": [{"@id": "pkg:deb/debian/zlib1g"}], "status": "%s",
             "justification": "vulnerable_code_not_present"}]}\
            """.formatted(updatedAt, ExampleShop.CVE, status)));
        served.put("/archive.zip", OsvExportFiles.zip(entries));
    }

    private void trustServer() {
        AgentSettings agents = new AgentSettings();
        agents.setCertificateAuthorities(identity.pem());
        ContainerGateConfiguration.get().setAgents(agents);
    }

    /**
     * Has the controller fetch.
     *
     * @return what its task said
     */
    private String update() throws Exception {
        Path log = jenkins.jenkins.getRootDir().toPath().resolve("logs/tasks/Container gate: vulnerability data.log");
        int ended = count(log);
        ExtensionList.lookupSingleton(FetchedData.class).doRun();
        Instant until = Instant.now().plus(Duration.ofMinutes(2));
        while (count(log) == ended && Instant.now().isBefore(until)) {
            Thread.sleep(50);
        }
        String all = Files.readString(log);
        return all.substring(all.lastIndexOf("Started at"));
    }

    private static int count(Path log) throws IOException {
        return Files.exists(log) ? Files.readString(log).split("Finished at", -1).length : 1;
    }

    /** As if the last check was that long ago. */
    private static void checked(Duration ago) throws IOException {
        Path records = FetchedData.directory().root().resolve("feeds.json");
        Files.writeString(
                records,
                Files.readString(records)
                        .replaceAll(
                                "\"checkedAt\" ?: ?\"[^\"]*\"",
                                "\"checkedAt\": \"" + Instant.now().minus(ago) + "\""));
    }

    private FreeStyleBuild scan(Result result) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertStatus(result, job);
        assertThat(build.getBuiltOn())
                .isEqualTo(job.getAssignedLabel().getNodes().iterator().next());
        return build;
    }

    @Test
    void whatTheControllerFetchedCountsOnAgentsUntilTheRepositorySaysOtherwise() throws Exception {
        trustServer();
        publish("not_affected", "2026-01-01T00:00:00Z");
        assertThat(update()).contains(FILE + " updated");

        FreeStyleBuild excused = scan(Result.SUCCESS);
        jenkins.assertLogContains("1 waived", excused);
        assertThat(VerdictText.of(excused)).contains("by Acme", "(repository: " + manifest + " zlib/vex.json)");

        publish("affected", "2026-01-02T00:00:00Z");
        checked(Duration.ofDays(2));
        assertThat(update()).contains(FILE + " updated");
        FreeStyleBuild changed = scan(Result.FAILURE);
        assertThat(changed.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
    }

    /** A server of old statements, or somebody in between, takes back no objection. */
    @Test
    void olderStatementsReplaceNoNewerOnes() throws Exception {
        trustServer();
        publish("affected", "2026-01-02T00:00:00Z");
        update();
        publish("not_affected", "2026-01-01T00:00:00Z");
        checked(Duration.ofDays(2));

        assertThat(update()).contains("older than what is there");
        scan(Result.FAILURE);
    }

    @Test
    void aServerThatIsGoneLeavesWhatWasFetchedUntilItIsTooOld() throws Exception {
        trustServer();
        publish("not_affected", "2026-01-01T00:00:00Z");
        update();
        server.close();
        checked(Duration.ofDays(2));

        assertThat(update()).contains(FILE + " kept");
        scan(Result.SUCCESS);

        checked(Duration.ofDays(31));
        FreeStyleBuild stale = scan(Result.FAILURE);
        assertThat(stale.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("more than 30 days ago", stale);
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedSaysNothing() throws Exception {
        publish("not_affected", "2026-01-01T00:00:00Z");

        assertThat(update()).contains(FILE + " missing", "certificate");
        FreeStyleBuild build = scan(Result.FAILURE);
        assertThat(build.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        assertThat(VerdictText.of(build)).contains("the policy trusts one that is not in the data directory");
    }

    @Test
    void aFileThatIsDamagedAfterItCameIsAnError() throws Exception {
        trustServer();
        publish("not_affected", "2026-01-01T00:00:00Z");
        update();
        Path file = FetchedData.directory().root().resolve(FILE);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 0x20;
        Files.write(file, content);

        FreeStyleBuild build = scan(Result.FAILURE);
        assertThat(build.getAction(VerdictAction.class).getOutcome()).isEqualTo("ERROR");
        jenkins.assertLogContains("vulnerability data.log", build);
    }
}
