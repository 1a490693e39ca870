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

    /**
     * Whether the content of a file that {@link #wants} did not want is to be shown to {@link #wantsForItsEnd}: an archive may
     * follow what a file begins with.
     */
    default boolean looksAtEnd(LayerEntry entry) {
        return false;
    }

    /** Whether {@link #visit} wants the file after all. Asked right after {@link #wants} and {@link #looksAtEnd}. */
    default boolean wantsForItsEnd(LayerEntry entry, FileContent content) throws IOException {
        return false;
    }

    /** Whether {@link #end} is to see the last bytes of a file. Asked last, of a file that the visitor does not want. */
    default boolean wantsEnd(LayerEntry entry) {
        return false;
    }

    /** @param last the last bytes of a file, up to {@link LayerReader#END_BYTES} */
    default void end(LayerEntry entry, byte[] last) throws GateException {
        // only for a visitor that wants them
    }

    /** Only for files for which {@link #wants} or {@link #wantsForItsEnd} said yes. */
    void visit(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException;

    /** Every entry of which {@link #wants} is asked, before it is. */
    default void entry(LayerEntry entry) throws GateException, InterruptedException {
        // nearly all look at what wants is asked
    }

    /** After the last entry, when both digests of the layer were found right. */
    R finish() throws GateException, InterruptedException;

    /**
     * A visitor to which each file stands for itself: what it sees in one depends on the entry, {@code link target} excepted,
     * and its content alone.
     *
     * @param <S> what is seen in one file
     * @param <R> what is known after the layer's last entry
     */
    interface FileVisitor<S, R> extends LayerVisitor<R> {
        S look(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException;

        /** In the thread that reads the layer, in tar order; also what was seen in the same file of another layer. */
        void take(S seen) throws GateException;

        /** Whether what was seen holds for the same file in another layer: nothing that names this layer or image does. */
        default boolean keeps(S seen) {
            return true;
        }

        @Override
        default void visit(LayerEntry entry, FileContent content)
                throws GateException, IOException, InterruptedException {
            take(look(entry, content));
        }
    }

    /**
     * One that looks at several files in several threads at once. Threads that read no layer at the moment look at files
     * for it, so that an image in one large layer keeps more than one thread busy.
     *
     * @param <S> what is seen in one file
     * @param <R> what is known after the layer's last entry
     */
    interface IndependentVisitor<S, R> extends FileVisitor<S, R> {}
}
