package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every question to the load balancers in front of a service is held to. */
abstract class FrontRuleContract<A> extends CloudRuleContract<Deployment, Fronts<A>> {
    private static final String BALANCED = "{\"loadBalancers\": [{\"containerName\": \"web\", \"containerPort\": 8080,"
            + " \"targetGroupArn\": \"arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/1\"}]}";

    abstract A bad();

    abstract A good();

    @Override
    protected Deployment definition() {
        return TestDeployed.service(BALANCED);
    }

    @Override
    protected Fronts<A> broken() {
        return fronts("application", bad());
    }

    @Override
    protected Fronts<A> accepted() {
        return fronts("application", good());
    }

    static <A> Fronts<A> fronts(String type, A answer) {
        return new Fronts<>(
                List.of(new Fronts.Front<>(new LoadBalancer("arn", "front", type, true), answer)), List.of());
    }

    @Test
    void withoutALoadBalancerThatFacesTheInternetThereIsNothingToJudge() {
        assertThat(outcome(new Fronts<>(List.of(), List.of()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aClassicLoadBalancerIsAnErrorThatSaysSo() {
        assertThat(outcome(new Fronts<>(List.of(), List.of("web")))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void onlyServicesBehindALoadBalancerAreAskedAbout() {
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{\"deploymentController\": {\"type\": \"EXTERNAL\"}}")))
                .as("its task sets may have some")
                .isEmpty();
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }

    @Test
    void namesAreShownAsText() {
        Fronts<A> hostile = new Fronts<>(
                List.of(new Fronts.Front<>(
                        new LoadBalancer("arn", "front\u202e\u001b[31m", "application", true), bad())),
                List.of());
        assertThat(result(hostile).findings())
                .isNotEmpty()
                .extracting(Finding::actual)
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e"));
    }
}
