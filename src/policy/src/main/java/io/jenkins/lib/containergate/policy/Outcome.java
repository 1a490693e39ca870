package io.jenkins.lib.containergate.policy;

/** Outcome of a gate or of a whole verdict, from best to worst. */
public enum Outcome {
    PASS,
    WARN,
    FAIL,
    ERROR;

    public Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Only PASS and WARN let a build go on. */
    public boolean passed() {
        return this == PASS || this == WARN;
    }
}
