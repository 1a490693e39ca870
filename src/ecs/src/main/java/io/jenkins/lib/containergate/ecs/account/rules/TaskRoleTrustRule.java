package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Condition;
import io.jenkins.lib.containergate.ecs.account.iam.PolicyParser;
import io.jenkins.lib.containergate.ecs.account.iam.Statement;
import io.jenkins.lib.containergate.ecs.account.iam.Statement.Principals;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The service acts for every account: the condition says for which. Statements that deny are left out of account. */
public final class TaskRoleTrustRule extends RoleRule {
    private static final Principals.Named TASKS = new Principals.Named("Service", "ecs-tasks.amazonaws.com");
    private static final Set<String> SOURCES = Set.of("aws:sourcearn", "aws:sourceaccount");

    public TaskRoleTrustRule() {
        super(
                new RuleMetadata(
                        "task-role-trust",
                        "only tasks of ECS in the named account can take the role of the task",
                        Severity.MEDIUM,
                        List.of(),
                        "trust ecs-tasks.amazonaws.com alone, with a condition on aws:SourceArn or aws:SourceAccount"),
                "ecs-tasks.amazonaws.com with a condition on aws:SourceArn or aws:SourceAccount",
                new RoleQuestion(RoleQuestion.Kind.TASK));
    }

    @Override
    boolean judgesPolicies() {
        return false;
    }

    @Override
    List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        Set<String> objections = new LinkedHashSet<>();
        for (Statement statement : PolicyParser.trust(role)) {
            judge(statement, objections);
        }
        return List.copyOf(objections);
    }

    private static void judge(Statement statement, Set<String> objections) throws GateException {
        Principals principals = statement.trusted();
        if (principals.except()) {
            objections.add("its trust policy admits everybody that NotPrincipal does not name");
            return;
        }
        for (Principals.Named principal : principals.named()) {
            if (!principal.equals(TASKS)) {
                objections.add("its trust policy admits " + principal);
            } else if (statement.conditions().stream().noneMatch(TaskRoleTrustRule::namesSource)) {
                objections.add("its trust policy admits ECS without a condition on aws:SourceArn or aws:SourceAccount");
            }
        }
    }

    private static boolean namesSource(Condition condition) {
        return condition.namesAccounts() && SOURCES.contains(condition.key());
    }
}
