package io.jenkins.lib.containergate.layer;

/**
 * What a container finds when it opens a path, all symbolic links followed.
 *
 * @param kind what is there
 * @param path where the links lead to; the path itself without links
 * @param layer index of the layer that brought a file's content, otherwise -1
 * @param written path of a file's content in that layer, otherwise empty
 */
public record Reached(Kind kind, String path, int layer, String written) {
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
