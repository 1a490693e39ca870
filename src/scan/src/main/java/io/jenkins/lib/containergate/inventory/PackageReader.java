package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;

/**
 * Knows one kind of file that names installed packages. Stateless; used by several layers at once.
 *
 * <p>A reader never leaves out what it cannot understand: it reports a gap, or throws.
 */
public interface PackageReader {
    /**
     * Whether the file may name packages of this kind. Asked for every file, so it must be cheap.
     *
     * @param head the first bytes of the file; empty when only its name is known (a hard link)
     */
    boolean claims(LayerEntry entry, byte[] head);

    /** Whether {@link #endsAsOne} is to be asked about a file that nobody claims. */
    default boolean looksAtEnd(LayerEntry entry) {
        return false;
    }

    /** Whether a file that it does not claim may hold such packages for how it ends. */
    default boolean endsAsOne(LayerEntry entry, FileContent content) throws IOException {
        return false;
    }

    /** Whether {@link #end} is to be told of a file that nobody claims, and that is too large for {@link #looksAtEnd}. */
    default boolean wantsEnd(LayerEntry entry) {
        return false;
    }

    /**
     * Says so of a file that it may have to read for how it ends, and does not because of its size.
     *
     * @param last the last bytes, up to {@link io.jenkins.lib.containergate.layer.LayerReader#END_BYTES}
     */
    default void end(LayerEntry entry, byte[] last, PackageSink sink) throws LimitExceededException {
        // most readers know a file by its name or by its beginning
    }

    /** Whether it reads archives: all such readers know an archive by its content, whatever its name. */
    default boolean opensArchives() {
        return false;
    }

    /** Whether its files can name packages. Where they only say more about packages that others name, it costs no package to miss one. */
    default boolean findsPackages() {
        return true;
    }

    /**
     * @throws MalformedContentException when the content is not what {@link #claims} took it for
     * @throws LimitExceededException when it is larger or deeper than allowed
     * @throws IOException when the content could not be fetched, whatever is in it
     */
    void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException;
}
