package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.builders.CheckPostureBuilder;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.steps.CheckPostureStep;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.posture.PostureAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The posture of a cluster of the test, whose image a build attested. */
class CheckPostureTest extends ShopOnAws {
    private static final String CHECK = "checkPosture cluster: 'prod', awsAccount: 'prod'";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>:x";

    private final BuiltImage image = ExampleShop.fixed();
    private FakeCluster ecs;

    @BeforeEach
    void start() throws IOException {
        FakeRegistry started = registry(image);
        ecs = FakeCluster.start("prod");
        start(started, ecs.endpoint());
        ecs.definition("shop:7", """
            {"family": "shop", "revision": 7, "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
             "cpu": "256", "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true, "logConfiguration": {"logDriver": "awslogs"}}]}
            """.formatted(repository() + "@" + image.manifestDigest()))
                .service("shop", "shop:7");
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    private void runs(String group) {
        ecs.task(group, "shop:7", repository() + "@" + image.manifestDigest(), image.manifestDigest());
    }

    private void configure(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(folder.resolve("osv"));
        connect();
        Path policy = Files.writeString(
                folder.resolve("casc.yaml"), """
            security:
              containerGate:
                policy:
                  vulnerabilities: {max: {critical: 0, high: 0}}
            """ + signatures(jenkins).indent(6));
        ConfigurationAsCode.get().configure(policy.toString());
    }

    private void attest(JenkinsRule jenkins) throws Exception {
        jenkins.assertBuildStatusSuccess(
                run(
                        jenkins,
                        "node { def scan = scanImage image: '" + repository()
                                + ":1.4'\ncheckSecrets image: scan.digestReference\n"
                                + "attestVerdict image: scan.digestReference, keyCredentialsId: 'gate-key', attach: 'sbom,verdict' }"));
    }

    @Test
    @Tag("peers")
    void theMatrixAndItsHistoryAreAccessible() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            runs("service:shop");
            runs(HOSTILE);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "nightly");
            WorkflowRun build = run(job, CHECK);
            String matrix =
                    build.getUrl() + build.getAction(PostureAction.class).getUrlName() + "/";

            assertThat(AccessiblePagesTest.objections(
                            jenkins,
                            folder.resolve("browser"),
                            List.of(
                                    new AccessiblePagesTest.Looked(
                                            matrix, "#main-panel", AccessiblePagesTest.IN_THE_READERS_ZONE),
                                    new AccessiblePagesTest.Looked(job.getUrl() + "posture/"))))
                    .isEmpty();
        });
    }

    @Test
    void aBuildAndItsJobShowTheMatrixAndWhatToDoFirst() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            runs("service:shop");
            runs(HOSTILE);
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "nightly");
            WorkflowRun refused = run(job, CHECK);
            jenkins.assertBuildStatus(Result.FAILURE, refused);
            PostureAction posture = refused.getAction(PostureAction.class);
            assertThat(posture.getOutcome()).isEqualTo("FAIL");
            assertThat(posture.getRows()).isEqualTo(2);

            attest(jenkins);
            WorkflowRun passed = run(job, CHECK);
            // not all controls could be evaluated, so nothing is green
            jenkins.assertBuildStatus(Result.UNSTABLE, passed);
            assertThat(passed.getAction(VerdictAction.class).getOutcome()).isEqualTo("WARN");
            assertThat(passed.getAction(PostureAction.class).getFailed()).isZero();

            JenkinsRule.WebClient web = jenkins.createWebClient();
            String page = web.getPage(refused, posture.getUrlName() + "/").asXml();
            assertThat(page)
                    .contains("service shop", "running-image-judged", "What to do first", "least privilege")
                    .doesNotContain("<img src=\"x\"");
            String history = web.goTo("job/nightly/posture/").asXml();
            assertThat(history).contains("#1", "#2", "service shop");
            assertThat(report(web, posture, "posture.json")).contains("\"schemaVersion\": 1");
            assertThat(report(web, posture, "posture.csv")).contains("\"service shop\"");
            assertThat(report(web, posture, "posture.html"))
                    .contains("service shop", "What to do first")
                    .doesNotContain("<script", "<img");
            assertThat(web.goTo("job/nightly/1/").asXml()).contains("Posture of cluster prod");
            Path kept = refused.getRootDir().toPath().resolve("container-gate");
            Files.delete(kept.resolve("1.posture.html.gz"));
            Files.delete(kept.resolve("1.posture.csv.gz"));
            assertThat(web.getPage(refused, posture.getUrlName() + "/").asXml())
                    .as("what a build of an earlier version has")
                    .contains("report/posture.json")
                    .doesNotContain("report/posture.html", "report/posture.csv");
            web.assertFails("job/nightly/1/" + posture.getUrlName() + "/report/posture.csv", 404);
        });
    }

    private static String report(JenkinsRule.WebClient web, PostureAction posture, String name) throws Exception {
        String address = "job/nightly/1/" + posture.getUrlName() + "/report/" + name;
        return web.goTo(address, null).getWebResponse().getContentAsString();
    }

    @Test
    void everyClusterOfAllAccountsHasAPageAndAnAccountThatCannotBeReadIsAnError() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            runs("service:shop");
            attest(jenkins);
            String cluster = "cluster 123456789012/eu-central-1/prod";
            WorkflowRun one = run(jenkins, "checkPosture awsAccount: 'prod'");
            jenkins.assertBuildStatus(Result.UNSTABLE, one);
            assertThat(one.getActions(PostureAction.class))
                    .extracting(PostureAction::getSubject)
                    .containsExactly(cluster);
            ContainerGateConfiguration.get()
                    .setAwsAccounts(List.of(account("prod", "aws"), account("lost", "nowhere")));
            WorkflowRun all = run(jenkins, "checkPosture allAccounts: true");
            jenkins.assertBuildStatus(Result.FAILURE, all);
            assertThat(all.getActions(PostureAction.class))
                    .extracting(PostureAction::getSubject, PostureAction::getOutcome)
                    .containsExactlyInAnyOrder(
                            Tuple.tuple(cluster, "WARN"), Tuple.tuple("account lost/eu-central-1", "ERROR"));
            PostureAction first = all.getActions(PostureAction.class).get(0);
            assertThat(jenkins.createWebClient()
                            .getPage(all, first.getUrlName() + "/")
                            .asXml())
                    .contains(cluster, "account lost/eu-central-1");
            jenkins.assertBuildStatus(Result.FAILURE, run(jenkins, "checkPosture()"));
        });
    }

    @Test
    void aClusterThatCannotBeReadIsAnErrorWithAPage() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            ecs.refuse("DescribeClusters", "AccessDeniedException");
            WorkflowRun run = run(jenkins, CHECK);
            jenkins.assertBuildStatus(Result.FAILURE, run);
            PostureAction posture = run.getAction(PostureAction.class);
            assertThat(posture.getOutcome()).isEqualTo("ERROR");
            assertThat(jenkins.createWebClient()
                            .getPage(run, posture.getUrlName() + "/")
                            .asXml())
                    .contains("ecs:DescribeClusters");
        });
    }

    @Test
    void reportsOnHostsAreEvidenceAndOneThatIsNoneIsAnError() throws Throwable {
        sessions.then(jenkins -> {
            configure(jenkins);
            ecs.task("service:shop", "shop:7", repository() + "@" + image.manifestDigest(), image.manifestDigest());
            String given = CHECK + ", hostReports: 'i-0123456789abcdef0=bench.json'";
            WorkflowRun outside = run(jenkins, given);
            jenkins.assertBuildStatus(Result.FAILURE, outside);
            jenkins.assertLogContains("hostReports", outside);
            WorkflowRun broken = run(jenkins, "node { writeFile file: 'bench.json', text: '{'\n" + given + " }");
            jenkins.assertBuildStatus(Result.FAILURE, broken);
            assertThat(broken.getAction(PostureAction.class).getOutcome()).isEqualTo("ERROR");
            jenkins.assertLogContains("the report of docker-bench-security on i-0123456789abcdef0", broken);
        });
    }

    @Test
    void theBuildStepKeepsItsOptions() throws Throwable {
        sessions.then(jenkins -> {
            CheckPostureStep step = new CheckPostureStep();
            step.setCluster("prod");
            step.setAwsAccount("prod");
            step.setHostReports("i-0123456789abcdef0=a.json\ni-0123456789abcdef1=b.json");
            step.setTrafficFile("traffic.json");
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(new CheckPostureBuilder(step));
            jenkins.configRoundtrip(job);
            CheckPostureStep kept =
                    job.getBuildersList().get(CheckPostureBuilder.class).getOptions();
            assertThat(kept.getCluster()).isEqualTo("prod");
            assertThat(kept.getService()).isNull();
            assertThat(kept.getHostReports())
                    .isEqualToNormalizingNewlines("i-0123456789abcdef0=a.json\ni-0123456789abcdef1=b.json");
            assertThat(kept.getTrafficFile()).isEqualTo("traffic.json");
        });
    }
}
