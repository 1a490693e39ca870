package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.fault.LimitExceededException;

/** What is left of the bounds of one document. Not safe for several threads. */
public final class Budget {
    private final String document;
    private final DocumentLimits limits;
    private int values;

    public Budget(String document, DocumentLimits limits) {
        this.document = document;
        this.limits = limits;
    }

    public String document() {
        return document;
    }

    public DocumentLimits limits() {
        return limits;
    }

    /** Counts one more value at a depth. */
    public void value(int depth) throws LimitExceededException {
        if (depth > limits.maxDepth()) {
            throw new LimitExceededException(document, "maxDepth", limits.maxDepth());
        }
        if (++values > limits.maxValues()) {
            throw new LimitExceededException(document, "maxValues", limits.maxValues());
        }
    }

    public void text(int length) throws LimitExceededException {
        if (length > limits.maxText()) {
            throw new LimitExceededException(document, "maxText", limits.maxText());
        }
    }
}
