package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostImage;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostImagesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostAmiCurrentRuleTest extends ClusterRuleContract<List<HostImagesQuestion.Answer>> {
    @Override
    protected CloudRule<Deployment, List<HostImagesQuestion.Answer>> rule() {
        return new HostAmiCurrentRule(Duration.ofDays(90), CLOCK);
    }

    @Override
    protected List<HostImagesQuestion.Answer> broken() {
        return List.of(
                on("i-1", Optional.empty()),
                on("i-2", image(91, Optional.empty())),
                on("i-3", image(1, Optional.of(NOW))));
    }

    @Override
    protected List<HostImagesQuestion.Answer> accepted() {
        return List.of(on("i-1", image(89, Optional.of(NOW.plusSeconds(1)))));
    }

    private static HostImagesQuestion.Answer on(String id, Optional<HostImage> image) {
        return new HostImagesQuestion.Answer(
                HostRuleContract.host(id, new Host.Metadata(true, true, 1), List.of()), image);
    }

    private static Optional<HostImage> image(int days, Optional<Instant> deprecated) {
        return Optional.of(new HostImage("ami-1", "al2023-ami-ecs", Optional.of(daysAgo(days)), deprecated));
    }

    @Test
    void itSaysWhatIsWrongWithEach() {
        assertThat(result(broken()).findings())
                .extracting(Finding::actual)
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("ami-i-1 of the instance i-1 does not exist any more"),
                        old -> assertThat(old).contains("is 91 days old, from 2026-03-31"),
                        deprecated -> assertThat(deprecated).contains("is deprecated since 2026-06-30"));
    }

    @Test
    void anAgeThatIsNotKnownIsAnError() {
        assertThat(outcome(List.of(
                        on("i-1", Optional.of(new HostImage("ami-1", "x", Optional.empty(), Optional.empty()))))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aClusterWithoutInstancesHasNothingToJudge() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
