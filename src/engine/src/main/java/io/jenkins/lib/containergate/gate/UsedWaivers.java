package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
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

/** What became of waivers that a verdict is known to have used, by rule and last day, and not by package and path. */
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
        boolean kept = here.stream().anyMatch(waiver -> waiver.value().expires().equals(until));
        if (!over && (kept || revoked.isEmpty())) {
            return new Standing.Holds();
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
        return past.isPresent() && inForce.isEmpty()
                ? new Standing.Broken(List.of(EndedWaivers.blocks(rule, WaiversThatEnded.describe(past.orElseThrow()))))
                : new Standing.Undecided(
                        rule + " was waived until " + until + ", and whether another waiver covers it now is not known",
                        EndedWaivers.REMEDY);
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
