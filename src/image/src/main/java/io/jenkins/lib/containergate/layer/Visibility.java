package io.jenkins.lib.containergate.layer;

import java.util.List;
import java.util.stream.Stream;

/**
 * The union of all layers, as a container sees it: whiteouts, opaque directories and replaced files applied.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts">OCI layer, whiteouts</a>
 */
public interface Visibility {
    /**
     * Whether the file that layer {@code layerIndex} brought at {@code path} is what a container sees there: no later
     * layer deletes or replaces it or one of its parent directories. Also true when its content is still seen under
     * another name, through a hard link, and when only some runtimes show it, see {@link UnionFileSystem}.
     */
    boolean visible(int layerIndex, String path);

    /** Regular files (hard links included) in the final file system. */
    long fileCount();

    /** Files that were written through symbolic links, each with the path that some or all runtimes show it at. */
    default List<Landing> landings() {
        return List.of();
    }

    /** What a container finds at a path; several when runtimes differ. */
    default List<Reached> reached(String path) {
        return List.of();
    }

    /**
     * The files and symbolic links that a container finds in a directory and below; those that some runtimes show as well.
     *
     * @param directory where {@link #reached} led to: no part of it is a link
     */
    default Stream<Below> below(String directory) {
        return Stream.empty();
    }

    /**
     * A file or a symbolic link in a directory or below.
     *
     * @param path from the root
     * @param link whether it is a symbolic link
     */
    record Below(String path, boolean link) {}

    /**
     * A file that was written through a symbolic link, and so has another path for a container than in its layer.
     *
     * @param layer index of the layer that brought the content
     * @param written path of the content in that layer
     * @param seen path that a container sees it at
     */
    record Landing(int layer, String written, String seen) {}

    /**
     * What a container finds when it opens a path, all symbolic links followed.
     *
     * @param kind what is there
     * @param path where the links lead to; the path itself without links
     * @param layer index of the layer that brought a file's content, otherwise -1
     * @param written path of a file's content in that layer, otherwise empty
     */
    record Reached(Kind kind, String path, int layer, String written) {
        /** What a path leads to. */
        public enum Kind {
            FILE,
            /** A directory, a device or a pipe. */
            OTHER,
            /** Nothing, or a directory on the way is missing. */
            ABSENT,
            /** The path is a symbolic link without a target, or there are links in a circle. */
            DANGLING
        }
    }
}
