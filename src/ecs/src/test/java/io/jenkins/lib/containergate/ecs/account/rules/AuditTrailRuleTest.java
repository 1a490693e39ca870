package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTrailRuleTest extends ClusterRuleContract<List<Trail>> {
    @Override
    protected CloudRule<Deployment, List<Trail>> rule() {
        return new AuditTrailRule();
    }

    @Override
    protected List<Trail> broken() {
        return List.of();
    }

    @Override
    protected List<Trail> accepted() {
        return List.of(trail(false, true, true), trail(true, true, true));
    }

    private static Trail trail(boolean everywhere, boolean logging, boolean management) {
        return new Trail("org", everywhere, logging, management, true, Optional.of("key"), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, true, is stopped",
        "false, true, true, records one region",
        "true, true, false, does not record all management events"
    })
    void itSaysWhatIsMissing(boolean everywhere, boolean logging, boolean management, String why) {
        assertThat(result(List.of(trail(everywhere, logging, management))).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("org " + why);
    }
}
