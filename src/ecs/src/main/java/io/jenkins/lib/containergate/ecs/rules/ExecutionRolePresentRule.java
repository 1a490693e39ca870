package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Without it a Fargate task that pulls from ECR, or any task with secrets, does not start. */
public final class ExecutionRolePresentRule extends TaskRule {
    public ExecutionRolePresentRule() {
        super(new RuleMetadata(
                "execution-role-present",
                "the task has an execution role where it needs one",
                Severity.MEDIUM,
                List.of(),
                "set executionRoleArn to a role that may pull the images and read the secrets"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "an executionRoleArn");
        Optional<String> need = ExecutionRoleNeed.of(facts.task());
        if (need.isEmpty() && facts.task().containers().unresolved().isEmpty()) {
            return RuleResult.notApplicable("nothing in the task needs an execution role");
        }
        if (facts.task().executionRoleArn().absent() && need.isPresent()) {
            findings.broken(
                    facts.task().executionRoleArn().place(),
                    "executionRoleArn is not set, but " + need.get(),
                    Fix.none());
        } else {
            findings.requireSet(facts.task().executionRoleArn());
        }
        return findings.result();
    }

    /**
     * What ECS needs the execution role of a task for.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">Task execution role</a>
     */
    static final class ExecutionRoleNeed {
        private static final Set<LaunchType> WITHOUT_INSTANCE_ROLE =
                Set.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES);

        private ExecutionRoleNeed() {}

        /** The first need, as a clause; empty when there is none. */
        static Optional<String> of(TaskDefinition task) {
            boolean noInstance = task.launchTypes().stream().anyMatch(WITHOUT_INSTANCE_ROLE::contains);
            return task.containers().values().stream()
                    .map(container -> need(container, noInstance))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private static Optional<String> need(ContainerDefinition container, boolean noInstance) {
            if (!container.variables().secrets().empty()
                    || !container.log().secretOptions().empty()) {
                return Optional.of(container.label() + " has secrets");
            }
            if (!container.credentialsParameter().absent()) {
                return Optional.of(container.label() + " has repositoryCredentials");
            }
            if (!container.variables().environmentFiles().empty()) {
                return Optional.of(container.label() + " has environment files");
            }
            if (noInstance
                    && container
                            .log()
                            .logDriver()
                            .known()
                            .filter("awslogs"::equals)
                            .isPresent()) {
                return Optional.of(container.label() + " writes to CloudWatch");
            }
            boolean ecr = ImageText.registry(container.image())
                    .filter(host -> host.contains(".dkr.ecr") || host.contains(".dkr-ecr"))
                    .isPresent();
            return noInstance && ecr ? Optional.of(container.label() + " is pulled from ECR") : Optional.empty();
        }
    }
}
