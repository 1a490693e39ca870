package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionHookPresentRuleTest extends DeploymentRuleContract {
    private static final String GATE = "arn:aws:lambda:eu-central-1:123456789012:function:gate";

    @Override
    protected DeploymentRule rule() {
        return new AdmissionHookPresentRule(TestTask.expectations().admissionHooks());
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("LaunchType: FARGATE");
    }

    @Override
    protected Deployment accepted() {
        return hook(GATE, "[POST_SCALE_UP, PRE_SCALE_UP]");
    }

    private static Deployment hook(String target, String stages) {
        return TestDeployment.service("DeploymentConfiguration: {LifecycleHooks: [{HookTargetArn: "
                + (target.startsWith("{") ? target : "\"" + target + "\"") + ", LifecycleStages: " + stages + "}]}");
    }

    @Test
    void anotherFunctionIsNotTheGate() {
        assertThat(outcome(hook("arn:aws:lambda:eu-central-1:210987654321:function:gate", "[PRE_SCALE_UP]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aHookThatIsAskedAfterTasksStartedIsTooLate() {
        assertThat(outcome(hook(GATE, "[POST_SCALE_UP, PRODUCTION_TRAFFIC_SHIFT]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatOnlyDeploymentKnowsIsAnErrorNotAPass() {
        assertThat(outcome(hook("{Ref: Unset}", "[PRE_SCALE_UP]"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(hook(GATE, "{Ref: Unset}"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TestDeployment.service("DeploymentConfiguration: {LifecycleHooks: {Ref: Unset}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new AdmissionHookPresentRule(Optional.empty())
                        .check(broken())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    private static Deployment silent(String action) {
        return TestDeployment.service("DeploymentConfiguration: {LifecycleHooks: [{HookTargetArn: \"" + GATE
                + "\", LifecycleStages: [PRE_SCALE_UP], TimeoutConfiguration: {Action: " + action + "}}]}");
    }

    @Test
    void aHookWhoseSilenceLetsTheDeploymentGoOnDecidesNothing() {
        assertThat(outcome(silent("ROLLBACK"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(silent("CONTINUE"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(silent("{Ref: Unset}"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(silent("SKIP"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void oneHookThatRollsBackIsEnough() {
        String hook = "{HookTargetArn: \"" + GATE + "\", LifecycleStages: [PRE_SCALE_UP]";
        assertThat(outcome(TestDeployment.service("DeploymentConfiguration: {LifecycleHooks: [" + hook
                        + ", TimeoutConfiguration: {Action: CONTINUE}}, " + hook + "}]}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    private static Deployment pause(String hook) {
        return TestDeployment.service("DeploymentConfiguration: {LifecycleHooks: [{" + hook + "}]}");
    }

    private RuleOutcome pausing(String hook) {
        AllowList names = new AllowList(List.of("PAUSE"), "PAUSE"::equals);
        return new AdmissionHookPresentRule(Optional.of(names))
                .check(pause(hook))
                .outcome();
    }

    @Test
    void aHookThatWaitsForTheGateCountsWhereThePolicyNamesIt() {
        String hook = "TargetType: PAUSE, LifecycleStages: [PRE_SCALE_UP]";
        assertThat(pausing(hook)).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(pause(hook))).isEqualTo(RuleOutcome.FAIL);
        assertThat(pausing(hook + ", TimeoutConfiguration: {TimeoutInMinutes: 10, Action: ROLLBACK}"))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(pausing(hook + ", TimeoutConfiguration: {TimeoutInMinutes: 10, Action: CONTINUE}"))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(pausing("TargetType: PAUSE, LifecycleStages: [POST_TEST_TRAFFIC_SHIFT]"))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aHookOfAnotherOrUnknownTypeIsNoneOfTheGates() {
        assertThat(pausing("TargetType: AWS_LAMBDA, HookTargetArn: PAUSE, LifecycleStages: [POST_SCALE_UP]"))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(pausing("TargetType: {Ref: Unset}, LifecycleStages: [PRE_SCALE_UP]"))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(pausing("TargetType: WEBHOOK, LifecycleStages: [PRE_SCALE_UP]"))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void underOtherControllersNoHookIsEverAsked() {
        for (String controller : new String[] {"CODE_DEPLOY", "EXTERNAL"}) {
            assertThat(outcome(controlled(controller))).as(controller).isEqualTo(RuleOutcome.FAIL);
        }
        assertThat(outcome(controlled("ECS"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(controlled("{Ref: Unset}"))).isEqualTo(RuleOutcome.ERROR);
    }

    private static Deployment controlled(String type) {
        return TestDeployment.service("{DeploymentController: {Type: " + type
                + "}, DeploymentConfiguration: {LifecycleHooks: [{HookTargetArn: \"" + GATE
                + "\", LifecycleStages: [PRE_SCALE_UP]}]}}");
    }
}
