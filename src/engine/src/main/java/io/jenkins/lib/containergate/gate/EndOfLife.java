package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.ecosystem.SupportEnds.Support;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.SupportGaps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Is the distribution's release still supported? After the end nobody publishes vulnerabilities of it, so that a list without
 * any says nothing.
 */
final class EndOfLife {
    private static final int SHOWN = 100;

    private final SupportEnds ends;
    private final Setting<Boolean> deny;
    private final Setting<Duration> grace;
    private final Clock clock;

    EndOfLife(SupportEnds ends, EffectivePolicy policy, Clock clock) {
        this.ends = ends;
        this.deny = policy.get(PolicyKeys.END_OF_LIFE_DENY);
        this.grace = policy.get(PolicyKeys.END_OF_LIFE_GRACE);
        this.clock = clock;
    }

    /** A warning, or an error where the policy denies it; that the end is not known is one only where it does. */
    Optional<InventoryFinding> finding(Optional<OsRelease> os) {
        if (os.isEmpty()) {
            return Optional.empty();
        }
        String name = name(os.get());
        Support support = ends.of(os.get());
        if (support instanceof Support.Unknown) {
            return deny.value() ? Optional.of(SupportGaps.unknown(name)) : Optional.empty();
        }
        return since(support)
                .filter(ended -> !clock.instant().isBefore(ended.plus(grace.value())))
                .map(ended -> SupportGaps.ended(name, told(support), deny.decidedBy() + ", " + grace.decidedBy()));
    }

    /** Whatever the policy says, a verdict tells that nobody reports on the release any more. */
    Account account(Account account, Optional<OsRelease> os) {
        Optional<Support> support = os.map(ends::of);
        return support.flatMap(this::since).isEmpty()
                ? account
                : account.notEvaluated(
                        "distribution release",
                        1,
                        name(os.orElseThrow()) + " " + told(support.orElseThrow())
                                + ": vulnerabilities found since are in no database");
    }

    /** The first moment without support, when that has come. */
    private Optional<Instant> since(Support support) {
        if (support instanceof Support.Over) {
            return Optional.of(Instant.EPOCH);
        }
        return support instanceof Support.Until until
                ? Optional.of(until.last()
                                .plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant())
                        .filter(ended -> !clock.instant().isBefore(ended))
                : Optional.empty();
    }

    private static String told(Support support) {
        if (support instanceof Support.Until until) {
            return "supported until " + until.last() + source(until.source());
        }
        return support instanceof Support.Over over ? "no longer supported" + source(over.source()) : "";
    }

    private static String source(String address) {
        return address.isEmpty() ? "" : " (" + SafeText.oneLine(address, SHOWN) + ")";
    }

    private static String name(OsRelease os) {
        String name = os.prettyName().isBlank() ? os.id() + " " + os.versionId().orElse("") : os.prettyName();
        return SafeText.oneLine(name, SHOWN);
    }
}
