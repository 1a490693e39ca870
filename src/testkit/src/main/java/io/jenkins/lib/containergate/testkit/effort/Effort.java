package io.jenkins.lib.containergate.testkit.effort;

/**
 * How much tests of generated or damaged input try: a part by default, so that a build is quick, and all of it with
 * {@code -Dcontainer-gate.thorough=true}, which the profile {@code peers} sets. Both are seeded and the same in every run.
 */
public final class Effort {
    private static final boolean THOROUGH = Boolean.getBoolean("container-gate.thorough");

    private Effort() {}

    /** How often a test on generated input repeats. */
    public static int rounds(int quick, int thorough) {
        return THOROUGH ? thorough : quick;
    }

    /** How far apart the places are that a test tries one after the other. */
    public static int step(int quick, int thorough) {
        return THOROUGH ? thorough : quick;
    }
}
