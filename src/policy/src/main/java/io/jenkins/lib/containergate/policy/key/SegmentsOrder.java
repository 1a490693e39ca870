package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import java.util.List;
import java.util.Optional;

/** Inner layers may give services lists, and shorten the lists there are. */
record SegmentsOrder() implements Monotone<SegmentSet> {
    private static final SegmentSet NONE = new SegmentSet(List.of());

    @Override
    public boolean loosens(Optional<SegmentSet> floor, SegmentSet asked) {
        return !floor.orElse(NONE).admits(asked);
    }

    @Override
    public SegmentSet tighten(Optional<SegmentSet> floor, SegmentSet asked) {
        return floor.orElse(NONE).with(asked);
    }

    @Override
    public String stance(Optional<String> floor) {
        return floor.map(segments -> "lets services be reached only as in " + segments)
                .orElse("says nothing of segments");
    }
}
