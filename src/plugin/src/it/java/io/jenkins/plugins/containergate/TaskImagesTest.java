package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Images that tasks name: read by the agent, judged by the controller, each with a verdict of its own. */
@WithJenkins
class TaskImagesTest {
    private final BuiltImage vulnerable = ExampleShop.vulnerable();
    private final BuiltImage fixed = ExampleShop.fixed();
    private FakeRegistry registry;

    @TempDir
    private Path data;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start()
                .with("shop/old", OciLayout.of(vulnerable, "1.4"))
                .with("shop/new", OciLayout.of(fixed, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void configure() throws IOException {
        ExampleShop.configure(data);
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("enforce", "fail"));
    }

    private void demand(boolean signed, boolean scanned) {
        String demands = "taskDefinition:\n  images:\n"
                + (signed ? "    signed: required\n" : "")
                + (scanned ? "    scanned: required\n" : "");
        ContainerGateConfiguration.get()
                .setPolicy(ExampleShop.policy("enforce", "fail", signed || scanned ? demands : ""));
    }

    private String image(String name, BuiltImage image) {
        return registry.authority() + "/shop/" + name + ":1.4@" + image.manifestDigest();
    }

    /** Without a user: the image decides. */
    private static String task(String... images) {
        StringBuilder containers = new StringBuilder();
        for (int i = 0; i < images.length; i++) {
            containers.append(i == 0 ? "" : ",").append("""
                {"name": "c%s", "readonlyRootFilesystem": true, "image": "%s",
                 "logConfiguration": {"logDriver": "awslogs"}}\
                """.formatted(i, images[i]));
        }
        return """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
             "containerDefinitions": [%s]}\
            """.formatted(containers);
    }

    private static WorkflowRun check(JenkinsRule jenkins, String task, String more) throws Exception {
        String agent = jenkins.createOnlineSlave().getNodeName();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
            node('%s') {
                writeFile file: 'taskdef.json', text: '''%s'''
                def check = checkTaskDefinition file: 'taskdef.json'%s
                echo "outcome=${check.outcome}"
            }
            """.formatted(agent, task, more), true));
        return job.scheduleBuild2(0).get();
    }

    private static List<String> outcomes(WorkflowRun run) {
        return run.getActions(VerdictAction.class).stream()
                .map(VerdictAction::getOutcome)
                .toList();
    }

    @Test
    void theUserOfTheImageCountsWhereTheDefinitionIsSilent(JenkinsRule jenkins) throws Exception {
        configure();
        String task = task(image("new", fixed));

        WorkflowRun silent = check(jenkins, task, "");
        jenkins.assertBuildStatus(Result.FAILURE, silent);
        jenkins.assertLogContains("non-root-user", silent);

        WorkflowRun read = check(jenkins, task, ", readImages: true");
        jenkins.assertBuildStatus(Result.SUCCESS, read);
        assertThat(outcomes(read)).containsExactly("PASS");
    }

    @Test
    void aVulnerableSidecarFailsTheTaskWhenThePolicyDemandsScans(JenkinsRule jenkins) throws Exception {
        configure();
        demand(false, true);

        WorkflowRun run = check(jenkins, task(image("new", fixed), image("old", vulnerable)), "");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(outcomes(run)).containsExactly("FAIL", "PASS", "FAIL");
        jenkins.assertLogContains("image-scanned", run);
        jenkins.assertLogContains(ExampleShop.CVE, run);
        jenkins.assertLogNotContains("outcome=", run);
    }

    @Test
    void aTaskOfScannedImagesPasses(JenkinsRule jenkins) throws Exception {
        configure();

        WorkflowRun run = check(jenkins, task(image("new", fixed), image("new", fixed)), ", scanImages: true");

        jenkins.assertBuildStatus(Result.SUCCESS, run);
        assertThat(outcomes(run)).as("each image is judged once").containsExactly("PASS", "PASS");
    }

    @Test
    void anUnsignedImageFailsTheTaskAlsoWhenItWasScanned(JenkinsRule jenkins) throws Exception {
        configure();
        demand(true, true);

        WorkflowRun run = check(jenkins, task(image("new", fixed)), "");

        jenkins.assertBuildStatus(Result.FAILURE, run);
        assertThat(outcomes(run)).containsExactly("FAIL", "FAIL");
        jenkins.assertLogContains("image-signed", run);
    }

    @Test
    void anImageThatIsNotThereIsAnErrorNotAPass(JenkinsRule jenkins) throws Exception {
        configure();
        String gone = registry.authority() + "/shop/gone@sha256:" + "0".repeat(64);

        for (String option : List.of("readImages", "verifyImages", "scanImages")) {
            WorkflowRun run = check(jenkins, task(gone), ", " + option + ": true");
            jenkins.assertBuildStatus(Result.FAILURE, run);
            assertThat(outcomes(run)).as(option).contains("ERROR").doesNotContain("PASS", "WARN");
        }
    }

    @Test
    void theCredentialsOfAJobAreForTheRegistryItNames(JenkinsRule jenkins) throws Exception {
        configure();

        WorkflowRun run =
                check(jenkins, task(image("new", fixed)), ", verifyImages: true, registryCredentialsId: 'registry'");
        jenkins.assertBuildStatus(Result.FAILURE, run);
        jenkins.assertLogContains("registryCredentialsId needs registry", run);
        assertThat(registry.requests()).isEmpty();

        WorkflowRun other = check(
                jenkins,
                task(image("new", fixed)),
                ", readImages: true, registryCredentialsId: 'missing', registry: 'registry.example.com'");
        jenkins.assertLogNotContains("'missing'", other);

        WorkflowRun same = check(
                jenkins,
                task(image("new", fixed)),
                ", readImages: true, registryCredentialsId: 'missing', registry: '" + registry.authority() + "'");
        jenkins.assertLogContains("this job may use no credentials 'missing'", same);
    }

    @Test
    void anOptionThatCannotBeHonouredIsRefused(JenkinsRule jenkins) throws Exception {
        configure();

        WorkflowRun unknown = check(jenkins, task(image("new", fixed)), ", platform: 'linux/amd64'");
        jenkins.assertBuildStatus(Result.FAILURE, unknown);
        jenkins.assertLogContains("checkTaskDefinition does not have these options: platform", unknown);

        for (String option :
                List.of("trivyServer: 'a'", "registryCredentialsId: 'b', registry: 'registry.example.com'")) {
            WorkflowRun run = check(jenkins, task(image("new", fixed)), ", " + option);
            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("remove the option", run);
            assertThat(outcomes(run)).as(option).containsExactly("ERROR");
        }
    }
}
