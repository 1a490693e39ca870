package io.jenkins.lib.containergate.ecs.runtime;

/**
 * What is known of a task definition that runs.
 *
 * @param rules whether it passes the rules on task definitions under the policy in force
 * @param recorded whether the ledger says that it was evaluated, and passed
 */
public record DefinitionEvidence(Standing rules, Standing recorded) {

    /** Of one that could not be read. */
    public static DefinitionEvidence undecided(String problem, String remedy) {
        return new DefinitionEvidence(new Standing.Undecided(problem, remedy), new Standing.NotApplicable("not read"));
    }
}
