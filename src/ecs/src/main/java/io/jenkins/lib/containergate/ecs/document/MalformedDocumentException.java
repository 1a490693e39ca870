package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;

/** A file is not what a task definition can be read from. */
public final class MalformedDocumentException extends GateException {
    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param document the file, as the user knows it
     * @param line from 1
     * @param problem without a value of the document, which may be a secret
     */
    public MalformedDocumentException(String document, int line, String problem, String remedy) {
        super(SafeText.visible(document) + ", line " + line + ": " + SafeText.visible(problem), remedy);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
