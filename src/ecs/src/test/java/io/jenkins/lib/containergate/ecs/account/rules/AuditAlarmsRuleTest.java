package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.AuditAlarmsQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditAlarmsRuleTest extends ClusterRuleContract<List<Answer>> {
    private static final String ROOT = "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS &&"
            + " $.eventType != \"AwsServiceEvent\" }";
    private static final String EVENTS = "($.eventName=DeleteGroupPolicy) || ($.eventName=DeleteRolePolicy) ||"
            + " ($.eventName=DeleteUserPolicy) || ($.eventName=PutGroupPolicy) || ($.eventName=PutRolePolicy) ||"
            + " ($.eventName=PutUserPolicy) || ($.eventName=CreatePolicy) || ($.eventName=DeletePolicy) ||"
            + " ($.eventName=CreatePolicyVersion) || ($.eventName=DeletePolicyVersion) || ($.eventName=AttachRolePolicy)"
            + " || ($.eventName=DetachRolePolicy) || ($.eventName=AttachUserPolicy) || ($.eventName=DetachUserPolicy) ||"
            + " ($.eventName=AttachGroupPolicy) || ($.eventName=DetachGroupPolicy)";
    private static final String IAM = "{ " + EVENTS + " }";

    @Override
    protected CloudRule<Deployment, List<Answer>> rule() {
        return new AuditAlarmsRule(true);
    }

    private static Answer trail(String... patterns) {
        return new Answer("org", new Lookup.Answered<>(List.of(patterns)));
    }

    @Override
    protected List<Answer> broken() {
        return List.of(trail());
    }

    @Override
    protected List<Answer> accepted() {
        return List.of(trail(IAM), trail(ROOT));
    }

    @Test
    void withoutATrailThatWritesToCloudWatchNothingRaisesAnAlarm() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{($.eventSource=iam.amazonaws.com) && (" + EVENTS + ")}",
                "{ $.eventSource = \"iam.amazonaws.com\" }",
                "{ " + EVENTS + " || ($.eventName=CreateUser) }"
            })
    void aPatternThatCountsAsMuchIsAsGood(String iam) {
        assertThat(outcome(List.of(trail(iam, "{$.userIdentity.type = Root}")))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{ $.eventName = CreatePolicy }",
                "\"$.eventSource=iam.amazonaws.com\"",
                "{ " + EVENTS + " && $.sourceIPAddress = 10.0.0.1 }",
                "{ $.userIdentity.type = \"Root\" || " + EVENTS + " && $.errorCode NOT EXISTS }"
            })
    void aPatternThatMayCountLessDoesNotCount(String iam) {
        assertThat(result(List.of(trail(iam, ROOT))).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("changes of IAM policies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.userIdentity.type = \"Root\" && $.eventName = ConsoleLogin }",
                "{ $.userIdentity.type != \"Root\" }",
                "{ $.userIdentity.invokedBy NOT EXISTS }"
            })
    void someUsesOfTheRootUserAreNotAll(String root) {
        assertThat(outcome(List.of(trail(IAM, root)))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTrailOfAnotherAccountIsUndecidedUnlessAnotherOneHasTheAlarms() {
        Answer elsewhere = new Answer("other", new Lookup.Failed<>("the log group is in the account 1", "use it"));
        assertThat(outcome(List.of(trail(IAM), elsewhere))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(List.of(trail(IAM, ROOT), elsewhere))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void nothingIsAskedUnlessThePolicyDemandsIt() {
        assertThat(new AuditAlarmsRule(false).excludes(definition()))
                .hasValueSatisfying(why -> assertThat(why).contains("taskDefinition.account.alarms"));
    }
}
