package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** Says of what a service or schedule starts whether it was evaluated along with it. */
final class StartedTasks {
    private static final int SHOWN = 120;

    private StartedTasks() {}

    /**
     * @param kind what a task definition is called in the account
     * @return empty when it was, and for what names no task definition
     */
    static Account notEvaluated(String kind, Deployment deployment, List<TaskFacts> tasks) {
        Field<String> reference = TaskReference.of(deployment);
        boolean named = !reference.absent();
        if (!named || tasks.stream().anyMatch(facts -> TaskReference.means(reference, facts.task()))) {
            return Account.empty();
        }
        String started = reference
                .known()
                .map(text -> SafeText.visible(text, SHOWN))
                .orElse("one that is known only at deployment");
        return Account.empty()
                .notEvaluated(kind, 1, deployment.name() + " starts " + started + ", which is not part of this check");
    }
}
