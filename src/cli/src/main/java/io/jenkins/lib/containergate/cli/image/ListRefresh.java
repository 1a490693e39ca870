package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.network.DataTransport;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataUpdate;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.feed.FeedOutcome;
import io.jenkins.lib.containergate.feed.FeedRecord;
import io.jenkins.lib.containergate.feed.Feeds;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.KnownExploited;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the lists that a policy relies on, where no option names a file and the one in the data directory is missing or
 * was not checked for a day. Vulnerability data are larger, and are fetched when somebody asks for them.
 */
final class ListRefresh {
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final VulnerabilityOptions options;
    private final EffectivePolicy policy;
    private final Clock clock;

    ListRefresh(VulnerabilityOptions options, EffectivePolicy policy, Clock clock) {
        this.options = options;
        this.policy = policy;
        this.clock = clock;
    }

    /** @throws GateException when one is needed, cannot be fetched, and is not there from before */
    void run(DataDirectory directory) throws GateException {
        List<Feed> wanted = options.offline() ? List.of() : wanted(directory);
        if (wanted.isEmpty()) {
            return;
        }
        List<FeedOutcome> outcomes;
        try {
            outcomes = DataUpdate.over(
                            DataTransport.open(List.of(), clock),
                            Feeds.published(),
                            directory,
                            DataUpdate.Settings.defaults(),
                            clock,
                            event -> {})
                    .run(wanted, false, Deadline.after(DEADLINE, clock));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // whoever works next meets the interruption
        }
        for (FeedOutcome outcome : outcomes) {
            if (outcome.status() == FeedOutcome.Status.MISSING) {
                throw outcome.fault().orElseThrow();
            }
        }
    }

    private List<Feed> wanted(DataDirectory directory) throws GateException {
        Map<String, FeedRecord> records = directory.records();
        List<Feed> wanted = new ArrayList<>();
        boolean exploited = policy.get(PolicyKeys.KNOWN_EXPLOITED).value() == KnownExploited.DENY;
        if (exploited && options.kev().isEmpty()) {
            wanted.add(Feeds.published().knownExploited());
        }
        if (policy.find(PolicyKeys.EPSS_DENY).isPresent() && options.epss().isEmpty()) {
            wanted.add(Feeds.published().epss());
        }
        Instant oldest = clock.instant().minus(FRESH);
        wanted.removeIf(feed -> Optional.ofNullable(records.get(feed.path()))
                .filter(record -> record.checkedAt().isAfter(oldest))
                .isPresent());
        return wanted;
    }
}
