package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Section 2 of CIS Docker. */
public final class HostDockerDaemonRule extends HostBenchRule {
    /** @param max age of a report */
    public HostDockerDaemonRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-cis-docker-daemon",
                        "the Docker daemon of container instances is configured as section 2 of CIS Docker demands",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("2")),
                        "set the option in /etc/docker/daemon.json, or build it into the AMI"),
                "2",
                max,
                clock);
    }
}
