package io.jenkins.plugins.containergate.ui.posture;

import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.BuildPage;
import io.jenkins.plugins.containergate.ui.ReportPage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The posture of a cluster at the time of a build: counts in {@code build.xml}, the rest in a {@link PostureFile} beside it. */
@ExportedBean
public final class PostureAction extends BuildPage {
    static final String ICON = "symbol-grid-outline plugin-ionicons-api";
    private static final String URL_NAME = "posture";

    private final int number;
    private final String subject;
    private final String outcome;
    private final int rows;
    private final int passed;
    private final int failed;
    private final int undecided;
    private final int notApplicable;

    /** @param number of the verdict that says it in short */
    public PostureAction(int number, Posture posture) {
        this.number = number;
        this.subject = SafeText.visible(posture.subject());
        this.outcome = posture.outcome().name();
        this.rows = posture.rows().size();
        this.passed = Math.toIntExact(posture.count(RuleOutcome.PASS));
        this.failed = Math.toIntExact(posture.count(RuleOutcome.FAIL));
        this.undecided = Math.toIntExact(posture.count(RuleOutcome.ERROR));
        this.notApplicable = Math.toIntExact(posture.count(RuleOutcome.NOT_APPLICABLE));
    }

    /** Only the first posture of a build is in the menu: its page leads to the others. */
    @Override
    public @Nullable String getIconFileName() {
        return getAll().get(0) == this ? ICON : null;
    }

    /** For the summary of the build. */
    public String getIcon() {
        return ICON;
    }

    /** The postures of the build in the order of their clusters, this one among them. */
    public List<PostureAction> getAll() {
        return getRun().getActions(PostureAction.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.PostureAction_displayName(subject);
    }

    @Override
    public String getUrlName() {
        return URL_NAME + "-" + number;
    }

    @Exported(visibility = 2)
    public String getSubject() {
        return subject;
    }

    @Override
    @Exported(visibility = 2)
    public String getOutcome() {
        return outcome;
    }

    /** Services, daemons and families of tasks. */
    @Exported(visibility = 2)
    public int getRows() {
        return rows;
    }

    /** Cells that pass. */
    @Exported(visibility = 2)
    public int getPassed() {
        return passed;
    }

    @Exported(visibility = 2)
    public int getFailed() {
        return failed;
    }

    /** Cells that could not be decided, or were not evaluated. */
    @Exported(visibility = 2)
    public int getUndecided() {
        return undecided;
    }

    @Exported(visibility = 2)
    public int getNotApplicable() {
        return notApplicable;
    }

    /** Everything that the page shows. */
    public PostureView view() {
        try {
            return PostureReader.of(PostureFile.of(getRun(), number).read());
        } catch (GateException e) {
            return PostureReader.unreadable(e);
        }
    }

    /** File names of the reports that {@link #getReport} gives. */
    public List<String> getReports() {
        return PostureFile.of(getRun(), number).reports();
    }

    /** {@code report/posture.html}: a page of its own, to be handed on. */
    public @Nullable ReportPage getReport(String fileName) {
        return getReports().contains(fileName)
                ? new ReportPage(
                        fileName, out -> PostureFile.of(getRun(), number).write(fileName, out))
                : null;
    }
}
