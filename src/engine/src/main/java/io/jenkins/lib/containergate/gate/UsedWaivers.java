package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.judge.WaiversThatEnded;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What became of waivers that a verdict is known to have used, by rule and last day alone: a ledger has no more of what there was no
 * room for. Of the waivers that may have been the one, each has to hold.
 */
final class UsedWaivers {
    private final List<WithOrigin<Waiver>> policy;
    private final List<WithOrigin<Waiver>> own;
    private final Predicate<Waiver> forImage;
    private final Clock clock;

    /**
     * @param policy waivers of the policy in force
     * @param own those of the verdict's policy, where it is known
     * @param forImage whether a waiver may be for the image of the verdict
     */
    UsedWaivers(
            List<WithOrigin<Waiver>> policy, List<WithOrigin<Waiver>> own, Predicate<Waiver> forImage, Clock clock) {
        this.policy = List.copyOf(policy);
        this.own = List.copyOf(own);
        this.forImage = forImage;
        this.clock = clock;
    }

    /**
     * @param rule that was waived
     * @param until the last day of its waiver
     */
    Standing standing(String rule, LocalDate until) {
        List<WithOrigin<Waiver>> here = forRule(policy, rule);
        List<WithOrigin<Waiver>> theirs = forRule(own, rule);
        boolean over =
                !until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(clock.instant());
        Optional<WithOrigin<Waiver>> revoked = here.stream().filter(this::ended).findFirst();
        if (!over && (revoked.isEmpty() || heldByThePolicy(candidates(here, theirs, until)))) {
            return underAnotherId(rule, theirs, until);
        }
        List<WithOrigin<Waiver>> inForce = Stream.concat(
                        here.stream(), revoked.isPresent() ? Stream.empty() : theirs.stream())
                .filter(waiver -> !ended(waiver))
                .toList();
        if (inForce.stream().anyMatch(waiver -> waiver.value().wholeRule())) {
            return new Standing.Holds();
        }
        Optional<WithOrigin<Waiver>> past = over
                ? Stream.concat(here.stream(), theirs.stream())
                        .filter(waiver -> waiver.value().expires().equals(until))
                        .findFirst()
                : revoked;
        return past.isPresent() && inForce.isEmpty() && !renewedUnderAnotherId(rule)
                ? new Standing.Broken(List.of(EndedWaivers.blocks(rule, WaiversThatEnded.describe(past.orElseThrow()))))
                : unknown(rule, until);
    }

    static Standing unknown(String rule, LocalDate until) {
        return new Standing.Undecided(
                rule + " was waived until " + until + ", and whether another waiver covers it now is not known",
                EndedWaivers.REMEDY);
    }

    /** Which of them was used: the policy in force has them where the verdict's own is not known. */
    private static List<Waiver> candidates(
            List<WithOrigin<Waiver>> here, List<WithOrigin<Waiver>> theirs, LocalDate until) {
        return (theirs.isEmpty() ? here : theirs)
                .stream()
                        .map(WithOrigin::value)
                        .filter(waiver -> waiver.expires().equals(until))
                        .toList();
    }

    private boolean heldByThePolicy(List<Waiver> candidates) {
        return !candidates.isEmpty()
                && candidates.stream()
                        .allMatch(used -> policy.stream()
                                .anyMatch(waiver ->
                                        !ended(waiver) && waiver.value().includes(used)));
    }

    private boolean renewedUnderAnotherId(String rule) {
        Optional<String> database = RuleId.database(rule);
        return Stream.concat(policy.stream(), own.stream())
                .filter(waiver -> !ended(waiver) && forImage.test(waiver.value()))
                .map(waiver -> RuleId.database(waiver.value().rule().toString()))
                .anyMatch(other -> database.isPresent() && other.isPresent() && !other.equals(database));
    }

    /** A ledger has one id of a vulnerability: the waiver of the verdict's own policy may name another, and have been ended by that. */
    private Standing underAnotherId(String rule, List<WithOrigin<Waiver>> theirs, LocalDate until) {
        if (theirs.stream()
                .map(WithOrigin::value)
                .anyMatch(waiver -> waiver.expires().equals(until) && waiver.wholeRule())) {
            return new Standing.Holds();
        }
        return own.stream()
                .map(WithOrigin::value)
                .filter(used -> used.expires().equals(until) && forImage.test(used) && revoked(used))
                .findFirst()
                .<Standing>map(used -> new Standing.Undecided(
                        rule + " was waived until " + until + ", and whether by the waiver " + used.rule()
                                + ", which has ended, is not known",
                        EndedWaivers.REMEDY))
                .orElseGet(Standing.Holds::new);
    }

    /** Whether the policy in force may have ended a waiver that by the verdict's own policy holds for longer. */
    boolean revoked(Waiver used) {
        return policy.stream()
                        .anyMatch(waiver -> ended(waiver)
                                && waiver.value().mayBeForTheRuleOf(used)
                                && forImage.test(waiver.value()))
                && policy.stream()
                        .noneMatch(waiver -> !ended(waiver) && waiver.value().includes(used));
    }

    private boolean ended(WithOrigin<Waiver> waiver) {
        return waiver.value().expired(clock);
    }

    private List<WithOrigin<Waiver>> forRule(List<WithOrigin<Waiver>> waivers, String rule) {
        return waivers.stream()
                .filter(waiver -> waiver.value().rule().matches(rule))
                .filter(waiver -> forImage.test(waiver.value()))
                .toList();
    }
}
