package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;

/** The visitors of one layer; whatever goes wrong inside one becomes an error that names the file. */
final class Visitors {
    /** Does something with one visitor. */
    @FunctionalInterface
    private interface Call<V, T> {
        T on(V visitor) throws GateException, IOException, InterruptedException;
    }

    private final List<LayerVisitor<?>> visitors = new ArrayList<>();

    Visitors(List<LayerAnalyzer<?>> analyzers, Layer layer) {
        analyzers.forEach(analyzer -> visitors.add(analyzer.visitor(layer)));
    }

    /** Those that want the content. */
    List<LayerVisitor<?>> wanting(LayerEntry entry, byte[] head, String name)
            throws GateException, InterruptedException {
        List<LayerVisitor<?>> wanting = List.of();
        for (LayerVisitor<?> visitor : visitors) {
            if (guarded(visitor, name, v -> v.wants(entry, head)) && entry.kind() == LayerEntry.Kind.FILE) {
                if (wanting.isEmpty()) {
                    wanting = new ArrayList<>(visitors.size());
                }
                wanting.add(visitor);
            }
        }
        return wanting;
    }

    void visit(LayerVisitor<?> visitor, LayerEntry entry, FileContent content, String name)
            throws GateException, InterruptedException {
        guarded(visitor, name, v -> {
            v.visit(entry, content);
            return true;
        });
    }

    /** May be called in several threads at once. */
    <S> S look(IndependentVisitor<S, ?> visitor, LayerEntry entry, FileContent content, String name)
            throws GateException, InterruptedException {
        return guarded(visitor, name, v -> v.look(entry, content));
    }

    /** What each visitor knows after the last entry, in the order of the analysers. */
    List<Object> finish(String name) throws GateException, InterruptedException {
        List<Object> results = new ArrayList<>(visitors.size());
        for (LayerVisitor<?> visitor : visitors) {
            results.add(guarded(visitor, name, LayerVisitor::finish));
        }
        return results;
    }

    private static <V extends LayerVisitor<?>, T> T guarded(V visitor, String name, Call<V, T> call)
            throws GateException, InterruptedException {
        try {
            return call.on(visitor);
        } catch (ReadAborted e) {
            throw new GateException(name + " cannot be read", "see the cause", ReadAborted.rethrow(e));
        } catch (ClosedByInterruptException e) {
            throw interrupted(name, e);
        } catch (IOException e) {
            throw new GateException(
                    name + " cannot be read: " + message(e), "repair or remove the file, or build the image again", e);
        } catch (RuntimeException e) {
            throw new GateException(
                    name + " could not be analysed: " + e.getClass().getSimpleName() + " (" + message(e) + ")",
                    "report this, with the file",
                    e);
        }
    }

    /** A channel that was closed by an interruption leaves the thread marked; the exception takes over from the mark. */
    static InterruptedException interrupted(String name, ClosedByInterruptException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException("interrupted while reading " + name);
        interrupted.initCause(cause);
        return interrupted;
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
