package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Section 1 of CIS Docker. */
public final class HostConfiguredRule extends HostBenchRule {
    /** @param max age of a report */
    public HostConfiguredRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-cis-configured",
                        "container instances are set up as section 1 of CIS Docker demands",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("1")),
                        "follow the remediation of docker-bench-security (-p), or build it into the AMI"),
                "1",
                max,
                clock);
    }
}
