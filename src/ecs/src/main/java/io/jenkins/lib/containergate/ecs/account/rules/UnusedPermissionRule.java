package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.account.iam.Grants;
import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import io.jenkins.lib.containergate.ecs.account.iam.Scope;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** What the application uses was learned and is listed; whatever else its role allows serves whoever takes it over. */
public final class UnusedPermissionRule extends RoleRule {
    private final Optional<AllowList> permissions;

    /** @param permissions actions in lower case; empty when the policy has no list */
    public UnusedPermissionRule(Optional<AllowList> permissions) {
        super(
                new RuleMetadata(
                        "unused-permission",
                        "the role of the task allows only actions that the policy lists",
                        Severity.HIGH,
                        List.of(),
                        "take the action out of the role's policies, or put it on the list in taskDefinition.permissions"),
                permissions.map(AllowList::expected).orElse("no list"),
                new RoleQuestion(RoleQuestion.Kind.TASK));
        this.permissions = permissions;
    }

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return permissions.isEmpty()
                ? Optional.of("the policy has no taskDefinition.permissions")
                : super.excludes(task);
    }

    @Override
    List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        return Grants.of(role).stream()
                .filter(grant -> !listed(grant.action()))
                .map(UnusedPermissionRule::objection)
                .distinct()
                .toList();
    }

    /** The names of a pattern are on the list when the pattern itself is within one of it. */
    private boolean listed(Scope action) {
        return action instanceof Scope.Only only
                && permissions.orElseThrow().allows().test(only.pattern());
    }

    private static String objection(Grant grant) {
        return "the policy " + grant.policy() + " allows " + grant.action() + ", which is not on the list";
    }
}
