package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the waivers of a policy have ended, whatever waivers another policy has for the same findings. */
public final class WaiversThatEnded {
    private final List<WithOrigin<Waiver>> ended;
    private final List<WithOrigin<Waiver>> inForce;
    private final Clock clock;

    public WaiversThatEnded(List<WithOrigin<Waiver>> waivers, Clock clock) {
        this.ended =
                waivers.stream().filter(waiver -> waiver.value().expired(clock)).toList();
        this.inForce = waivers.stream()
                .filter(waiver -> !waiver.value().expired(clock))
                .toList();
        this.clock = clock;
    }

    /** The waiver that ended, where it is for this finding and none that is in force is; for people. */
    public Optional<String> covering(Finding finding, ImageNames image) {
        return covering(WaivableFinding.of(finding), image);
    }

    /** The same of a finding of which no more is known. */
    public Optional<String> covering(WaivableFinding finding, ImageNames image) {
        return covered(finding, image)
                ? Optional.empty()
                : new WaiverCriterion(ended, image, clock).judge(finding).map(Ruling::decidedBy);
    }

    /** Whether one that is in force is for this finding. */
    public boolean covered(WaivableFinding finding, ImageNames image) {
        return new WaiverCriterion(inForce, image, clock)
                .judge(finding)
                .filter(ruling -> ruling.decision() == Decision.WAIVED)
                .isPresent();
    }

    /** For people, as decisions name it. */
    public static String describe(WithOrigin<Waiver> ended) {
        return WaiverCriterion.describe(ended) + ", which expired on "
                + ended.value().expires();
    }
}
