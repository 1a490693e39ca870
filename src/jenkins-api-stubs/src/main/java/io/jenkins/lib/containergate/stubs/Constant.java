package io.jenkins.lib.containergate.stubs;

/** Value of every constant here that is an object: none, made by a call so that no compiler copies it. */
public final class Constant {
    private Constant() {}

    public static <T> T of() {
        return null;
    }
}
