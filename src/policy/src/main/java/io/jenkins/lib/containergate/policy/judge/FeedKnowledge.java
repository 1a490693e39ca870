package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.KnownExploited;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the feeds about exploitation that the policy denies by were loaded, and are as new as it demands. A feed may be as
 * old as its publisher lets it become, even where the policy demands newer databases. One whose age nobody can know may be from
 * the day of its first issue, so it is an error whatever the policy demands.
 */
final class FeedKnowledge {
    private final EffectivePolicy policy;
    private final Clock clock;

    FeedKnowledge(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** What the policy denies by, each with why. */
    private Map<ExploitationFeed, String> demanded() {
        Map<ExploitationFeed, String> demanded = new EnumMap<>(ExploitationFeed.class);
        Setting<KnownExploited> exploited = policy.get(PolicyKeys.KNOWN_EXPLOITED);
        if (exploited.value() == KnownExploited.DENY) {
            demanded.put(
                    ExploitationFeed.KNOWN_EXPLOITED,
                    "the policy denies known exploited vulnerabilities (" + exploited.decidedBy()
                            + ") but no catalogue of them was loaded");
        }
        Optional<Setting<BigDecimal>> epss = policy.find(PolicyKeys.EPSS_DENY);
        epss.ifPresent(deny -> demanded.put(
                ExploitationFeed.EPSS,
                "the policy denies by EPSS score (" + deny.decidedBy() + ") but no scores were loaded"));
        return demanded;
    }

    /** @param loaded feeds, each with when it was published, if it says so */
    Map<ExploitationFeed, GateError> errors(Map<ExploitationFeed, Optional<Instant>> loaded) {
        Map<ExploitationFeed, GateError> errors = new EnumMap<>(ExploitationFeed.class);
        Optional<Setting<Duration>> maxAge = policy.find(PolicyKeys.DATABASE_MAX_AGE);
        demanded().forEach((feed, missing) -> {
            if (!loaded.containsKey(feed)) {
                errors.put(feed, new GateError(missing, feed.remedy()));
                return;
            }
            Optional<Instant> published = loaded.getOrDefault(feed, Optional.empty());
            undated(feed, published)
                    .or(() -> published.flatMap(date -> maxAge.flatMap(
                            max -> old(feed, date, max.value()).map(age -> age + ", but " + max.decidedBy()))))
                    .ifPresent(fault -> errors.put(feed, new GateError(fault, feed.remedy())));
        });
        return errors;
    }

    /** What old feeds do not tell, where the policy sets no limit. */
    Account account(Map<ExploitationFeed, Optional<Instant>> loaded) {
        Account account = Account.empty();
        if (policy.find(PolicyKeys.DATABASE_MAX_AGE).isPresent()) {
            return account;
        }
        for (ExploitationFeed feed : demanded().keySet()) {
            Optional<Instant> published = loaded.getOrDefault(feed, Optional.empty());
            Optional<String> age = published.flatMap(date -> old(feed, date, Duration.ZERO));
            if (age.isPresent()) {
                account = account.notEvaluated(
                        "recent exploitation",
                        1,
                        age.get() + ": update it; vulnerabilities.databaseMaxAge makes old data an error");
            }
        }
        return account;
    }

    /** It does not say when it was published, or says what cannot be. */
    private Optional<String> undated(ExploitationFeed feed, Optional<Instant> published) {
        if (published.isEmpty()) {
            return Optional.of(feed.title() + " has no known age: it does not have " + feed.date());
        }
        return ClockSkew.DATE.inFuture(published.get(), clock)
                ? Optional.of(feed.title() + " is dated " + published.get() + ", which is in the future")
                : Optional.empty();
    }

    private Optional<String> old(ExploitationFeed feed, Instant published, Duration demanded) {
        Duration most = demanded.compareTo(feed.pace()) < 0 ? feed.pace() : demanded;
        return published.isBefore(clock.instant().minus(most))
                ? Optional.of(feed.title() + " is from " + published + ", more than " + most.toDays() + " days ago")
                : Optional.empty();
    }
}
