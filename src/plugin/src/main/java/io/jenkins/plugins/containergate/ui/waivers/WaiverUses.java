package io.jenkins.plugins.containergate.ui.waivers;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.WaiverCoverage;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.time.Clock;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What waivers do to the last verdicts of jobs: each of the organisation's to all, those of a folder to the jobs inside it. */
final class WaiverUses {
    private final List<WithOrigin<Waiver>> waivers;
    private final Clock clock;
    private final Map<WithOrigin<Waiver>, WaiverUse> uses = new IdentityHashMap<>();
    private int jobs;
    private int unread;

    WaiverUses(List<WithOrigin<Waiver>> waivers, Clock clock) {
        this.waivers = waivers;
        this.clock = clock;
        waivers.forEach(waiver -> uses.put(waiver, new WaiverUse()));
    }

    /** @param deadline jobs that are not looked at by then, or not at all of whose verdicts, are counted */
    void lookAt(Collection<Job<?, ?>> all, Deadline deadline) {
        for (Job<?, ?> job : all) {
            if (deadline.remaining().isZero()) {
                unread++;
                continue;
            }
            Optional<Run<?, ?>> last = RecentBuilds.lastJudged(job);
            if (last.isPresent()) {
                lookAt(last.get(), ContainerGateConfiguration.get().policies().layersOf(job.getFullName()), deadline);
            }
        }
    }

    private void lookAt(Run<?, ?> run, Set<String> layers, Deadline deadline) {
        List<WithOrigin<Waiver>> applied = waivers.stream()
                .filter(waiver -> layers.contains(waiver.origin().layer()))
                .toList();
        try {
            for (VerdictAction action :
                    applied.isEmpty() ? List.<VerdictAction>of() : run.getActions(VerdictAction.class)) {
                if (deadline.remaining().isZero()) {
                    unread++;
                    return;
                }
                Verdict verdict = VerdictFile.of(run, action.getNumber()).read();
                applied.forEach(waiver -> uses.get(waiver).add(action, WaiverCoverage.of(waiver, verdict, clock)));
            }
            jobs++;
        } catch (GateException e) {
            unread++;
        }
    }

    WaiverUse of(WithOrigin<Waiver> waiver) {
        return uses.get(waiver);
    }

    /** Jobs that have a verdict and were looked at. */
    int jobs() {
        return jobs;
    }

    /** Jobs for all of whose verdicts there was no time, or of which one cannot be read. */
    int unread() {
        return unread;
    }
}
