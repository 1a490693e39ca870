package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Whatever nobody thought about is in the default group, and its members reach each other. */
public final class NoDefaultSecurityGroupRule extends ServiceNetworkRule {
    public NoDefaultSecurityGroupRule() {
        super(
                new RuleMetadata(
                        "no-default-security-group",
                        "the service does not use the default security group of its network",
                        Severity.HIGH,
                        List.of(),
                        "give the service a security group of its own"),
                "no group called default");
    }

    @Override
    boolean ofHosts() {
        return true;
    }

    @Override
    void check(Judged judged) {
        for (SecurityGroup group : judged.groups()) {
            if (group.name().equals("default")) {
                judged.broken(group.id(), group.id() + " is the default security group of its network");
            }
        }
    }
}
