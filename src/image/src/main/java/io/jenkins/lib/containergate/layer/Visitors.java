package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerVisitor.FileVisitor;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The visitors of one layer; whatever goes wrong inside one becomes an error that names the file. */
final class Visitors {
    /** Does something with one visitor. */
    @FunctionalInterface
    private interface Call<V, T> {
        T on(V visitor) throws GateException, IOException, InterruptedException;
    }

    private final List<LayerVisitor<?>> visitors = new ArrayList<>();
    private final Map<LayerVisitor<?>, KeptFiles.Part<?>> kept = new IdentityHashMap<>();

    /** @param files what was seen in files before */
    Visitors(List<LayerAnalyzer<?>> analyzers, Layer layer, Optional<KeptFiles> files) {
        for (LayerAnalyzer<?> analyzer : analyzers) {
            LayerVisitor<?> visitor = analyzer.visitor(layer);
            visitors.add(visitor);
            files.flatMap(known -> known.of(analyzer)).ifPresent(part -> kept.put(visitor, part));
        }
    }

    /** Those that want the content. */
    List<LayerVisitor<?>> wanting(LayerEntry entry, byte[] head, String name)
            throws GateException, InterruptedException {
        List<LayerVisitor<?>> wanting = List.of();
        for (LayerVisitor<?> visitor : visitors) {
            boolean wants = guarded(visitor, name, v -> {
                v.entry(entry);
                return v.wants(entry, head);
            });
            if (wants && entry.kind() == LayerEntry.Kind.FILE) {
                if (wanting.isEmpty()) {
                    wanting = new ArrayList<>(visitors.size());
                }
                wanting.add(visitor);
            }
        }
        return wanting;
    }

    /** Those of the others that may want it for how it ends. */
    List<LayerVisitor<?>> doubtful(LayerEntry entry, List<LayerVisitor<?>> wanting, String name)
            throws GateException, InterruptedException {
        List<LayerVisitor<?>> doubtful = List.of();
        for (LayerVisitor<?> visitor : visitors) {
            if (!wanting.contains(visitor) && guarded(visitor, name, v -> v.looksAtEnd(entry))) {
                doubtful = doubtful.isEmpty() ? new ArrayList<>(visitors.size()) : doubtful;
                doubtful.add(visitor);
            }
        }
        return doubtful;
    }

    /** Those of the doubtful that want it. */
    List<LayerVisitor<?>> wantingForItsEnd(List<LayerVisitor<?>> doubtful, VisitedFile file)
            throws GateException, InterruptedException {
        List<LayerVisitor<?>> wanting = new ArrayList<>(0);
        for (LayerVisitor<?> visitor : doubtful) {
            if (guarded(visitor, file.name(), v -> v.wantsForItsEnd(file.entry(), file.content()))) {
                wanting.add(visitor);
            }
        }
        return wanting;
    }

    /** Those that want its last bytes, of those that do not want it. */
    List<LayerVisitor<?>> wantingEnd(LayerEntry entry, List<LayerVisitor<?>> wanting, String name)
            throws GateException, InterruptedException {
        List<LayerVisitor<?>> ends = List.of();
        for (LayerVisitor<?> visitor : visitors) {
            if (entry.kind() == LayerEntry.Kind.FILE
                    && !wanting.contains(visitor)
                    && guarded(visitor, name, v -> v.wantsEnd(entry))) {
                ends = ends.isEmpty() ? new ArrayList<>(visitors.size()) : ends;
                ends.add(visitor);
            }
        }
        return ends;
    }

    void end(List<LayerVisitor<?>> ends, LayerEntry entry, byte[] last, String name)
            throws GateException, InterruptedException {
        for (LayerVisitor<?> visitor : ends) {
            guarded(visitor, name, v -> {
                v.end(entry, last);
                return true;
            });
        }
    }

    void visit(LayerVisitor<?> visitor, VisitedFile file) throws GateException, InterruptedException {
        if (visitor instanceof FileVisitor<?, ?> each) {
            lookAndTake(each, file);
        } else {
            guarded(visitor, file.name(), v -> {
                v.visit(file.entry(), file.content());
                return true;
            });
        }
    }

    private <S> void lookAndTake(FileVisitor<S, ?> visitor, VisitedFile file)
            throws GateException, InterruptedException {
        S seen = look(visitor, file);
        guarded(visitor, file.name(), v -> {
            v.take(seen);
            return true;
        });
    }

    /** May be called in several threads at once. */
    @SuppressWarnings("unchecked") // the analyser that made the visitor said of which type this is
    <S> S look(FileVisitor<S, ?> visitor, VisitedFile file) throws GateException, InterruptedException {
        KeptFiles.@Nullable Part<?> part = kept.get(visitor);
        return guarded(
                visitor,
                file.name(),
                v -> part == null ? v.look(file.entry(), file.content()) : ((KeptFiles.Part<S>) part).look(v, file));
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
