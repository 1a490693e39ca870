package io.jenkins.plugins.containergate.ui.waivers;

import hudson.model.Run;
import io.jenkins.lib.containergate.policy.judge.WaiverCoverage;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.ArrayList;
import java.util.List;

/** What one waiver does to the last verdicts of all jobs. */
public final class WaiverUse {
    private static final int SHOWN = 5;

    private final List<Place> places = new ArrayList<>();
    private WaiverCoverage total = WaiverCoverage.NOTHING;

    void add(VerdictAction verdict, WaiverCoverage coverage) {
        if (!coverage.equals(WaiverCoverage.NOTHING)) {
            total = total.plus(coverage);
            places.add(new Place(verdict));
        }
    }

    /** Findings that it lets through. */
    public int getWaived() {
        return total.waived();
    }

    /** Findings that block again because it has ended. */
    public int getBlocked() {
        return total.blocked();
    }

    /** The first of the verdicts with such findings. */
    public List<Place> getPlaces() {
        return places.stream().limit(SHOWN).toList();
    }

    /** Verdicts besides those shown. */
    public int getMore() {
        return Math.max(0, places.size() - SHOWN);
    }

    /** A verdict. */
    public static final class Place {
        private final VerdictAction verdict;

        Place(VerdictAction verdict) {
            this.verdict = verdict;
        }

        public String getName() {
            Run<?, ?> run = verdict.getRun();
            return run.getParent().getFullName() + " #" + run.getNumber();
        }

        /** From the root of Jenkins. */
        public String getUrl() {
            return verdict.getRun().getUrl() + verdict.getUrlName() + "/";
        }
    }
}
