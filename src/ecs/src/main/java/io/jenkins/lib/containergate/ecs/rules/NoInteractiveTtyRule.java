package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Leftovers of debugging. */
public final class NoInteractiveTtyRule extends TaskRule {
    public NoInteractiveTtyRule() {
        super(new RuleMetadata(
                "no-interactive-tty",
                "no container keeps a terminal or its standard input open",
                Severity.LOW,
                List.of(),
                "remove interactive and pseudoTerminal"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "interactive and pseudoTerminal absent or false");
        findings.eachContainer(container -> {
            findings.forbid(
                    container.process().interactive(),
                    on -> on,
                    Fix.set(container.process().interactive().place(), false));
            findings.forbid(
                    container.process().pseudoTerminal(),
                    on -> on,
                    Fix.set(container.process().pseudoTerminal().place(), false));
        });
        return findings.result();
    }
}
