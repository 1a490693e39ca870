package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A mistake in a security group opens a task to the internet only where there is a way there. */
public final class PrivateSubnetsRule extends ServiceNetworkRule {
    public PrivateSubnetsRule() {
        super(
                new RuleMetadata(
                        "private-subnets",
                        "the tasks of the service run in private subnets",
                        Severity.MEDIUM,
                        List.of(),
                        "run the service in subnets without a route to an internet gateway"),
                "subnets without a route to an internet gateway");
    }

    @Override
    void check(Judged judged) {
        for (String subnet : judged.service().publicSubnets()) {
            judged.broken(subnet, "the subnet " + subnet + " has a route to an internet gateway");
        }
    }
}
