package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostNoPublicAddressRuleTest extends HostRuleContract {
    @Override
    protected CloudRule<Deployment, List<HostsQuestion.Answer>> rule() {
        return new HostNoPublicAddressRule();
    }

    @Override
    protected List<HostsQuestion.Answer> broken() {
        return List.of(at(false), at(false, "2001:db8::1"));
    }

    @Override
    protected List<HostsQuestion.Answer> accepted() {
        return List.of(at(false), at(true, "192.0.2.1"));
    }

    private static HostsQuestion.Answer at(boolean managed, String... addresses) {
        return host(
                Map.of(),
                new Host(
                        "i-1",
                        new Host.Metadata(false, true, 1),
                        List.of(),
                        new Host.Network(Optional.empty(), List.of("subnet-1"), List.of(), List.of(addresses)),
                        Optional.empty(),
                        Optional.empty(),
                        managed));
    }

    @Test
    void instancesThatAwsOperatesAreLeftOut() {
        assertThat(outcome(List.of(at(true, "192.0.2.1")))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
