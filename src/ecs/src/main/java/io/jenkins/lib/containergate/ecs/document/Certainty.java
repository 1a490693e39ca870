package io.jenkins.lib.containergate.ecs.document;

/** What is known of a value that only exists when the task is deployed. */
public enum Certainty {
    /** It will be there, not empty, and no secret: the ARN of a resource of the same template. */
    SET,
    /** It will be there, and may be any text, a secret as well: what another stack exports. */
    SOME,
    /** It may be absent or empty, or any text. */
    PERHAPS,
    /** It will be there, and it is a secret: a parameter that is not echoed. */
    SECRET,
    /** It may be absent or empty; where it is there, it may be a secret. */
    PERHAPS_SECRET;

    /** The weaker of two. A text that holds a secret is one. */
    public Certainty and(Certainty other) {
        boolean absent = mayBeAbsent() || other.mayBeAbsent();
        if (secret() || other.secret()) {
            return absent ? PERHAPS_SECRET : SECRET;
        }
        if (absent) {
            return PERHAPS;
        }
        return this == SOME || other == SOME ? SOME : SET;
    }

    /** Of what holds something that is certainly there, besides this. */
    public Certainty beside() {
        return switch (this) {
            case PERHAPS -> SOME;
            case PERHAPS_SECRET -> SECRET;
            default -> this;
        };
    }

    /** Whether it is a secret where it is there. */
    public boolean secret() {
        return this == SECRET || this == PERHAPS_SECRET;
    }

    /** Whether there may turn out to be nothing. */
    public boolean mayBeAbsent() {
        return this == PERHAPS || this == PERHAPS_SECRET;
    }

    /** Whether there will be a value that is not known to be a secret. */
    public boolean present() {
        return this == SET || this == SOME;
    }

    /** Whether the value may turn out to be a secret, and is not known to be one. */
    public boolean open() {
        return this == SOME || this == PERHAPS;
    }
}
