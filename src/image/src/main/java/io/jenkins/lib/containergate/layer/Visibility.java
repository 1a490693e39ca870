package io.jenkins.lib.containergate.layer;

import java.util.List;

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
}
