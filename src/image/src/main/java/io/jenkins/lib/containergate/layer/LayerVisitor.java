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
}
