package io.jenkins.lib.containergate.layer;

/**
 * The union of all layers, as a container sees it: whiteouts, opaque directories and replaced files applied.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts">OCI layer, whiteouts</a>
 */
public interface Visibility {
    /**
     * Whether the file that layer {@code layerIndex} brought at {@code path} is what a container sees there: no later
     * layer deletes or replaces it or one of its parent directories. Also true when its content is still seen under
     * another name, through a hard link.
     */
    boolean visible(int layerIndex, String path);

    /** Regular files (hard links included) in the final file system. */
    long fileCount();
}
