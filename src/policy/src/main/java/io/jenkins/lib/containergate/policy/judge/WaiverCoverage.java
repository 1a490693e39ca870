package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a waiver does to the findings of an earlier verdict, by its text of today: for those who look after waivers. No gate
 * decides by it.
 *
 * @param waived findings that it lets through; another waiver may cover them, too
 * @param blocked findings that it let through before it ended, and that block again
 */
public record WaiverCoverage(int waived, int blocked) {
    public static final WaiverCoverage NOTHING = new WaiverCoverage(0, 0);

    /** @param clock tells which waivers have ended */
    public static WaiverCoverage of(WithOrigin<Waiver> waiver, Verdict verdict, Clock clock) {
        ImageNames image = ImageNames.of(verdict.subject());
        if (!WaiverCriterion.WaiverMatch.appliesTo(waiver.value(), image)) {
            return NOTHING;
        }
        WaiverCriterion criterion = new WaiverCriterion(List.of(waiver), image, clock);
        List<Decision> decisions = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .map(criterion::judge)
                .flatMap(Optional::stream)
                .map(Ruling::decision)
                .toList();
        int waived = (int) decisions.stream().filter(Decision.WAIVED::equals).count();
        return new WaiverCoverage(waived, decisions.size() - waived);
    }

    public WaiverCoverage plus(WaiverCoverage other) {
        return new WaiverCoverage(waived + other.waived, blocked + other.blocked);
    }
}
