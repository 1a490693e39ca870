package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.containergate.builders.CheckTaskDefinitionBuilder;
import io.jenkins.plugins.containergate.steps.CheckTaskDefinitionStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class CheckTaskDefinitionTest {
    private static final String HARDENED = """
        {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
         "containerDefinitions": [{"name": "web", "user": "10001", "readonlyRootFilesystem": true,
          "image": "shop/web@sha256:%s",
          "logConfiguration": {"logDriver": "awslogs"}}]}
        """.formatted("a".repeat(64));
    private static final String PRIVILEGED = """
        {"family": "shop", "containerDefinitions": [{"name": "web", "image": "shop/web:1", "privileged": true,
          "environment": [{"name": "DB_PASSWORD", "value": "correct-horse"}]}]}
        """;

    @Test
    void aHardenedTaskPasses(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = jenkins.assertBuildStatusSuccess(pipeline(jenkins, HARDENED, "file: 'taskdef.json'"));

        jenkins.assertLogContains("outcome=PASS", run);
        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
    }

    @Test
    void aPrivilegedTaskStopsThePipelineAndNoSecretIsShown(JenkinsRule jenkins) throws Exception {
        WorkflowRun run =
                jenkins.assertBuildStatus(Result.FAILURE, pipeline(jenkins, PRIVILEGED, "file: 'taskdef.json'"));

        jenkins.assertLogContains("no-plaintext-secrets-env", run);
        jenkins.assertLogNotContains("outcome=", run);
        jenkins.assertLogNotContains("correct-horse", run);
    }

    @Test
    void thePageShowsTheRulesByContainerAndNoSecret(JenkinsRule jenkins) throws Exception {
        WorkflowRun run =
                jenkins.assertBuildStatus(Result.FAILURE, pipeline(jenkins, PRIVILEGED, "file: 'taskdef.json'"));

        HtmlPage page = jenkins.createWebClient().getPage(run, "container-gate");
        String text = page.asNormalizedText();
        assertThat(text).contains("Rules by container", "container \"web\"").doesNotContain("correct-horse");
        assertThat(page.querySelectorAll(".container-gate-excerpt mark"))
                .extracting(mark -> mark.getTextContent().strip())
                .contains("\"privileged\": true,", "\"value\": \"***\"");
    }

    @Test
    void aRenderedDefinitionNeedsNoFile(JenkinsRule jenkins) throws Exception {
        jenkins.assertBuildStatusSuccess(pipeline(jenkins, "", "taskDefinition: '''" + HARDENED + "'''"));
    }

    @Test
    void aMissingFileAndARegisteredNameCannotBeDecided(JenkinsRule jenkins) throws Exception {
        WorkflowRun missing =
                jenkins.assertBuildStatus(Result.FAILURE, pipeline(jenkins, HARDENED, "file: 'other.json'"));
        jenkins.assertLogContains("other.json cannot be read", missing);
        WorkflowRun registered =
                jenkins.assertBuildStatus(Result.FAILURE, pipeline(jenkins, HARDENED, "taskDefinition: 'shop:12'"));
        jenkins.assertLogContains("could not decide", registered);
    }

    @Test
    void evidenceThatIsNoneOrAboutNothingCannotBeDecided(JenkinsRule jenkins) throws Exception {
        WorkflowRun nowhere = jenkins.assertBuildStatus(
                Result.FAILURE, pipeline(jenkins, HARDENED, "file: 'taskdef.json', trafficFile: 'taskdef.json'"));
        jenkins.assertLogContains("trafficFile is about a cluster, and no cluster is named", nowhere);
        WorkflowRun report = jenkins.assertBuildStatus(
                Result.FAILURE,
                pipeline(
                        jenkins,
                        HARDENED,
                        "file: 'taskdef.json', cluster: 'prod', hostReports: 'i-0123456789abcdef0=taskdef.json'"));
        jenkins.assertLogContains("the report of docker-bench-security on i-0123456789abcdef0", report);
        WorkflowRun traffic = jenkins.assertBuildStatus(
                Result.FAILURE,
                pipeline(jenkins, HARDENED, "file: 'taskdef.json', cluster: 'prod', trafficFile: 'taskdef.json'"));
        jenkins.assertLogContains("the traffic file taskdef.json cannot be read", traffic);
        WorkflowRun missing = jenkins.assertBuildStatus(
                Result.FAILURE,
                pipeline(jenkins, HARDENED, "file: 'taskdef.json', cluster: 'prod', trafficFile: 'other.json'"));
        jenkins.assertLogContains("other.json of trafficFile cannot be read", missing);
    }

    @Test
    void theBuildStepReadsOnTheAgent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.setAssignedNode(agent);
        project.setScm(new SingleFileSCM("taskdef.json", PRIVILEGED));
        CheckTaskDefinitionStep options = new CheckTaskDefinitionStep();
        options.setFile("taskdef.json");
        options.setParameters("A=b\nC=d");
        project.getBuildersList().add(new CheckTaskDefinitionBuilder(options));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);
        jenkins.assertLogContains("no template declares the parameter", build);
        options.setHostReports("i-0123456789abcdef0=a.json\ni-0123456789abcdef1=b.json");

        FreeStyleProject kept = jenkins.configRoundtrip(project);
        assertThat(kept.getBuildersList()
                        .get(CheckTaskDefinitionBuilder.class)
                        .getOptions()
                        .getParameters())
                .isEqualToNormalizingNewlines("A=b\nC=d");
        assertThat(kept.getBuildersList()
                        .get(CheckTaskDefinitionBuilder.class)
                        .getOptions()
                        .getHostReports())
                .isEqualToNormalizingNewlines("i-0123456789abcdef0=a.json\ni-0123456789abcdef1=b.json");
    }

    private static WorkflowRun pipeline(JenkinsRule jenkins, String file, String arguments) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
            node {
                writeFile file: 'taskdef.json', text: '''%s'''
                def check = checkTaskDefinition %s
                echo "outcome=${check.outcome}"
            }
            """.formatted(file, arguments), true));
        return job.scheduleBuild2(0).get();
    }
}
