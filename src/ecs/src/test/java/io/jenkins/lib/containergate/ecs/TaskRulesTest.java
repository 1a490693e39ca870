package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskRulesTest {
    private static final Path RULE_CLASSES =
            Path.of("src/main/java/io/jenkins/lib/containergate/ecs/rules").toAbsolutePath();

    @Test
    void everyRuleClassIsRegistered() throws IOException {
        try (Stream<Path> files = Files.list(RULE_CLASSES)) {
            List<String> classes = files.map(
                            file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Rule"))
                    .toList();
            assertThat(TaskRules.all().rules())
                    .extracting(rule -> rule.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    @Test
    void everyRuleHasATestThatShowsItPassingAndFailing() throws ClassNotFoundException {
        for (Rule<TaskFacts> rule : TaskRules.all().rules()) {
            Class<?> test = Class.forName(rule.getClass().getName() + "Test");
            assertThat(TaskRuleContract.class).isAssignableFrom(test);
        }
    }

    @Test
    void theIdOfARuleIsTheNameOfItsClass() {
        assertThat(TaskRules.all().rules()).allSatisfy(rule -> {
            String words =
                    rule.getClass().getSimpleName().replaceFirst("Rule$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
            assertThat(rule.metadata().id().value()).isEqualToIgnoringCase(words);
        });
    }

    @Test
    void noRuleObjectsToAHardenedTask() {
        for (TestTask task : List.of(TestTask.ec2(), TestTask.fargate(), TestTask.windows())) {
            assertThat(TaskRules.all(TestTask.expectations())
                            .evaluate(task.facts())
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void aBareTaskOnFargateIsNotBlamedForWhatFargateDoesNotHave() {
        TestTask bare = bare("FARGATE");
        assertThat(failed(bare))
                .extracting(RuleId::value)
                .doesNotContain(
                        "no-privileged",
                        "no-new-privileges",
                        "apparmor-profile",
                        "selinux-label",
                        "mac-not-on-fargate",
                        "no-host-network",
                        "awsvpc-network-mode",
                        "no-fixed-host-port",
                        "ulimits-set")
                .contains("readonly-root-filesystem", "task-non-root-user", "image-by-digest", "log-configuration");
    }

    @Test
    void aBareTaskOnInstancesIs() {
        assertThat(failed(bare("EC2")))
                .extracting(RuleId::value)
                .contains("no-new-privileges", "apparmor-profile", "awsvpc-network-mode", "ulimits-set");
    }

    @Test
    void whatIsKnownOnlyAtDeploymentNeverPasses() {
        String unset = "{\"Ref\": \"Unset\"}";
        TestTask unknown = bare("EC2")
                .task("\"containerDefinitions\": " + unset + ", \"volumes\": " + unset + ", \"networkMode\": " + unset
                        + ", \"pidMode\": " + unset + ", \"ipcMode\": " + unset + ", \"taskRoleArn\": " + unset
                        + ", \"executionRoleArn\": " + unset + ", \"requiresCompatibilities\": " + unset
                        + ", \"runtimePlatform\": " + unset + ", \"enableFaultInjection\": " + unset
                        + ", \"cpu\": " + unset + ", \"memory\": " + unset)
                .runs(new ImageAnswer.Undecided("not known", "give it"));
        for (RuleEvaluation evaluation :
                TaskRules.all(TestTask.expectations()).evaluate(unknown.facts()).evaluations()) {
            assertThat(evaluation.result().outcome())
                    .as(evaluation.rule().id().value())
                    .isIn(RuleOutcome.ERROR, RuleOutcome.FAIL);
        }
    }

    @Test
    void manyFaultsOfOneRuleDoNotMakeManyFindings() {
        TestTask task = TestTask.ec2();
        for (int i = 0; i < 500; i++) {
            task.sidecar("\"privileged\": true");
        }
        assertThat(TaskRules.all()
                        .only(rule -> rule.id().value().equals("no-privileged"))
                        .evaluate(task.facts())
                        .findings())
                .hasSize(TaskFindings.MAX_LISTED + 1)
                .last()
                .satisfies(finding -> assertThat(finding.actual()).isEqualTo("and 480 more"));
    }

    @Test
    void profilesFollowFromSeverityAndSources() {
        assertThat(selected(RuleProfile.STRICT)).isEqualTo(TaskRules.all().ids());
        assertThat(selected(RuleProfile.FSBP))
                .extracting(RuleId::value)
                .containsExactlyInAnyOrder(
                        "no-privileged",
                        "task-non-root-user",
                        "task-windows-non-admin-user",
                        "no-host-network",
                        "no-host-pid",
                        "readonly-root-filesystem",
                        "log-configuration",
                        "no-plaintext-secrets-env",
                        "efs-transit-encryption");
        assertThat(selected(RuleProfile.CIS_DOCKER))
                .extracting(RuleId::value)
                .contains("no-docker-socket", "ulimits-set");
    }

    private static TestTask bare(String launchType) {
        return TestTask.ec2()
                .task("\"requiresCompatibilities\": [\"" + launchType
                        + "\"], \"volumes\": [], \"containerDefinitions\":"
                        + " [{\"name\": \"web\", \"image\": \"shop/web:1.4\"}]")
                .withoutTask("networkMode");
    }

    private static List<RuleId> failed(TestTask task) {
        return TaskRules.all(TestTask.expectations()).evaluate(task.facts()).evaluations().stream()
                .filter(evaluation -> evaluation.result().outcome() == RuleOutcome.FAIL)
                .map(evaluation -> evaluation.rule().id())
                .toList();
    }

    private static List<RuleId> selected(RuleProfile profile) {
        return TaskRules.all().only(profile::selects).ids();
    }
}
