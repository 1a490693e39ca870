package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.ShieldQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** Floods of the network stop at Shield Standard; those of requests, and their price, at Shield Advanced. */
public final class ShieldRule extends FrontRule<Optional<List<String>>> {
    private final boolean demanded;

    /** @param demanded whether the policy demands it: Shield Advanced is a subscription, and not for every account */
    public ShieldRule(boolean demanded) {
        super(
                new RuleMetadata(
                        "shield-protected",
                        "Shield Advanced protects internet-facing load balancers of the service, where the policy"
                                + " demands it",
                        Severity.HIGH,
                        List.of(),
                        "add a protection: aws shield create-protection --name NAME --resource-arn ARN"),
                "a protection of Shield Advanced",
                new ShieldQuestion());
        this.demanded = demanded;
    }

    @Override
    public Optional<String> excludes(Deployment deployment) {
        return demanded
                ? super.excludes(deployment)
                : Optional.of("the policy does not demand Shield Advanced (taskDefinition.account.shield)");
    }

    @Override
    boolean applicationOnly() {
        return false;
    }

    @Override
    void check(Judged<Optional<List<String>>> judged) {
        Optional<List<String>> answer = judged.front().answer();
        if (answer.isEmpty()) {
            judged.undecided(
                    "is of a type that Shield Advanced does not protect, or does not say its addresses",
                    "look at it in AWS Shield, or use an Application Load Balancer");
            return;
        }
        boolean itself = judged.front().balancer().application();
        for (String open : answer.get()) {
            judged.broken(
                    itself ? "protection" : open,
                    "has no protection of Shield Advanced" + (itself ? "" : " for " + open));
        }
    }
}
