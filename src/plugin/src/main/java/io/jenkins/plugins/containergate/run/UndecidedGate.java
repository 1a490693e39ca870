package io.jenkins.plugins.containergate.run;

import hudson.model.Action;
import io.jenkins.plugins.containergate.run.BuildFailure.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * A gate that was stopped, or lost its agent, before it decided, and that is to be tried again: by a {@code retry} around it,
 * or by itself after a restart of Jenkins. Kept with the build, because a later attempt may come after a restart.
 */
public final class UndecidedGate implements Action {
    private final @Nullable String step;
    private final @Nullable String attempts;
    private final @Nullable String attempt;
    private final String gate;
    private boolean decided;

    /**
     * @param attempt that did not decide
     * @param gate which of the gates inside it
     */
    UndecidedGate(Attempt attempt, String gate) {
        this.step = attempt.step().orElse(null);
        this.attempts = attempt.retry().orElse(null);
        this.attempt = attempt.body().orElse(null);
        this.gate = gate;
    }

    boolean isDecided() {
        return decided;
    }

    /**
     * Whether the gate of another attempt is this one. The same attempt can have a gate of the same name on the same subject,
     * in another branch or on another agent, and what that decides says nothing of this one.
     */
    boolean isDecidedBy(Attempt other, String otherGate) {
        boolean sameStep = step != null && step.equals(other.step().orElse(null));
        boolean laterAttempt = attempts != null
                && attempts.equals(other.retry().orElse(null))
                && attempt != null
                && !attempt.equals(other.body().orElse(null));
        return gate.equals(otherGate) && (sameStep || laterAttempt);
    }

    void decide() {
        decided = true;
    }

    String gate() {
        return gate;
    }

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public @Nullable String getUrlName() {
        return null;
    }
}
