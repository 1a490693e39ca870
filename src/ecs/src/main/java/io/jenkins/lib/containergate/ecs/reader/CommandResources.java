package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.terraform.PlanCommands;
import io.jenkins.lib.containergate.fault.GateException;

/** Actions, provisioners and programs that run when a plan is applied. */
final class CommandResources {
    private final Budget budget;
    private final Gathered gathered;

    CommandResources(Budget budget, Gathered gathered) {
        this.budget = budget;
        this.gathered = gathered;
    }

    /** @param type as messages show it */
    void read(PlanCommands.Command command, String type) throws GateException {
        if (command.packed()) {
            packed(command, type);
        } else if (CallsOfEcs.in(command, budget)) {
            gathered.undecided(
                    command.address(),
                    type,
                    "it runs when the plan is applied and starts or changes tasks, which this version does not"
                            + " evaluate",
                    command.written().mark());
        } else if (command.unknown()) {
            gathered.undecided(
                    command.address(),
                    type,
                    "it runs a command when the plan is applied, and the plan does not hold the text of the command",
                    "write the command without references, with its values in environment, or waive this finding by"
                            + " its fingerprint",
                    command.written().mark());
        } else {
            gathered.leftOut(type, "it runs when the plan is applied, and does not say that it calls ECS");
        }
    }

    private void packed(PlanCommands.Command command, String type) throws GateException {
        if (InlineCode.startsTasks(TextParts.of(command.written(), budget))) {
            gathered.undecided(
                    command.address(),
                    type,
                    InlineCode.REASON,
                    InlineCode.REMEDY,
                    command.written().mark());
        } else {
            gathered.leftOut(type, InlineCode.NO_TASK);
        }
    }
}
