package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Section 3 of CIS Docker. */
public final class HostDockerFilesRule extends HostBenchRule {
    /** @param max age of a report */
    public HostDockerFilesRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "host-cis-docker-files",
                        "only root can write the files of the Docker daemon on container instances",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("3")),
                        "give the files the owner and mode that docker-bench-security names"),
                "3",
                max,
                clock);
    }
}
