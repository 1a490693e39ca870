package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;

/**
 * A visitor to which each file stands for itself. Threads that read no layer at the moment look at files for it, so that
 * an image in one large layer keeps more than one thread busy.
 *
 * @param <S> what is seen in one file
 * @param <R> what is known after the layer's last entry
 */
public interface IndependentVisitor<S, R> extends LayerVisitor<R> {
    /** In any thread, and in several at once for different files. */
    S look(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException;

    /** In the thread that reads the layer, in tar order. */
    void take(S seen) throws GateException;

    @Override
    default void visit(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException {
        take(look(entry, content));
    }
}
