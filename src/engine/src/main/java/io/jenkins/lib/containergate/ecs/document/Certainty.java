package io.jenkins.lib.containergate.ecs.document;

/** What is known of a value that only exists when the task is deployed. */
public enum Certainty {
    /** It will be there, and not empty: the ARN of a resource of the same template. */
    SET,
    /** It may be absent or empty. */
    PERHAPS,
    /** It will be there, and it is a secret: a parameter that is not echoed. */
    SECRET;

    /** The weaker of two. A text that holds a secret is one. */
    public Certainty and(Certainty other) {
        if (this == SECRET || other == SECRET) {
            return SECRET;
        }
        return this == PERHAPS || other == PERHAPS ? PERHAPS : SET;
    }
}
