package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.function.Consumer;

/** Collects what one rule finds in one task definition. */
public final class TaskFindings extends DefinitionFindings {
    private final TaskFacts facts;

    /** @param expected what would have been right, for every finding of the rule */
    public TaskFindings(RuleMetadata rule, TaskFacts facts, String expected) {
        super(rule, facts.task(), expected);
        this.facts = facts;
    }

    /** Asks every container; one that is known only at deployment is undecided. */
    public void eachContainer(Consumer<ContainerDefinition> check) {
        each(facts.task().containers(), check);
    }
}
