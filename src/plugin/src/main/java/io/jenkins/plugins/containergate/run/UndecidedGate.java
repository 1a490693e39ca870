package io.jenkins.plugins.containergate.run;

import hudson.model.Action;
import io.jenkins.plugins.containergate.run.BuildFailure.Attempt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gate that was stopped, or lost its agent, before it decided, and that is to be tried again: by a {@code retry} around it,
 * or by itself after a restart of Jenkins. Kept with the build, because a later attempt may come after a restart.
 */
public final class UndecidedGate implements Action {
    private final @Nullable String step;
    private final @Nullable List<String> retries;
    private final String gate;
    private boolean decided;

    /**
     * @param attempt that did not decide
     * @param gate which of the gates inside it
     */
    UndecidedGate(Attempt attempt, String gate) {
        this.step = attempt.step().orElse(null);
        this.retries = new ArrayList<>(attempt.retries());
        this.gate = gate;
    }

    boolean isDecided() {
        return decided;
    }

    /** Whether it is what a step left, by the id of the Pipeline's node. */
    boolean isOf(String node) {
        return node.equals(step);
    }

    /**
     * Whether the gate of another attempt is this one. The same attempt can have a gate of the same name on the same subject,
     * in another branch or on another agent, and what that decides says nothing of this one.
     */
    boolean isDecidedBy(Attempt other, String otherGate) {
        boolean sameStep = step != null && step.equals(other.step().orElse(null));
        return gate.equals(otherGate) && (sameStep || isBefore(other));
    }

    /** Another attempt of the outermost {@code retry} whose attempts differ, not another {@code retry} of the same attempt. */
    private boolean isBefore(Attempt other) {
        List<String> mine = retries == null ? List.of() : retries;
        int shared = Math.min(mine.size(), other.retries().size());
        int same = 0;
        while (same < shared && mine.get(same).equals(other.retries().get(same))) {
            same++;
        }
        return same < shared && same % 2 == 1;
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
