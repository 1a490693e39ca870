package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Account;
import java.util.List;
import java.util.stream.Stream;

/**
 * What files declare.
 *
 * @param deployments what the tasks are deployed in, where a template or plan says so, and what is undecided
 * @param leftOut what else the files hold, and why it is not evaluated
 */
public record Definitions(List<TaskDefinition> tasks, List<Deployment> deployments, Account leftOut) {
    public Definitions {
        tasks = List.copyOf(tasks);
        deployments = List.copyOf(deployments);
    }

    /** Of which nothing was left out. */
    public Definitions(List<TaskDefinition> tasks, List<Deployment> deployments) {
        this(tasks, deployments, Account.empty());
    }

    public static Definitions none() {
        return new Definitions(List.of(), List.of());
    }

    /** These, then the others. */
    public Definitions and(Definitions others) {
        return new Definitions(
                Stream.concat(tasks.stream(), others.tasks.stream()).toList(),
                Stream.concat(deployments.stream(), others.deployments.stream()).toList(),
                leftOut.plus(others.leftOut));
    }

    public boolean empty() {
        return tasks.isEmpty() && deployments.isEmpty();
    }
}
