package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterInstanceVolumesEncryptedRuleTest extends HostRuleContract {
    private static final HostVolume OPEN = new HostVolume("vol-1", false);
    private static final HostVolume ENCRYPTED = new HostVolume("vol-2", true);

    @Override
    protected CloudRule<Deployment, List<HostsQuestion.Answer>> rule() {
        return new ClusterInstanceVolumesEncryptedRule();
    }

    @Override
    protected List<HostsQuestion.Answer> broken() {
        return List.of(host(Map.of(), metadata(true, true, 1), OPEN, ENCRYPTED));
    }

    @Override
    protected List<HostsQuestion.Answer> accepted() {
        return List.of(host(Map.of(), metadata(true, true, 1), ENCRYPTED));
    }

    @Test
    void theVolumeAndItsInstanceAreNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains("vol-1", "i-1"));
    }
}
