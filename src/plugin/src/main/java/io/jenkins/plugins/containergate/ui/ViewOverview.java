package io.jenkins.plugins.containergate.ui;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.View;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.JobsOverview.JobRow;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Page of a view: the jobs in it and in its folders, with their last verdicts and a trend. */
@ExportedBean
public final class ViewOverview implements Action {
    private final View view;
    private final Clock clock;

    public ViewOverview(View view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** Whose side panel the page has. */
    public View getView() {
        return view;
    }

    @Override
    public String getIconFileName() {
        return "symbol-shield-half-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ViewOverview_displayName();
    }

    @Override
    public String getUrlName() {
        return "container-gate";
    }

    /**
     * Reads builds, so a page asks once.
     *
     * @param request whose parameter {@code day} chooses a day of the chart
     */
    public JobsOverview overview(StaplerRequest2 request) {
        return JobsOverview.of(jobs(), day(request.getParameter("day")), clock);
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Those with a verdict, the worst first. */
    @Exported(inline = true)
    public List<JobRow> getJobs() {
        return JobsOverview.of(jobs(), Optional.empty(), clock).getRows();
    }

    /** The items of a view, and what is in folders, are only those that the user can read. */
    private List<Job<?, ?>> jobs() {
        List<Job<?, ?>> jobs = new ArrayList<>();
        for (Item item : view.getItems()) {
            if (item instanceof Job<?, ?> job) {
                jobs.add(job);
            } else if (item instanceof ItemGroup<?> folder) {
                folder.getAllItems(Job.class).forEach(job -> jobs.add((Job<?, ?>) job));
            }
        }
        return jobs;
    }
}
