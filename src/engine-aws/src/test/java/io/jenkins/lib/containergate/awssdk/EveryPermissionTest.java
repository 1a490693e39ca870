package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every permission that the checks of a running service use, denied by itself through the whole engine: what needs it is undecided
 * and names it, and nothing passes that did not pass with it.
 */
class EveryPermissionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC);

    /**
     * What no check of this service asks: other gates and commands do, and checks of services behind internal load balancers. They have
     * tests of their own.
     */
    private static final Set<String> ELSEWHERE = Set.of(
            "ec2:DescribeVpcEndpointServiceConfigurations",
            "ecr:DescribeImageScanFindings",
            "ecr:GetAuthorizationToken",
            "ecs:ContinueServiceDeployment",
            "ecs:DescribeServiceDeployments",
            "ecs:ListClusters",
            "ecs:ListServiceDeployments",
            "kms:GetPublicKey",
            "kms:Sign",
            "logs:FilterLogEvents",
            "logs:GetQueryResults",
            "logs:StartQuery",
            "logs:StopQuery",
            "s3:ListBucket",
            "s3:PutObject",
            "signer:GetRevocationStatus",
            "sts:AssumeRole");

    private static EffectivePolicy policy(String more) throws GateException {
        return PolicyMerge.merge(
                List.of(PolicyParser.parse(
                        "org",
                        "org.yaml",
                        "version: 1\ntaskDefinition: {profile: strict, account: {shield: required, alarms: required},"
                                + " segments: [{service: shop, reachableFrom: [\"prefix-list:pl-1\"]}]" + more
                                + "}\n")),
                CLOCK);
    }

    /**
     * @param texts of everything undecided and not applicable
     * @param error why nothing could be read; empty where it could
     */
    private record Run(
            Map<String, List<RuleOutcome>> outcomes, List<String> texts, List<String> undecided, String error) {
        long passes(String rule) {
            return outcomes.getOrDefault(rule, List.of()).stream()
                    .filter(RuleOutcome.PASS::equals)
                    .count();
        }
    }

    /** One of each gate: what AWS answers is asked for once. */
    private static List<Run> run(WholeAccount aws, List<TaskDefinitionGate> gates) throws Exception {
        try (AwsSession session = aws.session()) {
            Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
            CloudLookups lookups = RememberedLookups.of(session.lookups());
            DeployedDefinitions deployed = new DeployedDefinitions(lookups.ecs(), DocumentLimits.defaults(), deadline);
            Definitions definitions = deployed.within(Optional.empty(), Optional.of("prod"), Optional.of("shop"));
            List<Run> runs = new ArrayList<>();
            for (TaskDefinitionGate gate : gates) {
                runs.add(run(gate.evaluate(
                        "shop",
                        definitions.tasks().stream()
                                .map(task -> new TaskFacts(task, ContainerImages.none()))
                                .toList(),
                        definitions,
                        CloudSurvey.of(lookups, 1, deadline))));
            }
            return runs;
        } catch (GateException e) {
            return gates.stream()
                    .map(gate -> new Run(Map.of(), List.of(), List.of(), e.problem()))
                    .toList();
        }
    }

    private static Run run(TaskDefinitionGate.Evaluated evaluated) {
        Map<String, List<RuleOutcome>> outcomes = new TreeMap<>();
        List<String> texts = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        for (RuleEvaluation each : evaluated.evaluations()) {
            String rule = each.rule().id().value();
            outcomes.computeIfAbsent(rule, unused -> new ArrayList<>())
                    .add(each.result().outcome());
            if (each.result() instanceof RuleResult.NotApplicable not) {
                texts.add(not.reason());
            }
            for (Finding finding : each.result().findings()) {
                if (finding.undecided()) {
                    texts.add(finding.actual());
                    undecided.add(rule + ": " + finding.actual());
                }
            }
        }
        return new Run(outcomes, texts, undecided, "");
    }

    /** @param known permissions that were denied before */
    private static Set<String> check(String launchType, Set<String> known) throws Exception {
        List<TaskDefinitionGate> gates = List.of(
                TaskDefinitionGate.requiringAnswers(policy(""), List.of(), CLOCK),
                new TaskDefinitionGate(policy(", awsLookups: optional"), CLOCK));
        WholeAccount whole = new WholeAccount(launchType, "");
        List<Run> all = run(whole, gates);
        assertThat(whole.unknown()).isEmpty();
        assertThat(all).allSatisfy(run -> {
            assertThat(run.error()).isEmpty();
            assertThat(run.undecided()).as("with every permission").isEmpty();
        });
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (String permission : whole.called()) {
            // it takes no permission to ask who one is
            if (permission.equals("sts:GetCallerIdentity")
                    || known.contains(permission)
                    || asked++ % Effort.step(4, 1) != 0) {
                continue;
            }
            List<Run> without = run(new WholeAccount(launchType, permission), gates);
            for (int i = 0; i < gates.size(); i++) {
                compare(permission, all.get(i), without.get(i), wrong);
            }
        }
        assertThat(wrong).isEmpty();
        return whole.called();
    }

    private static void compare(String permission, Run all, Run without, List<String> wrong) {
        if (!(without.error() + String.join("\n", without.texts())).contains(permission)) {
            wrong.add("nothing names " + permission);
        }
        // a rule that fails, or does not apply, in any case says what else it does not know
        if (without.outcomes().equals(all.outcomes()) && without.texts().equals(all.texts())) {
            wrong.add("nothing changes without " + permission);
        }
        without.outcomes().forEach((rule, outcomes) -> {
            if (without.passes(rule) > all.passes(rule)) {
                wrong.add(rule + " passes without " + permission);
            }
        });
    }

    @Test
    void withoutOnePermissionWhatNeedsItIsUndecidedAndNamesIt() throws Exception {
        Set<String> called = new TreeSet<>(check("EC2", Set.of()));
        called.addAll(check("FARGATE", called));
        Set<String> others = new TreeSet<>();
        for (AwsAction action : AwsAction.values()) {
            if (!called.contains(action.permission())) {
                others.add(action.permission());
            }
        }
        assertThat(others).isEqualTo(new TreeSet<>(ELSEWHERE));
    }
}
