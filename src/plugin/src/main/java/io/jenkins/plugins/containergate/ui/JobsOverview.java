package io.jenkins.plugins.containergate.ui;

import hudson.model.Job;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.ui.JobHistory.BuildVerdicts;
import io.jenkins.plugins.containergate.ui.JobHistory.WorstVerdict;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The last verdicts of several jobs, and what they were on each of the last days (UTC). */
public final class JobsOverview {
    private static final int DAYS = 30;
    private static final int SHOWN = 200;
    /** Builds looked at for one job. */
    private static final int BUILDS_OF_JOB = 60;
    /** Builds looked at for all of them: each one not in memory is loaded from disk while the page waits. */
    private static final int BUILDS = 3_000;

    private static final Comparator<JobRow> WORST_FIRST =
            Comparator.comparing(JobRow::sortKey).reversed().thenComparing(JobRow::getName);

    private final List<JobRow> rows;
    private final List<Day> days;
    private final Optional<LocalDate> chosen;
    private final int unread;
    private final int cut;
    private final int silent;

    private JobsOverview(
            List<JobRow> rows, List<Day> days, Optional<LocalDate> chosen, int unread, int cut, int silent) {
        this.rows = rows.stream().sorted(WORST_FIRST).toList();
        this.days = List.copyOf(days);
        this.chosen = chosen;
        this.unread = unread;
        this.cut = cut;
        this.silent = silent;
    }

    /** @param wanted the day at whose end the jobs are listed; one that the chart does not have is as good as none */
    static JobsOverview of(Collection<Job<?, ?>> jobs, Optional<LocalDate> wanted, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<JobHistory> histories = new ArrayList<>();
        int budget = BUILDS;
        int unread = 0;
        int silent = 0;
        for (Job<?, ?> job : jobs) {
            if (budget <= 0) {
                unread++;
                continue;
            }
            JobHistory history = JobHistory.of(job, Math.min(BUILDS_OF_JOB, budget), today.minusDays(DAYS - 1));
            budget -= history.read();
            if (!history.verdicts().isEmpty()) {
                histories.add(history);
            } else if (history.cut()) {
                silent++;
            }
        }
        List<Day> days = days(histories, today);
        Optional<LocalDate> chosen = wanted.filter(
                day -> days.stream().anyMatch(each -> each.getDate().equals(day.toString())));
        LocalDate end = chosen.orElse(LocalDate.MAX);
        List<JobRow> rows = histories.stream()
                .flatMap(
                        history -> history
                                .at(end)
                                .map(last -> new JobRow(history.name(), history.url(), last.point(), last.worst()))
                                .stream())
                .toList();
        int cut = (int) histories.stream().filter(JobHistory::cut).count();
        return new JobsOverview(rows, days, chosen, unread, cut, silent);
    }

    private static List<Day> days(List<JobHistory> histories, LocalDate today) {
        List<Day> days = new ArrayList<>();
        for (LocalDate day = today.minusDays(DAYS - 1); !day.isAfter(today); day = day.plusDays(1)) {
            LocalDate end = day;
            List<TrendPoint> then = histories.stream()
                    .flatMap(history -> history.at(end).map(BuildVerdicts::point).stream())
                    .toList();
            if (!then.isEmpty()) {
                days.add(new Day(day, then));
            }
        }
        return days;
    }

    /** Jobs with more builds than are looked at: on earlier days they are missing. */
    public int getCut() {
        return cut;
    }

    /** Jobs without a verdict in the builds that are looked at, and with older builds. */
    public int getSilent() {
        return silent;
    }

    /** Builds of a job that are looked at. */
    public int getMost() {
        return BUILDS_OF_JOB;
    }

    /** The day at whose end the jobs are listed; {@code null} for now. */
    public @Nullable String getChosen() {
        return chosen.map(LocalDate::toString).orElse(null);
    }

    /** Jobs with a verdict, the worst first. */
    public List<JobRow> getRows() {
        return rows;
    }

    /** Those that the page lists. */
    public List<JobRow> getShown() {
        return rows.stream().limit(SHOWN).toList();
    }

    public int getMore() {
        return Math.max(0, rows.size() - SHOWN);
    }

    /** Jobs whose last verdict is FAIL or ERROR. */
    public int getFailing() {
        return (int) rows.stream()
                .filter(row -> !Outcome.valueOf(row.getOutcome()).passed())
                .count();
    }

    /** Jobs whose builds were not looked at, because there are too many. */
    public int getUnread() {
        return unread;
    }

    /** The bars of the chart, oldest first; a day before the first verdict has none. */
    public List<Day> getDays() {
        return days;
    }

    /** Names of the severities that the chart has colours for. */
    public List<String> getSeverities() {
        return Arrays.stream(Severity.values()).map(Severity::key).toList();
    }

    public TrendChart getChart() {
        return new TrendChart(days.stream().map(Day::point).toList(), List.of(Severity.values()));
    }

    /** The last verdicts that all jobs had at the end of a day, together. */
    public static final class Day {
        private final LocalDate date;
        private final int jobs;
        private final TrendPoint point;

        Day(LocalDate date, List<TrendPoint> verdicts) {
            this.date = date;
            this.jobs = verdicts.size();
            this.point = new TrendPoint(
                    date.getDayOfMonth(),
                    verdicts.stream()
                            .map(TrendPoint::getOutcome)
                            .map(Outcome::valueOf)
                            .reduce(Outcome.PASS, Outcome::worse)
                            .name(),
                    verdicts.stream().map(TrendPoint::getCounts).reduce(SeverityCounts.none(), SeverityCounts::plus));
        }

        public String getDate() {
            return date.toString();
        }

        public int getJobs() {
            return jobs;
        }

        public String getOutcome() {
            return point.getOutcome();
        }

        public int getFindings() {
            return point.getCounts().getTotal();
        }

        TrendPoint point() {
            return point;
        }
    }

    /** One job. */
    @ExportedBean
    public static final class JobRow {
        private final String name;
        private final String url;
        private final TrendPoint last;
        private final WorstVerdict worst;

        JobRow(String name, String url, TrendPoint last, WorstVerdict worst) {
            this.name = name;
            this.url = url;
            this.last = last;
            this.worst = worst;
        }

        int sortKey() {
            return last.getSortKey();
        }

        /** Full name. */
        @Exported(visibility = 2)
        public String getName() {
            return name;
        }

        /** Page of its last verdict, of several the worst, from the root of Jenkins. */
        @Exported(visibility = 2)
        public String getUrl() {
            return url + last.getNumber() + "/" + VerdictAction.urlName(worst.number()) + "/";
        }

        /** Why it did not pass; {@code null} when it did. */
        @Exported(visibility = 2)
        public @Nullable String getReason() {
            return worst.reason().orElse(null);
        }

        /** What to do first; {@code null} when it passed. */
        @Exported(visibility = 2)
        public @Nullable String getFirstStep() {
            return worst.step().orElse(null);
        }

        /** The build that reached it. */
        @Exported(visibility = 2)
        public int getBuild() {
            return last.getNumber();
        }

        @Exported(visibility = 2)
        public String getOutcome() {
            return last.getOutcome();
        }

        public String getOutcomeClass() {
            return last.getOutcomeClass();
        }

        @Exported(visibility = 2)
        public SeverityCounts getCounts() {
            return last.getCounts();
        }

        /** Since the build before that decided; {@code null} when there is none. */
        @Exported(visibility = 2)
        public @Nullable Integer getNewFindings() {
            return last.getNewFindings();
        }

        @Exported(visibility = 2)
        public @Nullable Integer getFixedFindings() {
            return last.getFixedFindings();
        }
    }
}
