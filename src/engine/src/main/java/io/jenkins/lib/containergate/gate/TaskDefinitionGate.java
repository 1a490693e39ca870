package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges whether tasks would run hardened: asks the task definition rules that the policy selects. */
public final class TaskDefinitionGate {
    private final RuleSelection selection;
    private final PolicyEngine engine;
    private final VerdictAssembler assembler;

    public TaskDefinitionGate(EffectivePolicy policy, Clock clock) {
        this.selection = policy.taskDefinition();
        this.engine = new PolicyEngine(policy, clock);
        this.assembler = new VerdictAssembler(policy, clock);
    }

    /** The rules that the policy has on. */
    public RuleSet<TaskFacts> rules() {
        return TaskRules.all().only(this::isOn);
    }

    private boolean isOn(RuleMetadata rule) {
        return selection.level(rule) != RuleLevel.OFF;
    }

    /**
     * @param reference where the task definitions were read from, as the user wrote it
     * @param deployments what the tasks are deployed in; of both together at least one
     */
    public Verdict judge(String reference, List<TaskFacts> tasks, List<Deployment> deployments) {
        JudgedGate judged = judge(tasks, deployments, ImageNames.none());
        return assembler.assemble(subject(reference), ImageNames.none(), List.of(judged.result()), judged.rules());
    }

    /** @param image for waivers that name one */
    JudgedGate judge(List<TaskFacts> tasks, List<Deployment> deployments, ImageNames image) {
        if (tasks.isEmpty() && deployments.isEmpty()) {
            throw new IllegalArgumentException("without a task definition nothing is decided");
        }
        RuleSet<TaskFacts> rules = rules();
        RuleSet<Deployment> around = DeploymentRules.all().only(this::isOn);
        List<Finding> findings = Stream.concat(
                        tasks.stream().flatMap(task -> rules.evaluate(task).findings().stream()),
                        deployments.stream().flatMap(each -> around.evaluate(each).findings().stream()))
                .toList();
        Set<RuleId> asked =
                Stream.concat(rules.ids().stream(), around.ids().stream()).collect(Collectors.toSet());
        GateInput input =
                GateInput.of(GateName.TASK_DEFINITION, image, findings).withRules(asked);
        return new JudgedGate(engine.judge(input), input.rules());
    }

    /** The verdict on a place that no task definition could be taken from. */
    public Verdict unreadable(String reference, GateException cause) {
        GateResult result =
                GateResult.undecided(GateName.TASK_DEFINITION, new GateError(cause.problem(), cause.remedy()));
        return assembler.assemble(subject(reference), ImageNames.none(), List.of(result), Set.of());
    }

    private static Subject subject(String reference) {
        return new Subject(reference, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
