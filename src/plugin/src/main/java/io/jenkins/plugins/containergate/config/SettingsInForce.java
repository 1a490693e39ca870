package io.jenkins.plugins.containergate.config;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings gates see, and the change of them that each thread is making: until a change is complete, only the thread
 * that makes it sees any of it. A gate that saw half of a change would decide by a policy that nobody wrote.
 *
 * @param <S> the settings, immutable
 */
final class SettingsInForce<S> {
    private final ThreadLocal<Draft<S>> drafts = new ThreadLocal<>();
    private volatile S current;

    SettingsInForce(S first) {
        current = first;
    }

    /** @param change of which the edits belong together; {@code null} for an edit of its own */
    private record Draft<S>(@Nullable Object change, UnaryOperator<S> edits) {}

    /** @param change that the calling thread is making, {@code null} for none */
    S seenIn(@Nullable Object change) {
        return change == null ? current : draftOf(change).edits().apply(current);
    }

    /** Adds an edit to a change of the calling thread. What is left of another change, which was given up, is dropped. */
    void edit(@Nullable Object change, UnaryOperator<S> edit) {
        UnaryOperator<S> before = draftOf(change).edits();
        drafts.set(new Draft<>(change, settings -> edit.apply(before.apply(settings))));
    }

    private Draft<S> draftOf(@Nullable Object change) {
        Draft<S> draft = drafts.get();
        return draft != null && change != null && Objects.equals(draft.change(), change)
                ? draft
                : new Draft<>(change, UnaryOperator.identity());
    }

    /** The settings as they are when the change of the calling thread is complete. */
    S changed() {
        Draft<S> draft = drafts.get();
        return draft == null ? current : draft.edits().apply(current);
    }

    /** Gives up the change of the calling thread. */
    void discard() {
        drafts.remove();
    }

    /** From here on, all threads see these settings. */
    void publish(S settings) {
        current = settings;
        drafts.remove();
    }
}
