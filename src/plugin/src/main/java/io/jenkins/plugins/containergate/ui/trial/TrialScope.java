package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TopLevelItem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** The jobs whose last verdicts a policy is tried on. */
final class TrialScope {
    private static final String ALL = "/";
    /** Name and number: no name of a job has a {@code #}. */
    private static final Pattern BUILD = Pattern.compile("([^#]+?)\\s*#(\\d{1,9})");

    private static final int MAX_NAMES = 1_000;

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
                .flatMap(job -> RecentBuilds.lastJudged(job).stream())
                .toList();
    }

    /**
     * The build that a text such as {@code teams/shop #12} names; empty when it names none.
     *
     * @throws GateException when there is no such build, or it ran no gate
     */
    static Optional<Run<?, ?>> build(String name) throws GateException {
        Matcher matcher = BUILD.matcher(name.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Run<?, ?> build = Jenkins.get().getItemByFullName(matcher.group(1)) instanceof Job<?, ?> job
                ? job.getBuildByNumber(Integer.parseInt(matcher.group(2)))
                : null;
        if (build == null || build.getAction(VerdictAction.class) == null) {
            throw new GateException(
                    "there is no build " + SafeText.quoted(name.strip()) + " with a verdict",
                    "give the full name of the job and the number of a build that ran a gate, such as teams/shop #12");
        }
        return Optional.of(build);
    }

    /** Full names to choose from, folders and jobs, those alone that the user may see; the first of very many. */
    static List<String> names() {
        return Stream.concat(
                        Stream.of(ALL),
                        Jenkins.get().getAllItems(TopLevelItem.class).stream()
                                .filter(item -> item instanceof Job || item instanceof ItemGroup)
                                .map(Item::getFullName)
                                .sorted()
                                .limit(MAX_NAMES))
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
}
