package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs;
import io.jenkins.lib.containergate.testkit.aws.FakeEcs.Answer;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code gate admit}: a good deployment goes on, and whatever else happens to one does not end in CONTINUE. */
class AdmitCommandTest extends WaitingShop {
    private void assertNoContinueWasTaken() {
        assertThat(ecs.answers())
                .noneMatch(answer -> answer.taken() && !answer.action().equals("ROLLBACK"));
    }

    private void assertRolledBack(String deployment) {
        assertThat(ecs.answers()).contains(new Answer(deployment, hook(deployment), "ROLLBACK", true));
        assertNoContinueWasTaken();
    }

    private static String hook(String deployment) {
        return "hook-" + deployment.substring(deployment.lastIndexOf('/') + 1);
    }

    /** The author of a build chooses its gates. */
    @Test
    void anImageWhoseLicencesNobodyEvaluatedIsNotAdmittedUnderAPolicyWithAListOfThem() throws Exception {
        Fixtures.write(
                policy,
                Files.readString(policy("")).replace(", asStrict: true", "")
                        + "licenses: {packages: language, deny: [strong-copyleft]}\n");
        Path reports = folder.resolve("reports");
        Path osv = Fixtures.osv(folder.resolve("LOW"), "LOW");
        Gate.runAt(Gate.NOW, words("scan", image(), "--osv", osv, "--no-cache", "--out", reports));
        Verdict whole = Fixtures.verdict(reports.resolve("verdict.json"));
        Verdict without = new Verdict(
                whole.subject(),
                whole.policy(),
                whole.gates().stream()
                        .filter(gate -> gate.gate() != GateName.LICENSES)
                        .toList(),
                whole.notes(),
                whole.judgedAt());
        String pinned = registry.authority() + "/shop/web@" + web.manifestDigest();
        Fixtures.attest(registry, pinned, web, GATE, without);
        waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("verdict on CONTAINER_GATE_LICENSES");
        Fixtures.attest(registry, pinned, web, GATE, whole);
        waiting("shop", "two");
        Gate evaluated = admitShop();
        assertThat(evaluated.exit()).as(evaluated.out()).isZero();
    }

    @Test
    void aDeploymentOfWhatPassedGoesOnAndSaysWhoDecidedUnderWhat() throws IOException {
        passed();
        String deployment = waiting("shop", "one");
        Gate gate = admitShop("--out", folder.resolve("out"));
        assertThat(gate.exit()).as(gate.out() + gate.err()).isZero();
        assertThat(ecs.answers()).containsExactly(new Answer(deployment, "hook-one", "CONTINUE", true));
        assertThat(gate.out())
                .contains(
                        "CONTINUE was answered",
                        "hook-one",
                        "arn:aws:iam::123456789012:user/gate",
                        "under the policy sha256:",
                        "service-revision/prod/shop/one",
                        "passed on " + Gate.NOW);
        String verdict = Files.readString(folder.resolve("out/verdict.json"));
        assertThat(new ObjectMapper().readTree(verdict).path("gates").findValuesAsText("gate"))
                .containsExactly("signatures", "taskDefinition", "admission");
    }

    @Test
    void anImageThatNobodyAttestedIsRolledBack() {
        String deployment = waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("not admitted: signatures: ", "shop/web", "verdict-attested");
        assertRolledBack(deployment);
    }

    @Test
    void theNewestVerdictCounts() {
        passed();
        attest(Gate.NOW.plusSeconds(60), "CRITICAL");
        String deployment = waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("its newest verdict");
        assertRolledBack(deployment);
    }

    /** ECS resolved the tag to the image of a platform, and the signatures that were checked are those of the index. */
    @Test
    void anIndexThatDidNotPassTakesTheImageOfATaggedDeploymentWithIt() {
        registry.with("shop/web", OciLayout.of(OciIndex.index().image(web), "1"));
        passed();
        waiting("shop", "one");
        assertThat(admitShop().exit()).isZero();
        Path reports = folder.resolve("signatures");
        Gate.runAt(Gate.NOW, words("verify", image(), "--out", reports));
        Path key = Fixtures.write(folder.resolve("gate.key"), GATE.privatePem());
        Path verdict = reports.resolve("verdict.json");
        Gate attest = Gate.runAt(Gate.NOW, words("attest", image(), "--verdict", verdict, "--key", key));
        assertThat(attest.exit()).as(attest.err()).isZero();
        String deployment = waiting("shop", "two");
        Gate gate = admitShop();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("verdict-attested", "did not pass");
        assertThat(ecs.answers()).contains(new Answer(deployment, hook(deployment), "ROLLBACK", true));
    }

    @Test
    void aVerdictUnderALooserPolicyDoesNotCount() {
        passed();
        policy = policy("");
        policy = Fixtures.write(
                folder.resolve("stricter.yaml"), read(policy).replace("high: 0}", "high: 0, medium: 0, low: 0}"));
        String deployment = waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("not strict enough");
        assertRolledBack(deployment);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anImageWhoseScanIsDemandedHasItsAttestedVerdict() {
        policy = policy(", images: {scanned: required}");
        passed();
        waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).as(gate.out() + gate.err()).isZero();
    }

    @Test
    void aRegistryThatDoesNotAnswerRollsBack() {
        passed();
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        String deployment = waiting("shop", "one");
        assertThat(admitShop().exit()).isEqualTo(ExitCode.ERROR);
        assertRolledBack(deployment);
    }

    @Test
    void aTaskDefinitionThatDoesNotPassRollsBack() throws IOException {
        passed();
        declare("shop", ", \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": \"aH7sk2Lq90zXcv\"}]");
        String deployment = waiting("shop", "one");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("no-plaintext-secrets-env").doesNotContain("aH7sk2Lq90zXcv");
        assertRolledBack(deployment);
    }

    @Test
    void whatTheRevisionSetsCountsAndNotWhatTheServiceSays() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.revision(
                deployment,
                "networkConfiguration",
                Map.of("awsvpcConfiguration", Map.of("subnets", List.of("subnet-1"), "assignPublicIp", "ENABLED")));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("no-public-ip");
        assertRolledBack(deployment);
    }

    @Test
    void aRevisionWithAMemberThatNobodyEvaluatesIsRolledBack() {
        for (Map.Entry<String, Object> member : Map.<String, Object>of(
                        "vpcLatticeConfigurations", List.of(Map.of("portName", "http")),
                        "gatewayConnectors", List.of(Map.of("portName", "http")),
                        "ofTomorrow", "opens all")
                .entrySet()) {
            passed();
            String deployment = waiting("shop", member.getKey());
            ecs.revision(deployment, member.getKey(), member.getValue());
            Gate gate = admitShop();
            assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).contains("every-resource-evaluated");
            assertRolledBack(deployment);
        }
    }

    @Test
    void aHookWhoseSilenceContinuesIsRefusedBeforeAnythingIsEvaluated() {
        passed();
        int before = registry.requests().size();
        for (String action : List.of("CONTINUE", "SOMETHING_NEW")) {
            String deployment = waiting("shop", action);
            ecs.hook(deployment, "timeoutAction", action);
            Gate gate = admitShop();
            assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(gate.out()).contains("the time-out action of the hook is " + action);
            assertRolledBack(deployment);
        }
        assertThat(registry.requests()).hasSize(before);
    }

    @Test
    void aServiceWhoseHookContinuesInSilenceIsRefusedBeforeAnythingIsWaitedFor() throws IOException {
        ecs.service("prod", "shop", "shop", """
            {"deploymentConfiguration": {"strategy": "BLUE_GREEN", "lifecycleHooks": [{"targetType": "PAUSE",
             "lifecycleStages": ["PRE_SCALE_UP"], "timeoutConfiguration": {"timeoutInMinutes": 60, "action": "CONTINUE"}}]}}
            """);
        Gate gate = admitShop("--wait", "--interval", "1s");
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains("not waited for: the time-out action of the PAUSE hook of", "service/prod/shop is CONTINUE");
        assertThat(ecs.answers()).isEmpty();
        passed();
        declare("cart", "");
        String[] deployment = new String[1];
        ecs.before("ListServiceDeployments", () -> deployment[0] = waiting("cart", "late"));
        Gate all = Gate.runFrom(
                LATER,
                words(
                        "admit",
                        "--cluster",
                        "prod",
                        "--all-services",
                        "--wait",
                        "--interval",
                        "1s",
                        "--wait-limit",
                        "2s"));
        assertThat(all.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(ecs.hookStatus(deployment[0]))
                .as("the others are waited for")
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void anAbsentTimeOutActionIsRollback() {
        passed();
        ecs.hook(waiting("shop", "one"), "timeoutAction", "");
        assertThat(admitShop().exit()).isZero();
    }

    @Test
    void aRevisionThatIsSwappedBetweenJudgementAndAnswerIsRolledBack() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.before("DescribeServiceDeployments", () -> {})
                .before(
                        "DescribeServiceDeployments",
                        () -> ecs.revision(deployment, "taskDefinition", FakeEcs.arn("task-definition/other:1")));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("the service revision was changed while it was evaluated");
        assertRolledBack(deployment);
    }

    @Test
    void aTimeOutActionThatIsChangedMeanwhileIsRolledBack() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.before("DescribeServiceDeployments", () -> {})
                .before("DescribeServiceDeployments", () -> ecs.hook(deployment, "timeoutAction", "CONTINUE"));
        assertThat(admitShop().exit()).isEqualTo(ExitCode.ERROR);
        assertRolledBack(deployment);
    }

    @Test
    void aDeploymentThatWasStoppedMeanwhileIsNotContinued() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.before("DescribeServiceDeployments", () -> {})
                .before("DescribeServiceDeployments", () -> ecs.deployment(deployment, "status", "STOPPED"));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("the deployment is STOPPED: it was stopped while it was evaluated");
        assertThat(ecs.answers()).isEmpty();
    }

    @Test
    void aHookThatWasAnsweredElsewhereOrTimedOutIsNotContinued() {
        passed();
        for (String status : List.of("SUCCEEDED", "FAILED", "TIMED_OUT")) {
            String deployment = waiting("shop", status);
            ecs.before("DescribeServiceDeployments", () -> {})
                    .before("DescribeServiceDeployments", () -> ecs.hook(deployment, "status", status));
            Gate gate = admitShop();
            assertThat(gate.exit()).as(status).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).contains("the hook is " + status + ": it was answered elsewhere, or timed out");
            assertThat(ecs.answers()).isEmpty();
        }
    }

    @Test
    void ofTwoThatAnswerTheSameHookOnlyOneContinuesIt() throws Exception {
        passed();
        String deployment = waiting("shop", "one");
        CyclicBarrier both = new CyclicBarrier(2);
        Runnable meets = () -> {
            try {
                both.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        ecs.before("ContinueServiceDeployment", meets).before("ContinueServiceDeployment", meets);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Integer> exits = new ArrayList<>();
            for (Future<Gate> each : threads.invokeAll(List.<Callable<Gate>>of(this::admitShop, this::admitShop))) {
                exits.add(each.get().exit());
            }
            assertThat(exits).containsExactlyInAnyOrder(0, ExitCode.ERROR);
        } finally {
            threads.shutdownNow();
        }
        assertThat(ecs.answers()).filteredOn(Answer::taken).hasSize(1);
        assertThat(ecs.hookStatus(deployment)).isEqualTo("SUCCEEDED");
    }

    @Test
    void anAnswerThatComesTooLateIsNotTaken() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.before("ContinueServiceDeployment", () -> ecs.hook(deployment, "status", "TIMED_OUT"));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ECS did not take CONTINUE", "the hook TIMED_OUT");
        assertNoContinueWasTaken();
    }

    @Test
    void aRollbackAfterAnotherContinuedIsNamed() {
        String deployment = waiting("shop", "one");
        ecs.before("ContinueServiceDeployment", () -> ecs.hook(deployment, "status", "SUCCEEDED"));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("ECS did not take ROLLBACK", "the hook SUCCEEDED", "by hand");
    }

    @Test
    void aDeploymentThatIsRolledBackAfterContinueWasTakenDidNotPass() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.before("DescribeServiceDeployments", () -> {})
                .before("DescribeServiceDeployments", () -> {})
                .before(
                        "DescribeServiceDeployments",
                        () -> ecs.deployment(deployment, "status", "ROLLBACK_IN_PROGRESS"));
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ECS acknowledged CONTINUE, but the deployment is ROLLBACK_IN_PROGRESS");
    }

    @Test
    void withoutTimeLeftForAVerdictTheAnswerIsRollback() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.hook(deployment, "expiresAt", LATER.plusSeconds(10).getEpochSecond());
        assertThat(admitShop().exit()).isEqualTo(ExitCode.ERROR);
        assertRolledBack(deployment);
    }

    @Test
    void aContainerWithoutADigestRollsBackUnlessTheTaskDefinitionNamesOne() throws IOException {
        passed();
        String deployment = ecs.waiting("prod", "shop", "tag", "web " + image());
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("which digest of " + image() + " the container 'web' runs is not known");
        assertRolledBack(deployment);
        String none = ecs.waiting("prod", "shop", "none");
        assertThat(admitShop().exit()).isEqualTo(ExitCode.ERROR);
        assertRolledBack(none);

        String pinned = image() + "@" + web.manifestDigest();
        declare("shop", "");
        ecs.taskDefinition("""
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000",
             "readonlyRootFilesystem": true}]}
            """.formatted(pinned));
        ecs.waiting("prod", "shop", "pinned", "web " + pinned);
        assertThat(admitShop().exit()).isZero();
    }

    @Test
    void anImageThatOnlyTheRevisionRunsIsEvaluatedToo() {
        passed();
        registry.with("shop/agent", OciLayout.of(Fixtures.debian().user("7").build(), "1"));
        String deployment = ecs.waiting(
                "prod",
                "shop",
                "one",
                "web " + image() + " " + web.manifestDigest(),
                "agent " + registry.authority() + "/shop/agent:1 "
                        + Fixtures.debian().user("7").build().manifestDigest());
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("shop/agent");
        assertRolledBack(deployment);
    }

    @Test
    void aRevisionThatCannotBeReadRollsBack() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.fails("DescribeServiceRevisions", 400, "AccessDeniedException");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ecs:DescribeServiceRevisions");
        assertRolledBack(deployment);
    }

    @Test
    void aListOfDeploymentsThatCannotBeReadIsAnError() {
        waiting("shop", "one");
        ecs.fails("ListServiceDeployments", 400, "AccessDeniedException");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ecs:ListServiceDeployments");
        assertThat(ecs.answers()).isEmpty();
    }

    @Test
    void aMissingPermissionToAnswerIsNamedAndLeavesTheHookToItsTimeOut() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.fails("ContinueServiceDeployment", 400, "AccessDeniedException");
        Gate gate = admitShop();
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("ecs:ContinueServiceDeployment", "a hook that still waits rolls back");
        assertThat(ecs.hookStatus(deployment)).isEqualTo("AWAITING_ACTION");
    }

    @Test
    void withoutAnyOnePermissionNothingGoesOnAndItIsNamed() {
        passed();
        waiting("shop", "good");
        assertThat(admitShop().exit()).isZero();
        List<String> calls = ecs.calls().stream().distinct().sorted().toList();
        assertThat(calls)
                .contains("ListServiceDeployments", "DescribeServiceDeployments", "DescribeServiceRevisions")
                .contains("DescribeServices", "DescribeTaskDefinition", "ContinueServiceDeployment");
        for (String call : calls) {
            String deployment = waiting("shop", "without" + call);
            ecs.denies(call);
            Gate gate = admitShop();
            ecs.allows(call);
            assertThat(gate.exit()).as(call + gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).as(call).contains("ecs:" + call);
            assertThat(ecs.answers())
                    .filteredOn(Answer::taken)
                    .doesNotContain(new Answer(deployment, hook(deployment), "CONTINUE", true));
        }
    }

    @Test
    void everyWaitingDeploymentOfAClusterIsAnswered() throws IOException {
        passed();
        declare("cart", ", \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": \"aH7sk2Lq90zXcv\"}]");
        String good = waiting("shop", "good");
        String bad = waiting("cart", "bad");
        Gate gate = admit("--all-services");
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(ecs.hookStatus(good)).isEqualTo("SUCCEEDED");
        assertThat(ecs.hookStatus(bad)).isEqualTo("FAILED");
    }

    /** The managed policy that both roles have is widened between the verdicts on two deployments. */
    @Test
    void whatAwsAnswersIsAskedAnewForEachDeployment() throws IOException {
        passed();
        String[] deployments = new String[2];
        for (int i = 0; i < 2; i++) {
            String name = List.of("shop", "cart").get(i);
            ecs.taskDefinition("""
                {"family": "%s", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
                 "taskRoleArn": "arn:aws:iam::123456789012:role/app", "memory": "512", "containerDefinitions":
                 [{"name": "web", "image": "%s", "user": "1000", "readonlyRootFilesystem": true}]}
                """.formatted(name, image())).service("prod", name, name, """
                    {"launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"],
                     "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}}
                    """);
            deployments[i] = waiting(name, name);
        }
        ecs.role("app", allowing("s3:GetObject", "arn:aws:s3:::shop/*"))
                .before("ContinueServiceDeployment", () -> ecs.role("app", allowing("*", "*")));
        Gate gate = admit("--all-services");
        assertThat(ecs.hookStatus(deployments[0])).as(gate.out()).isEqualTo("SUCCEEDED");
        assertThat(ecs.hookStatus(deployments[1])).as(gate.out()).isEqualTo("FAILED");
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("task-role-least-privilege");
    }

    @Test
    void aServiceIsAskedForOnceForAVerdict() {
        passed();
        waiting("shop", "one");
        assertThat(admitShop().exit()).isZero();
        assertThat(ecs.calls()).containsOnlyOnce("DescribeServices");
    }

    private static String allowing(String action, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\"}]}";
    }

    @Test
    void whereNothingWaitsNothingPassed() {
        Gate shop = admitShop();
        assertThat(shop.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(shop.out()).contains("no deployment of the service shop of the cluster prod waits");
        Gate all = admit("--all-services");
        assertThat(all.exit()).isZero();
        assertThat(all.out()).contains("none was evaluated");
    }

    @Test
    void waitingEndsWithTheFirstDeploymentOfTheService() {
        passed();
        String[] deployment = new String[1];
        ecs.before("ListServiceDeployments", () -> {})
                .before("ListServiceDeployments", () -> deployment[0] = waiting("shop", "late"));
        Gate gate = admitShop("--wait", "--interval", "1s");
        assertThat(gate.exit()).as(gate.out() + gate.err()).isZero();
        assertThat(ecs.answers()).containsExactly(new Answer(deployment[0], "hook-late", "CONTINUE", true));
    }

    @Test
    void anotherRunAnswersWhatOneLeftWaiting() {
        passed();
        String deployment = waiting("shop", "one");
        ecs.fails("ContinueServiceDeployment", 400, "AccessDeniedException");
        assertThat(admitShop("--wait", "--interval", "1s").exit()).isEqualTo(ExitCode.ERROR);
        assertThat(admitShop("--wait", "--interval", "1s").exit()).isZero();
        assertThat(ecs.hookStatus(deployment)).isEqualTo("SUCCEEDED");
    }

    @Test
    void whichServicesAreMeantHasToBeSaid() {
        assertThat(admit().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(admitShop("--all-services").exit()).isEqualTo(ExitCode.USAGE);
    }
}
