package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TaskDefinitionGateTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String TASK = """
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              ContainerDefinitions: [{Name: web, Image: "nginx:1"}]
        """;

    private static Verdict judge(String policy, String template) throws GateException, InterruptedException {
        Definitions definitions = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of("template.yaml", template.getBytes(StandardCharsets.UTF_8))));
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + policy)), CLOCK),
                CLOCK);
        return gate.judge(
                "template.yaml",
                definitions.tasks().stream()
                        .map(task -> new TaskFacts(task, ContainerImages.none()))
                        .toList(),
                definitions.deployments());
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .map(finding -> finding.rule().value())
                .toList();
    }

    @Test
    void thePolicysListsReachTheRules() throws GateException, InterruptedException {
        assertThat(rules(judge("taskDefinition: {trustedRegistries: ['docker.io/library/*']}", TASK)))
                .doesNotContain("trusted-registry");
        assertThat(rules(judge("taskDefinition: {trustedRegistries: ['quay.io/**']}", TASK)))
                .contains("trusted-registry");
    }

    @Test
    void aDemandThatNobodyAnsweredIsUndecidedBesideWhateverElseIsFound() throws GateException, InterruptedException {
        String off = "taskDefinition: {profile: fsbp, rules: {RULE: on}, images: {KIND: required}}";
        for (String demand : List.of("signed", "scanned")) {
            Verdict verdict = judge(off.replace("RULE", "image-" + demand).replace("KIND", demand), TASK);
            assertThat(verdict.outcome().passed()).isFalse();
            assertThat(verdict.gates().get(0).findings())
                    .extracting(DecidedFinding::finding)
                    .filteredOn(Finding::undecided)
                    .extracting(finding -> finding.rule().value())
                    .contains("image-" + demand);
        }
    }

    @Test
    void aLoadBalancerChecksTheHealthOfTheContainersItNames() throws GateException, InterruptedException {
        String policy = "taskDefinition: {profile: strict}";
        assertThat(rules(judge(policy, TASK))).contains("task-health-check");
        assertThat(rules(judge(policy, TASK + service("!Ref Task", "web")))).doesNotContain("task-health-check");
        assertThat(rules(judge(policy, TASK + service("shop:7", "web")))).doesNotContain("task-health-check");
        assertThat(rules(judge(policy, TASK + service("!Ref Task", "proxy")))).contains("task-health-check");
        assertThat(rules(judge(policy, TASK + service("other:7", "web")))).contains("task-health-check");
    }

    private static String service(String task, String container) {
        return """
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: %s
                  LoadBalancers: [{ContainerName: %s, ContainerPort: 80, TargetGroupArn: arn}]
            """.formatted(task, container);
    }
}
