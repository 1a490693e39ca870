package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** The jobs whose last verdicts a policy is tried on. */
final class TrialScope {
    /** Builds looked at for the last verdict of a job. */
    private static final int BUILDS = 5;

    private static final String ALL = "/";

    private TrialScope() {}

    /**
     * The last finished build of each job that ran a gate, by the names of the jobs.
     *
     * @param name full name of a folder or job; {@code /} for all jobs
     * @throws GateException when there is none of that name
     */
    static List<Run<?, ?>> lastBuilds(String name) throws GateException {
        return jobs(name).stream()
                .sorted(Comparator.comparing(Item::getFullName))
                .flatMap(job -> lastJudged(job).stream())
                .toList();
    }

    private static List<Job<?, ?>> jobs(String name) throws GateException {
        String fullName = name.strip().replaceAll("^/+|/+$", "");
        if (fullName.isEmpty() && name.contains(ALL)) {
            return below(Jenkins.get());
        }
        Item item = Jenkins.get().getItemByFullName(fullName);
        if (item instanceof Job<?, ?> job) {
            return List.of(job);
        }
        if (item instanceof ItemGroup<?> group) {
            return below(group);
        }
        throw new GateException(
                "there is no folder or job called " + SafeText.quoted(fullName),
                "give its full name, such as teams/payments, or / for all jobs");
    }

    private static List<Job<?, ?>> below(ItemGroup<?> group) {
        List<Job<?, ?>> jobs = new ArrayList<>();
        group.getAllItems(Job.class).forEach(job -> jobs.add((Job<?, ?>) job));
        return jobs;
    }

    private static Optional<Run<?, ?>> lastJudged(Job<?, ?> job) {
        return RecentBuilds.finished(job, BUILDS)
                .filter(run -> run.getAction(VerdictAction.class) != null)
                .findFirst();
    }
}
