package io.jenkins.plugins.containergate.run;

import hudson.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * A gate that was stopped, or lost its agent, before it decided, and that is to be tried again: by a {@code retry} around it,
 * or by itself after a restart of Jenkins. Kept with the build, because a later attempt may come after a restart.
 */
public final class UndecidedGate implements Action {
    private final String attempts;
    private final String gate;
    private boolean decided;

    /**
     * @param attempts what all attempts have in common: the id of the {@code retry}, or of the step
     * @param gate which of the gates inside it
     */
    UndecidedGate(String attempts, String gate) {
        this.attempts = attempts;
        this.gate = gate;
    }

    boolean isDecided() {
        return decided;
    }

    /** Whether the gate of another attempt is this one. */
    boolean is(String otherAttempts, String otherGate) {
        return attempts.equals(otherAttempts) && gate.equals(otherGate);
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
