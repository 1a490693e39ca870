package io.jenkins.lib.containergate.layer;

/**
 * One entry of a layer's tar, its path made canonical: no leading slash, no {@code .} or {@code ..} segment.
 *
 * @param linkTarget target of a symbolic or hard link as written, empty otherwise
 * @param mode permission bits including setuid (04000), setgid (02000) and sticky (01000)
 */
public record LayerEntry(String path, Kind kind, long size, int mode, long userId, long groupId, String linkTarget) {
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK,
        DEVICE,
        FIFO
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
