package io.jenkins.lib.containergate.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An archive or compressed stream breaks its format, or ends too early. */
public class MalformedArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedArchiveException(String problem) {
        this(problem, null);
    }

    public MalformedArchiveException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
