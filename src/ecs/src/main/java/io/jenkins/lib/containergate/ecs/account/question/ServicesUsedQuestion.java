package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.AccessLookups.ServiceUse;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The services that the task role may use, and when it did. */
public record ServicesUsedQuestion() implements Question<TaskDefinition, List<ServiceUse>> {
    @Override
    public Lookup<List<ServiceUse>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<Arn> role = new RoleQuestion(RoleQuestion.Kind.TASK).arn(about);
        return role instanceof Lookup.Answered<Arn> known
                ? aws.access().servicesUsed(known.value(), deadline)
                : role.map(unused -> List.of());
    }

    /** A role that a file declares was never used. */
    @Override
    public Optional<String> excludes(TaskDefinition task) {
        if (task.taskRoleArn().absent()) {
            return Optional.of("taskRoleArn is not set");
        }
        return task.declared(task.taskRoleArn()).isPresent()
                ? Optional.of("the role is declared in the file and does not exist yet")
                : Optional.empty();
    }
}
