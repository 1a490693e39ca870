package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ssm.PatchLookups.PatchState;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostPatchesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Patch Manager looks after instances, what it lacks is known; where it does not, their AMI decides. */
public final class HostPatchesInstalledRule extends CloudRule<Deployment, HostPatchesQuestion.Answer> {
    private final Duration max;
    private final Clock clock;

    public HostPatchesInstalledRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-patches-installed",
                        "no container instance lacks a patch of its baseline",
                        Severity.HIGH,
                        List.of(RuleSource.fsbp("SSM.2")),
                        "run AWS-RunPatchBaseline with the operation Install on the instances, and restart those that"
                                + " need it"),
                "no patch missing, failed or waiting for a restart, scanned within " + max.toDays() + " days",
                new HostPatchesQuestion());
        this.max = max;
        this.clock = clock;
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, HostPatchesQuestion.Answer answer) {
        if (answer.states().isEmpty()) {
            return RuleResult.notApplicable(
                    "Patch Manager looks after no container instance of the cluster: host-ami-current decides");
        }
        CloudFindings findings = findings(facts);
        Map<String, PatchState> states = new HashMap<>();
        answer.states().forEach(state -> states.put(state.instance(), state));
        for (String instance : answer.instances()) {
            List<String> lacks = lacks(states.get(instance));
            if (!lacks.isEmpty()) {
                findings.broken(
                        facts.definition().place(),
                        instance,
                        "the instance " + instance + " " + String.join(", ", lacks),
                        Fix.none());
            }
        }
        return findings.result();
    }

    private List<String> lacks(@Nullable PatchState state) {
        if (state == null) {
            return List.of("is not looked after by Patch Manager, unlike others of the cluster");
        }
        List<String> lacks = new ArrayList<>();
        if (state.missing() > 0) {
            lacks.add("lacks " + state.missing() + " patches");
        }
        if (state.security() > 0) {
            lacks.add(state.security() + " security patches are not compliant");
        }
        if (state.failed() > 0) {
            lacks.add(state.failed() + " patches failed to install");
        }
        if (state.pendingReboot() > 0) {
            lacks.add("has to be restarted for " + state.pendingReboot() + " patches");
        }
        if (state.scanned()
                .filter(at -> !at.plus(max).isBefore(clock.instant()))
                .isEmpty()) {
            lacks.add(state.scanned()
                    .map(at -> "was scanned on " + LocalDate.ofInstant(at, ZoneOffset.UTC) + " for the last time")
                    .orElse("was never scanned to the end"));
        }
        return lacks;
    }
}
