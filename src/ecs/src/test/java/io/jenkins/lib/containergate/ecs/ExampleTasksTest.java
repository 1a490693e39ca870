package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files built like the examples of the developer guide of Amazon ECS: what their readers would be told.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/example_task_definitions.html">Examples</a>
 */
class ExampleTasksTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/task-definitions");
    private static final Set<String> WITHOUT_MEANING_ON_FARGATE = Set.of(
            "apparmor-profile",
            "selinux-label",
            "no-new-privileges",
            "mac-not-on-fargate",
            "no-privileged",
            "no-host-network",
            "awsvpc-network-mode",
            "no-host-pid",
            "no-host-ipc",
            "no-docker-socket",
            "no-sensitive-host-mounts",
            "no-fixed-host-port",
            "no-host-devices",
            "no-links-extra-hosts");
    private static final Set<String> OF_LINUX = Set.of(
            "task-non-root-user",
            "readonly-root-filesystem",
            "drop-all-capabilities",
            "init-process",
            "ulimits-set",
            "no-new-privileges",
            "apparmor-profile",
            "selinux-label");

    private static List<String> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static List<String> all() throws IOException {
        return files("");
    }

    static List<String> onFargate() throws IOException {
        return files("fargate-");
    }

    private static Set<String> rules(String file, RuleProfile profile, Predicate<RuleOutcome> wanted)
            throws GateException, IOException {
        List<TaskDefinition> tasks = new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read(file, Files.readAllBytes(EXAMPLES.resolve(file)));
        return tasks.stream()
                .flatMap(task -> TaskRules.all()
                        .only(profile::selects)
                        .evaluate(new TaskFacts(task, ContainerImages.none()))
                        .evaluations()
                        .stream())
                .filter(evaluation -> wanted.test(evaluation.result().outcome()))
                .map(RuleEvaluation::rule)
                .map(rule -> rule.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> failed(String file, RuleProfile profile) throws GateException, IOException {
        return rules(file, profile, outcome -> outcome == RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingInAnExampleIsUnderstood(String file) throws GateException, IOException {
        assertThat(rules(file, RuleProfile.STRICT, outcome -> outcome == RuleOutcome.ERROR))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("onFargate")
    void nothingIsBlamedThatFargateDoesNotHave(String file) throws GateException, IOException {
        assertThat(failed(file, RuleProfile.STRICT)).doesNotContainAnyElementsOf(WITHOUT_MEANING_ON_FARGATE);
    }

    @Test
    void nothingIsBlamedThatWindowsDoesNotHave() throws GateException, IOException {
        assertThat(failed("fargate-windows.json", RuleProfile.STRICT))
                .doesNotContainAnyElementsOf(OF_LINUX)
                .contains("task-windows-non-admin-user");
    }

    @ParameterizedTest
    @CsvSource({
        "fargate-web.json, image-by-digest readonly-root-filesystem task-non-root-user",
        "fargate-windows.json, image-by-digest task-windows-non-admin-user",
        "fargate-efs.json, image-by-digest readonly-root-filesystem task-non-root-user",
        "fargate-firelens.json, image-by-digest readonly-root-filesystem task-non-root-user",
        "fargate-sidecar-connect.json, image-by-digest readonly-root-filesystem task-non-root-user",
        "ec2-linked.json, image-by-digest log-configuration no-plaintext-secrets-env readonly-root-filesystem"
                + " task-non-root-user",
        "ec2-gpu.json, image-by-digest log-configuration readonly-root-filesystem task-non-root-user",
        "ec2-hosts.json, host-network-nonroot image-by-digest log-configuration no-docker-socket no-host-network"
                + " no-host-pid no-privileged no-sensitive-host-mounts readonly-root-filesystem task-non-root-user",
    })
    void theBaselineSaysWhatIsWrongWithIt(String file, String rules) throws GateException, IOException {
        assertThat(failed(file, RuleProfile.BASELINE)).containsExactlyInAnyOrder(rules.split(" "));
    }

    @Test
    void theSecretOfAnExampleIsNeverShown() throws GateException, IOException {
        TaskDefinition task = new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read("ec2-linked.json", Files.readAllBytes(EXAMPLES.resolve("ec2-linked.json")))
                .get(0);
        assertThat(TaskRules.all()
                        .evaluate(new TaskFacts(task, ContainerImages.none()))
                        .findings()
                        .toString())
                .contains("MYSQL_ROOT_PASSWORD")
                .doesNotContain("correct-horse");
    }
}
