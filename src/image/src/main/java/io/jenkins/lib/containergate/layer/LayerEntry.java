package io.jenkins.lib.containergate.layer;

/**
 * One entry of a layer's tar, its path made canonical: no leading slash, no {@code .} or {@code ..} segment.
 *
 * @param linkTarget target of a symbolic or hard link as written, empty otherwise
 * @param mode permission bits including setuid (04000), setgid (02000) and sticky (01000)
 * @param notes other text of its headers that may hold a secret: extended attributes, comments and owners, a line each
 * @param capabilities whether the file gives capabilities to whoever runs it ({@code security.capability})
 */
public record LayerEntry(
        String path,
        Kind kind,
        long size,
        int mode,
        long userId,
        long groupId,
        String linkTarget,
        String notes,
        boolean capabilities) {
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK,
        DEVICE,
        FIFO
    }

    /** A file without capabilities, or something else. */
    public LayerEntry(String path, Kind kind, long size, int mode, long userId, long groupId, String linkTarget) {
        this(path, kind, size, mode, userId, groupId, linkTarget, false);
    }

    /** One whose headers hold no other text. */
    public LayerEntry(
            String path,
            Kind kind,
            long size,
            int mode,
            long userId,
            long groupId,
            String linkTarget,
            boolean capabilities) {
        this(path, kind, size, mode, userId, groupId, linkTarget, "", capabilities);
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
