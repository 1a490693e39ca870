package io.jenkins.lib.containergate.archive;

/** An archive that may be whole but is not unpacked here: its decoder is missing, or it asks for more memory than it gets. */
public final class UnsupportedArchiveException extends MalformedArchiveException {
    private static final long serialVersionUID = 1L;

    public UnsupportedArchiveException(String problem) {
        super(problem);
    }
}
