package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.setting.WaiverRule.WaiverCeiling;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An accepted risk: whose, why, and until when.
 *
 * @param rule pattern over rule ids and vulnerability ids, aliases included
 * @param packages pattern over package URLs
 * @param image pattern over the image's repository and reference
 * @param path pattern over the path a finding is at
 * @param expires the last day it holds, in UTC
 * @param untilFixed it also ends for a finding as soon as a fixed version exists
 * @param maxSeverity the worst severity it covers; empty for any
 */
public record Waiver(
        Glob rule,
        Optional<Glob> packages,
        Optional<Glob> image,
        Optional<Glob> path,
        Optional<Fingerprint> fingerprint,
        String owner,
        String reason,
        Optional<String> ticket,
        LocalDate expires,
        boolean untilFixed,
        Optional<Severity> maxSeverity) {

    public boolean expired(Clock clock) {
        return !clock.instant().isBefore(end());
    }

    /** The first moment it no longer holds. */
    public Instant end() {
        return expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The same waiver for findings of at most this severity. */
    public Waiver cappedAt(Severity severity) {
        if (maxSeverity.isPresent() && WaiverCeiling.admits(severity, maxSeverity.get())) {
            return this;
        }
        return new Waiver(
                rule,
                packages,
                image,
                path,
                fingerprint,
                owner,
                reason,
                ticket,
                expires,
                untilFixed,
                Optional.of(severity));
    }

    /** Whether it is for the same findings, whoever accepted them, why and until when. */
    public boolean sameScope(Waiver other) {
        return rule.equals(other.rule)
                && packages.equals(other.packages)
                && image.equals(other.image)
                && path.equals(other.path)
                && fingerprint.equals(other.fingerprint)
                && untilFixed == other.untilFixed
                && maxSeverity.equals(other.maxSeverity);
    }

    public boolean covers(Severity severity) {
        return maxSeverity.isEmpty() || WaiverCeiling.admits(maxSeverity.get(), severity);
    }
}
