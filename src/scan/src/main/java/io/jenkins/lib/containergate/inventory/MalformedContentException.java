package io.jenkins.lib.containergate.inventory;

/** A file that should name packages is not what its name says; becomes a gap, never fewer packages. */
public final class MalformedContentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Unreadable kind;

    /** @param problem what is wrong with the content, without the path */
    public MalformedContentException(Unreadable kind, String problem) {
        super(problem);
        this.kind = kind;
    }

    /** @param path {@code file}, or a place inside it */
    public InventoryGap gap(String file, String path) {
        return kind.gap(file, path, String.valueOf(getMessage()));
    }
}
