package io.jenkins.lib.containergate.policy;

/**
 * Outcome of a gate or of a whole verdict, from best to worst. What is forbidden outweighs what could not be decided: FAIL
 * holds however the rest would have been decided, and ERROR means that nothing forbidden was found.
 */
public enum Outcome {
    PASS,
    WARN,
    ERROR,
    FAIL;

    public Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Only PASS and WARN let a build go on. */
    public boolean passed() {
        return this == PASS || this == WARN;
    }
}
