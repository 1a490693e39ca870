package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/** A role of a task with all its policies. */
public record RoleQuestion(Kind kind) implements Question<TaskDefinition, IamRole> {
    public enum Kind {
        /** What the application may do. */
        TASK("taskRoleArn"),
        /** What ECS may do to start it. */
        EXECUTION("executionRoleArn");

        private final String member;

        Kind(String member) {
            this.member = member;
        }
    }

    public Field<String> of(TaskDefinition task) {
        return kind == Kind.TASK ? task.taskRoleArn() : task.executionRoleArn();
    }

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return of(task).absent() ? Optional.of(kind.member + " is not set") : Optional.empty();
    }

    @Override
    public Optional<Lookup<IamRole>> declared(TaskDefinition task) {
        return task.declared(of(task));
    }

    @Override
    public Lookup<IamRole> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<Arn> role = arn(about);
        return role instanceof Lookup.Answered<Arn> known
                ? aws.iam().role(known.value(), deadline)
                : role.flatMap(unused -> new Lookup.NotAsked<>("the role is not known"));
    }

    /** The ARN of the role; a failure when it is not known, or of something else. */
    Lookup<Arn> arn(TaskDefinition task) {
        if (of(task) instanceof Field.Unresolved<String> unresolved) {
            return NotKnown.failed(unresolved);
        }
        return of(task).known()
                .flatMap(Arn::of)
                .filter(found ->
                        found.service().equals("iam") && found.resource().startsWith("role/"))
                .<Lookup<Arn>>map(Lookup.Answered::new)
                .orElseGet(() -> new Lookup.Failed<>(kind.member + " is not the ARN of a role", "write its ARN"));
    }
}
