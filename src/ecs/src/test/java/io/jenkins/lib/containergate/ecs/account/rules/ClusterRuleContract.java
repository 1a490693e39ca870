package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What every question to a cluster that is deployed is held to. */
abstract class ClusterRuleContract<A> extends CloudRuleContract<Deployment, A> {
    static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    @Test
    void onlyClustersThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployment.cluster("ClusterName: x"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }
}
