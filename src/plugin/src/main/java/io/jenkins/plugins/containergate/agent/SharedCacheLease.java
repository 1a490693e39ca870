package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The shared cache, for as long as an agent reads. Without it everything is only slower: whatever is wrong with it is said in
 * the log, and fails nothing.
 */
final class SharedCacheLease implements AutoCloseable {
    private final @Nullable Lent lent;
    private final Consumer<String> note;

    private SharedCacheLease(@Nullable Lent lent, Consumer<String> note) {
        this.lent = lent;
        this.note = note;
    }

    /** @param sharing the store as the agent gets it */
    record Lent(LentStore store, AgentSharing sharing) {}

    /** Opens the store. */
    @FunctionalInterface
    interface Opener {
        /** @return {@code null} where no cache is shared */
        @Nullable
        Lent open() throws GateException;
    }

    /** @param note is told why the cache is not used */
    static SharedCacheLease open(Opener opener, Consumer<String> note) {
        try {
            return new SharedCacheLease(opener.open(), note);
        } catch (GateException | RuntimeException | LinkageError e) {
            note.accept("the shared cache is not used: " + why(e));
            return new SharedCacheLease(null, note);
        }
    }

    /** For the agent; {@code null} when the cache is not used. */
    @Nullable
    AgentSharing sharing() {
        return lent == null ? null : lent.sharing();
    }

    @Override
    public void close() {
        if (lent == null) {
            return;
        }
        try {
            lent.store().close();
        } catch (RuntimeException | LinkageError e) {
            note.accept("the connection of the shared cache was not closed properly: " + why(e));
        }
    }

    private static String why(Throwable fault) {
        return fault instanceof GateException ? String.valueOf(fault.getMessage()) : fault.toString();
    }
}
