package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.finding.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a layer lets the layers inside it waive. A waiver is admitted when one rule of the set admits it whole.
 *
 * @param owners patterns over text
 * @param rules patterns over rule ids
 * @param maxSeverity the worst severity that may be waived; empty for any
 * @param maxDuration how far ahead the expiry may lie, in whole days; empty for any
 * @param images patterns over repositories and references
 * @param wildcards whether a waiver may name its rule by a pattern; otherwise it names one rule or vulnerability in full
 */
public record WaiverRule(
        List<Glob> owners,
        List<Glob> rules,
        Optional<Severity> maxSeverity,
        Optional<Duration> maxDuration,
        List<Glob> images,
        boolean wildcards) {
    private static final Glob EVERY_IMAGE = Glob.overPath("**");

    public WaiverRule {
        owners = sorted(owners);
        rules = sorted(rules);
        images = sorted(images);
    }

    private static List<Glob> sorted(List<Glob> globs) {
        return globs.stream()
                .distinct()
                .sorted(Comparator.comparing(Glob::toString))
                .toList();
    }

    /** Why it does not admit the waiver; empty when it does. The severity is checked against each finding. */
    public Optional<String> objection(Waiver waiver, Clock clock) {
        if (owners.stream().noneMatch(owner -> owner.matches(waiver.owner()))) {
            return Optional.of("the owner is none of " + owners);
        }
        if (!wildcards && !waiver.rule().literal()) {
            return Optional.of("the rule is a pattern, and wildcards are not admitted: name it in full");
        }
        if (!coveredBy(rules, waiver.rule())) {
            return Optional.of("the rule lies outside " + rules);
        }
        if (!coveredBy(images, waiver.image().orElse(EVERY_IMAGE))) {
            return Optional.of("the image lies outside " + images);
        }
        return maxDuration
                .map(max -> latest(max, clock))
                .filter(waiver.expires()::isAfter)
                .map(latest -> "it may last until " + latest + " at most");
    }

    private static LocalDate latest(Duration max, Clock clock) {
        return LocalDate.ofInstant(clock.instant().plus(max), ZoneOffset.UTC);
    }

    /** Admits nothing that the other rule does not. */
    public boolean within(WaiverRule outer) {
        return owners.stream().allMatch(owner -> coveredBy(outer.owners, owner))
                && rules.stream().allMatch(rule -> coveredBy(outer.rules, rule))
                && images.stream().allMatch(image -> coveredBy(outer.images, image))
                && (outer.wildcards || !wildcards)
                && (outer.maxSeverity.isEmpty()
                        || maxSeverity.isPresent() && WaiverCeiling.admits(outer.maxSeverity.get(), maxSeverity.get()))
                && (outer.maxDuration.isEmpty()
                        || maxDuration.isPresent() && maxDuration.get().compareTo(outer.maxDuration.get()) <= 0);
    }

    private static boolean coveredBy(List<Glob> outer, Glob inner) {
        return outer.stream().anyMatch(pattern -> pattern.covers(inner));
    }

    /** The order of severities for what may be waived: an unknown severity may be the worst one. */
    public static final class WaiverCeiling {
        private WaiverCeiling() {}

        /** A waiver for at most {@code ceiling} covers a finding of {@code severity}. */
        public static boolean admits(Severity ceiling, Severity severity) {
            return rank(severity) <= rank(ceiling);
        }

        private static int rank(Severity severity) {
            return switch (severity) {
                case CRITICAL, UNKNOWN -> 4;
                case HIGH -> 3;
                case MEDIUM -> 2;
                case LOW -> 1;
            };
        }
    }
}
