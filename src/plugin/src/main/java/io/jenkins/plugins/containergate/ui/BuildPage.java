package io.jenkins.plugins.containergate.ui;

import hudson.model.Api;
import hudson.model.Run;
import java.util.Locale;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;

/** A page of a build, which says what came of something. */
public abstract class BuildPage implements RunAction2 {
    private transient @Nullable Run<?, ?> run;

    @Override
    public void onAttached(Run<?, ?> r) {
        this.run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        this.run = r;
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

    /** Such as {@code PASS}. */
    public abstract String getOutcome();

    /** Style class of the outcome: {@code pass}. */
    public String getOutcomeClass() {
        return getOutcome().toLowerCase(Locale.ROOT);
    }
}
