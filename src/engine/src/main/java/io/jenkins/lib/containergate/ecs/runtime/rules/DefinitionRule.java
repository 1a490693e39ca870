package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;

/** A rule that asks of every task definition that runs what is known of it. */
abstract class DefinitionRule extends DriftRule {
    private final String expected;

    DefinitionRule(RuleMetadata metadata, String expected) {
        super(metadata);
        this.expected = expected;
    }

    abstract Standing standing(DefinitionEvidence evidence);

    /** Between the name of the task definition and the reasons. */
    abstract String broken();

    @Override
    public final RuleResult check(WorkloadFacts facts) {
        DriftFindings findings = new DriftFindings(metadata(), facts.workload(), expected);
        for (EcsTask task : facts.workload().tasks()) {
            String name = task.taskDefinition().name();
            String family = name.contains(":") ? name.substring(0, name.lastIndexOf(':')) : name;
            Standing standing = standing(facts.definition(task));
            if (standing instanceof Standing.Broken broken) {
                findings.broken(task, family, name + " runs, " + broken() + ": " + ImageRule.reasons(broken));
            } else if (standing instanceof Standing.Undecided open) {
                findings.undecided(task, family, name + " runs: " + open.problem(), open.remedy());
            }
        }
        return findings.result();
    }
}
