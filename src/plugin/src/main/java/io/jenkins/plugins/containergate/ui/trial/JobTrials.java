package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.Run;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.trial.TrialResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a policy would make of the last builds of several jobs. */
public final class JobTrials {
    private static final int SHOWN = 200;
    private static final Comparator<JobTrial> WORST_FIRST =
            Comparator.comparing((JobTrial trial) -> trial.after).reversed().thenComparing(JobTrial::getJob);

    private final List<JobTrial> trials;
    private final int jobs;

    private JobTrials(List<JobTrial> trials, int jobs) {
        this.trials = trials.stream().sorted(WORST_FIRST).toList();
        this.jobs = jobs;
    }

    /** Tries a policy on one verdict. */
    interface Trial {
        TrialResult of(VerdictFile verdict) throws GateException;
    }

    /** @param deadline what is not tried by then is counted */
    static JobTrials of(List<Run<?, ?>> builds, Trial policy, Deadline deadline) {
        List<JobTrial> trials = new ArrayList<>();
        for (Run<?, ?> build : builds) {
            if (deadline.remaining().isZero()) {
                break;
            }
            trials.add(trial(build, policy));
        }
        return new JobTrials(trials, builds.size());
    }

    private static JobTrial trial(Run<?, ?> build, Trial policy) {
        Outcome before = Outcome.PASS;
        Outcome after = Outcome.PASS;
        String reason = "";
        for (VerdictAction verdict : build.getActions(VerdictAction.class)) {
            before = before.worse(Outcome.valueOf(verdict.getOutcome()));
            try {
                TrialResult result = policy.of(VerdictFile.of(build, verdict.getNumber()));
                Outcome now = result.after().outcome();
                if (reason.isEmpty() || now.compareTo(after) > 0) {
                    reason = JenkinsWords.of(DecisiveReason.of(result.after()));
                }
                after = after.worse(now);
            } catch (GateException e) {
                if (reason.isEmpty() || Outcome.ERROR.compareTo(after) > 0) {
                    reason = JenkinsWords.of(e.getMessage());
                }
                after = after.worse(Outcome.ERROR);
            }
        }
        return new JobTrial(build, before, after, reason);
    }

    /** Jobs with a verdict. */
    public int getJobs() {
        return jobs;
    }

    /** Jobs whose build would fail. */
    public int getFailing() {
        return (int) trials.stream().filter(trial -> !trial.after.passed()).count();
    }

    /** Jobs that there was no time for. */
    public int getUntried() {
        return jobs - trials.size();
    }

    /** Those that would fail first. */
    public List<JobTrial> getTrials() {
        return trials.stream().limit(SHOWN).toList();
    }

    public int getMore() {
        return Math.max(0, trials.size() - SHOWN);
    }

    /** One job. */
    public static final class JobTrial {
        private final Run<?, ?> build;
        private final Outcome before;
        private final Outcome after;
        private final String reason;

        JobTrial(Run<?, ?> build, Outcome before, Outcome after, String reason) {
            this.build = build;
            this.before = before;
            this.after = after;
            this.reason = reason;
        }

        public String getJob() {
            return build.getParent().getFullName();
        }

        public int getNumber() {
            return build.getNumber();
        }

        /** Of the verdict, from the root of Jenkins. */
        public String getUrl() {
            return build.getUrl() + VerdictAction.urlName(1) + "/";
        }

        public String getBefore() {
            return before.name();
        }

        public String getBeforeClass() {
            return before.name().toLowerCase(Locale.ROOT);
        }

        public String getAfter() {
            return after.name();
        }

        public String getAfterClass() {
            return after.name().toLowerCase(Locale.ROOT);
        }

        /** Why it comes to its outcome. */
        public String getReason() {
            return reason;
        }
    }
}
