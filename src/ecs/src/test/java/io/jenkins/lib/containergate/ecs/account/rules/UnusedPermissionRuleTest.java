package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedPermissionRuleTest extends RoleRuleContract {
    private static AllowList list(String... patterns) {
        List<Glob> globs = Stream.of(patterns).map(Glob::overPath).toList();
        return new AllowList(List.of(patterns), name -> globs.stream().anyMatch(each -> each.matches(name)));
    }

    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new UnusedPermissionRule(Optional.of(list("s3:get*", "ecs:listtasks")));
    }

    private static String allow(String action) {
        return "{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': 'arn:aws:s3:::a'}";
    }

    @Override
    protected IamRole broken() {
        return role(allow("s3:PutObject"));
    }

    @Override
    protected IamRole accepted() {
        return role(allow("s3:GetObject"), allow("S3:GetBucket*"), allow("ecs:ListTasks"));
    }

    @Override
    IamRole withDocument(String document) {
        IamPolicy policy = new IamPolicy(IamPolicy.Kind.MANAGED, "access", document);
        return new IamRole(accepted().arn(), TRUST, List.of(policy), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "s3:*", "s3:G*", "*:GetObject", "s?:GetObject", "ecs:ListTask*", "ecs:List?asks"})
    void aPatternThatReachesBeyondTheListIsNotOnIt(String action) {
        assertThat(outcome(role(allow(action)))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void everythingButSomeActionsIsNotOnTheList() {
        assertThat(actuals(role("{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}")))
                .singleElement()
                .asString()
                .contains("everything but iam:*");
    }

    @Test
    void whatIsDeniedIsNotAllowed() {
        assertThat(outcome(role(allow("s3:PutObject"), "{'Effect': 'Deny', 'Action': 's3:Put*', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anEmptyListAllowsNothing() {
        CloudRule<TaskDefinition, IamRole> none = new UnusedPermissionRule(Optional.of(list()));
        assertThat(none.excludes(definition())).isEmpty();
        assertThat(((UnusedPermissionRule) none).metadata().id().value()).isEqualTo("unused-permission");
    }

    @Test
    void withoutAListItDoesNotApply() {
        assertThat(new UnusedPermissionRule(Optional.empty()).excludes(definition()))
                .contains("the policy has no taskDefinition.permissions");
    }
}
