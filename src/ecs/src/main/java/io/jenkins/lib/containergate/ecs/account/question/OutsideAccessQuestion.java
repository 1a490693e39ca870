package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.AccessLookups.OutsideAccess;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** What Access Analyzer finds about the task role. */
public record OutsideAccessQuestion() implements Question<TaskDefinition, List<OutsideAccess>> {
    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return new ServicesUsedQuestion().excludes(task);
    }

    @Override
    public Lookup<List<OutsideAccess>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<Arn> role = new RoleQuestion(RoleQuestion.Kind.TASK).arn(about);
        return role instanceof Lookup.Answered<Arn> known
                ? aws.access().outsideAccess(known.value(), deadline)
                : role.map(unused -> List.of());
    }
}
