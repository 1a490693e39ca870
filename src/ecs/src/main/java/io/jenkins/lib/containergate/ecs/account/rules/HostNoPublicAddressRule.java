package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.account.question.HostAddressesQuestion;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** Tasks in the modes bridge and host are reached at the address of their host. */
public final class HostNoPublicAddressRule extends HostSettingRule {
    private static final String NO_HOST = "no container instance is started from it, as far as its user data says";

    public HostNoPublicAddressRule() {
        super(
                new RuleMetadata(
                        "host-no-public-address",
                        "no container instance has a public address",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("EC2.9")),
                        "start the instances in private subnets, without public addresses; use endpoints or a NAT"
                                + " gateway"),
                "no public address",
                new HostAddressesQuestion());
    }

    @Override
    public Optional<String> excludes(Deployment deployment) {
        if (!(deployment instanceof Wall wall)) {
            return super.excludes(deployment);
        }
        if (wall.facts() instanceof Wall.ElasticAddress) {
            return Optional.empty();
        }
        if (!(wall.facts() instanceof Wall.HostTemplate template)) {
            return Optional.of(NO_HOST);
        }
        boolean silent = template.addresses() instanceof Lookup.Answered<Wall.Addresses> addresses
                && !addresses.value().said();
        if (!silent) {
            return Optional.empty();
        }
        return Optional.of(
                template.container()
                        ? "it says nothing of public addresses: the subnets that its instances start in decide"
                        : NO_HOST);
    }

    @Override
    Optional<String> objection(HostsQuestion.Answer host) {
        List<String> addresses = host.host().network().publicAddresses();
        if (host.host().network().subnets().isEmpty()) {
            return Optional.of("does not tell its addresses");
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of("has the public address " + addresses.get(0));
    }
}
