package io.jenkins.plugins.containergate.ui.posture;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The posture of a cluster at the time of a build: counts in {@code build.xml}, the rest in a {@link PostureFile} beside it. */
@ExportedBean
public final class PostureAction implements RunAction2 {
    private static final String URL_NAME = "posture";

    private final int number;
    private final String subject;
    private final String outcome;
    private final int rows;
    private final int passed;
    private final int failed;
    private final int undecided;
    private final int notApplicable;

    private transient @Nullable Run<?, ?> run;

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

    @Override
    public void onAttached(Run<?, ?> r) {
        this.run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        this.run = r;
    }

    @Override
    public String getIconFileName() {
        return "symbol-grid-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.PostureAction_displayName(subject);
    }

    @Override
    public String getUrlName() {
        return URL_NAME + "-" + number;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** For {@code l:run-subpage}. */
    public Run<?, ?> getObject() {
        return getRun();
    }

    public Run<?, ?> getRun() {
        if (run == null) {
            throw new IllegalStateException("not attached to a build");
        }
        return run;
    }

    @Exported(visibility = 2)
    public String getSubject() {
        return subject;
    }

    @Exported(visibility = 2)
    public String getOutcome() {
        return outcome;
    }

    /** Style class of the outcome: {@code pass}. */
    public String getOutcomeClass() {
        return outcome.toLowerCase(Locale.ROOT);
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
            return PostureView.of(PostureFile.of(getRun(), number).read());
        } catch (GateException e) {
            return PostureView.unreadable(e);
        }
    }

    /** {@code posture.json}. */
    public void doJson(StaplerResponse2 response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (InputStream in = PostureFile.of(getRun(), number).open();
                OutputStream out = response.getOutputStream()) {
            in.transferTo(out);
        }
    }
}
