package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** A privileged container is root on its host: where the agent refuses them, no task definition can be made to ask for one. */
public final class HostPrivilegedOffRule extends HostSettingRule {
    private static final String CAPABILITIES = "com.amazonaws.ecs.capability.";
    private static final String RUNS = CAPABILITIES + "privileged-container";

    public HostPrivilegedOffRule() {
        super(
                new RuleMetadata(
                        "host-privileged-off",
                        "no container instance runs privileged containers",
                        Severity.MEDIUM,
                        List.of(),
                        "set ECS_DISABLE_PRIVILEGED=true in /etc/ecs/ecs.config of the instances"),
                "an agent that refuses privileged containers",
                new HostsQuestion(false));
    }

    @Override
    Optional<String> objection(HostsQuestion.Answer host) {
        // others are of ECS, or of whoever labels instances
        if (host.registered().attributes().keySet().stream().noneMatch(name -> name.startsWith(CAPABILITIES))) {
            return Optional.of("does not tell what it runs: its agent has not reported its capabilities");
        }
        return host.registered().attributes().containsKey(RUNS)
                ? Optional.of("runs privileged containers: ECS_DISABLE_PRIVILEGED is not set")
                : Optional.empty();
    }
}
