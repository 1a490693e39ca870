package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.Sourced;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A waiver in force waives; a finding that only ended waivers cover blocks, because somebody has to look again. */
final class WaiverCriterion implements Criterion {
    private final List<Sourced<Waiver>> waivers;
    private final ImageNames image;
    private final Clock clock;

    WaiverCriterion(List<Sourced<Waiver>> waivers, ImageNames image, Clock clock) {
        this.waivers = waivers;
        this.image = image;
        this.clock = clock;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        List<Sourced<Waiver>> covering = waivers.stream()
                .filter(waiver -> WaiverMatch.matches(waiver.value(), finding, image))
                .filter(waiver -> waiver.value().covers(finding.severity()))
                .toList();
        return covering.stream()
                .filter(waiver -> end(waiver.value(), finding).isEmpty())
                .findFirst()
                .map(waiver -> new Ruling(Decision.WAIVED, describe(waiver), "waived"))
                .or(() -> covering.stream().findFirst().map(waiver -> ended(waiver, finding)));
    }

    private Ruling ended(Sourced<Waiver> waiver, Finding finding) {
        String end = end(waiver.value(), finding).orElseThrow();
        return Ruling.blocked(describe(waiver) + ", which " + end, "its waiver " + end);
    }

    /** Why the waiver no longer holds for the finding. */
    private Optional<String> end(Waiver waiver, Finding finding) {
        if (waiver.expired(clock)) {
            return Optional.of("expired on " + waiver.expires());
        }
        Optional<String> fix = finding instanceof VulnerabilityFinding vulnerability
                ? vulnerability.affected().fixedVersion()
                : Optional.empty();
        return fix.filter(version -> waiver.untilFixed())
                .map(version -> "ended with the fix in " + SafeText.visible(version));
    }

    private static String describe(Sourced<Waiver> sourced) {
        Waiver waiver = sourced.value();
        return sourced.origin().layer() + ": waiver " + waiver.rule() + " by " + waiver.owner() + " until "
                + waiver.expires() + ": " + SafeText.oneLine(waiver.reason(), 200);
    }
}
