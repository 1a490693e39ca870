package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;

/**
 * Sees every entry of one layer in tar order, in one thread (but see {@link IndependentVisitor}). One visitor object per layer and analyser; several
 * visitors share the one pass.
 *
 * <p>A layer may hold one path several times. Each is shown; a container sees the last. So whoever keeps one value per
 * path lets the later replace the earlier, also when the later is a link or a directory and has no content.
 *
 * @param <R> what is known after the layer's last entry
 */
public interface LayerVisitor<R> {
    /**
     * Whether {@link #visit} wants this entry's content. Called for every entry, directories and links included, except
     * whiteouts.
     *
     * @param head the first bytes of a file, up to {@link LayerReader#HEAD_BYTES}; empty for other kinds
     */
    boolean wants(LayerEntry entry, byte[] head);

    /** Only for files for which {@link #wants} said yes. */
    void visit(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException;

    /** After the last entry, when both digests of the layer were found right. */
    R finish() throws GateException;

    /**
     * A visitor to which each file stands for itself. Threads that read no layer at the moment look at files for it, so that
     * an image in one large layer keeps more than one thread busy.
     *
     * @param <S> what is seen in one file
     * @param <R> what is known after the layer's last entry
     */
    interface IndependentVisitor<S, R> extends LayerVisitor<R> {
        /** In any thread, and in several at once for different files. */
        S look(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException;

        /** In the thread that reads the layer, in tar order. */
        void take(S seen) throws GateException;

        @Override
        default void visit(LayerEntry entry, FileContent content)
                throws GateException, IOException, InterruptedException {
            take(look(entry, content));
        }
    }
}
