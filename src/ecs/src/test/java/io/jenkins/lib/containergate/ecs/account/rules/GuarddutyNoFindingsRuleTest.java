package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Threat;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuarddutyNoFindingsRuleTest extends ClusterRuleContract<List<Threat>> {
    @Override
    protected CloudRule<Deployment, List<Threat>> rule() {
        return new GuarddutyNoFindingsRule();
    }

    @Override
    protected List<Threat> broken() {
        return List.of(threat("1", 4.0), threat("2", 8.0), threat("3", 9.5));
    }

    @Override
    protected List<Threat> accepted() {
        return List.of();
    }

    private static Threat threat(String id, double severity) {
        return new Threat(id, "Execution:Runtime/NewBinaryExecuted", severity, Optional.of("prod"), Optional.of("i-1"));
    }

    @Test
    void eachIsAFindingOfItsOwnSeverity() {
        assertThat(result(broken()).findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
    }
}
