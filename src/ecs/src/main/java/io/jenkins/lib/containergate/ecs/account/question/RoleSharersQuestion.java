package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other families of the region whose newest task definition has the same task role. */
public record RoleSharersQuestion() implements Question<TaskDefinition, List<String>> {
    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return new RoleQuestion(RoleQuestion.Kind.TASK).excludes(task);
    }

    @Override
    public Lookup<List<String>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<String> role = about.taskRoleArn().known();
        if (role.isEmpty()) {
            return new Lookup.Failed<>("taskRoleArn is not known", NotKnown.REMEDY);
        }
        return aws.ecs()
                .taskRoles(deadline)
                .map(roles -> roles.entrySet().stream()
                        .filter(each -> each.getValue().equals(role))
                        .map(Map.Entry::getKey)
                        .filter(family -> !family.equals(about.name()))
                        .sorted()
                        .toList());
    }
}
