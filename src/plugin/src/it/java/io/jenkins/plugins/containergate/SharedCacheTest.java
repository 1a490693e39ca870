package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.model.labels.LabelAtom;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.AgentSettings;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.config.SharedCacheSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Agents that start empty use what others found, through the controller. */
@WithJenkins
class SharedCacheTest {
    private static final String ENDPOINT = "aws.endpointUrl";
    private static final String KEY = Base64.getEncoder()
            .encodeToString("a key that nobody may see: 32+".repeat(2).getBytes(StandardCharsets.UTF_8));

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int status = 200;
    private HttpServer bucket;
    private FakeRegistry registry;

    @TempDir
    Path data;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(ExampleShop.vulnerable(), "1.4"));
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext("/", this::answer);
        bucket.start();
        System.setProperty(ENDPOINT, "http://localhost:" + bucket.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        bucket.stop(0);
        registry.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] found = objects.get(path);
        boolean get = exchange.getRequestMethod().equals("GET");
        int code = status != 200 ? status : get && found == null ? 404 : 200;
        requests.add(exchange.getRequestMethod() + " " + code);
        if (code == 200 && !get) {
            objects.put(path, body);
        }
        byte[] answer = code == 200 && get ? found : new byte[0];
        exchange.sendResponseHeaders(code, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private void configure(String key, String label) throws Exception {
        ExampleShop.configure(data);
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.clear();
        credentials.add(
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "aws", "", "AKIAEXAMPLE", "hidden-key"));
        credentials.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "cache-key", "", Secret.fromString(key)));
        SystemCredentialsProvider.getInstance().save();
        AwsAccount account = new AwsAccount("prod");
        account.setCredentialsId("aws");
        account.setRegions(List.of("eu-central-1"));
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        SharedCacheSettings shared = new SharedCacheSettings("s3://acme-scans/gate", "prod", "cache-key");
        shared.setLabel(label);
        AgentSettings agents = new AgentSettings();
        agents.setSharedCache(shared);
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setAwsAccounts(List.of(account));
        configuration.setRegistries(List.of(reached));
        configuration.setAgents(agents);
    }

    private WorkflowRun scanOn(JenkinsRule jenkins, String agent) throws Exception {
        requests.clear();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent + "') { scanImage image: '" + registry.authority() + "/shop/app:1.4' }", true));
        WorkflowRun run = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains(ExampleShop.CVE, run);
        assertThat(JenkinsRule.getLog(run)).doesNotContain(KEY, "hidden-key");
        return run;
    }

    private static String agent(JenkinsRule jenkins, String label) throws Exception {
        Slave agent = jenkins.createOnlineSlave(new LabelAtom(label));
        return agent.getNodeName();
    }

    @Test
    void aFreshAgentUsesWhatAnotherFoundAndReachesTheSameVerdict(JenkinsRule jenkins) throws Exception {
        configure(KEY, "release");
        String first = agent(jenkins, "release");
        String second = agent(jenkins, "release");

        scanOn(jenkins, first);
        assertThat(requests).contains("GET 404", "PUT 200").doesNotContain("GET 200");
        assertThat(objects.keySet()).allMatch(path -> path.matches("/acme-scans/gate/[0-9a-f]{64}"));

        scanOn(jenkins, second);
        assertThat(requests).contains("GET 200").doesNotContain("PUT 200");

        scanOn(jenkins, second);
        assertThat(requests).as("its own cache comes first").isEmpty();
    }

    @Test
    void onlyAgentsWithTheLabelShareAndEntriesOfAnotherKeyAreIgnored(JenkinsRule jenkins) throws Exception {
        configure(KEY, "release");
        scanOn(jenkins, agent(jenkins, "proposals"));
        assertThat(requests).isEmpty();

        scanOn(jenkins, agent(jenkins, "release"));
        objects.replaceAll((path, entry) -> new byte[entry.length]);
        scanOn(jenkins, agent(jenkins, "release"));
        assertThat(requests).contains("GET 200", "PUT 200");

        configure("not base64!", "");
        assertThat(JenkinsRule.getLog(scanOn(jenkins, agent(jenkins, "proposals"))))
                .contains("the shared cache is not used: the secret text 'cache-key' is not a key of a shared cache");
        assertThat(requests).isEmpty();
    }

    @Test
    void aStoreThatFailsIsLeftAloneAndChangesNoVerdict(JenkinsRule jenkins) throws Exception {
        configure(KEY, "");
        status = 403;

        assertThat(JenkinsRule.getLog(scanOn(jenkins, agent(jenkins, "any"))))
                .contains("the shared cache is not used any more");
        assertThat(requests).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aStoreThatCannotEvenBeOpenedChangesNoVerdict(JenkinsRule jenkins) throws Exception {
        configure(KEY, "");
        String registryHost = registry.authority().replaceAll(":.*", "");
        jenkins.jenkins.setProxy(new ProxyConfiguration("proxy of acme", 3128, "", "", registryHost));

        assertThat(JenkinsRule.getLog(scanOn(jenkins, agent(jenkins, "any"))))
                .contains("the shared cache is not used: ");
        assertThat(requests).isEmpty();
    }

    @Test
    void itIsConfiguredAsCodeAndInTheForm(JenkinsRule jenkins) throws Exception {
        configure(KEY, "");
        Path file = data.resolve("jenkins.yaml");
        Files.writeString(file, """
            security:
              containerGate:
                agents:
                  sharedCache:
                    address: s3://acme-scans/gate
                    awsAccount: prod
                    region: eu-west-1
                    keyCredentialsId: cache-key
                    label: release && linux
            """);
        ConfigurationAsCode.get().configure(file.toString());

        jenkins.configRoundtrip();

        SharedCacheSettings shared =
                ContainerGateConfiguration.get().agentSettings().getSharedCache();
        assertThat(shared.getAddress()).isEqualTo("s3://acme-scans/gate");
        assertThat(shared.getAwsAccount()).isEqualTo("prod");
        assertThat(shared.getRegion()).isEqualTo("eu-west-1");
        assertThat(shared.getKeyCredentialsId()).isEqualTo("cache-key");
        assertThat(shared.getLabel()).isEqualTo("release && linux");

        Files.writeString(file, Files.readString(file).replace("s3://acme-scans/gate", "https://acme.example/"));
        assertThatThrownBy(() -> ConfigurationAsCode.get().configure(file.toString()))
                .hasStackTraceContaining("s3://BUCKET/PREFIX");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("https://acme.example/", "s3://acme-scans/gate")
                        .replace("eu-west-1", "no where"));
        assertThatThrownBy(() -> ConfigurationAsCode.get().configure(file.toString()))
                .hasStackTraceContaining("give the name of a region");
    }
}
