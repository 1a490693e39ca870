package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;

/**
 * A tar entry that is no file but an order: delete a path of the lower layers, or all they have in a directory.
 *
 * @param path canonical; of the deleted file, or of the emptied directory
 * @param opaque whether the directory is emptied
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts">OCI layer, whiteouts</a>
 */
record Whiteout(String path, boolean opaque) {
    private static final String PREFIX = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** At the root, AUFS kept its own files under such names; runtimes skip them. */
    private static final String METADATA = ".wh..wh.";

    /** @param path canonical path of the entry */
    static Optional<Whiteout> of(String path) throws MalformedArchiveException {
        int nameStart = path.lastIndexOf('/') + 1;
        if (!path.startsWith(PREFIX, nameStart)) {
            return Optional.empty();
        }
        String directory = nameStart == 0 ? "" : path.substring(0, nameStart - 1);
        String name = path.substring(nameStart);
        if (name.equals(OPAQUE)) {
            return Optional.of(new Whiteout(checkedDirectory(directory), true));
        }
        if (isMetadata(path)) {
            return Optional.empty();
        }
        String deleted = name.substring(PREFIX.length());
        if (deleted.isEmpty() || deleted.equals(".") || deleted.equals("..")) {
            throw new MalformedArchiveException("the whiteout " + SafeText.quoted(path) + " names no file");
        }
        return Optional.of(new Whiteout(directory.isEmpty() ? deleted : directory + "/" + deleted, false));
    }

    /**
     * The root cannot be emptied: overlay file systems ignore the marker there, other runtimes obey it, and so nobody
     * knows which files a container would see.
     */
    private static String checkedDirectory(String directory) throws MalformedArchiveException {
        if (directory.isEmpty()) {
            throw new MalformedArchiveException(
                    "it empties the root directory with '" + OPAQUE + "', which only some runtimes obey");
        }
        return directory;
    }

    /** Files no container sees, unless hard links give them a name. */
    static boolean isMetadata(String path) {
        return path.startsWith(METADATA);
    }
}
