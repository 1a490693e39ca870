package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;

/** Containers may use only what a list of the policy names; without the list there is nothing to compare with. */
abstract class AllowListed extends TaskRule {
    private final String key;
    private final Optional<AllowList> trusted;

    /** @param key of the list in the policy */
    AllowListed(RuleMetadata metadata, String key, Optional<AllowList> trusted) {
        super(metadata);
        this.key = key;
        this.trusted = trusted;
    }

    abstract void judge(ContainerDefinition container, AllowList allowed, TaskFindings findings);

    @Override
    public final RuleResult judge(TaskFacts facts) {
        if (trusted.isEmpty()) {
            return RuleResult.notApplicable("the policy has no " + key);
        }
        TaskFindings findings =
                new TaskFindings(metadata(), facts, trusted.get().expected());
        findings.eachContainer(container -> judge(container, trusted.get(), findings));
        return findings.result();
    }
}
