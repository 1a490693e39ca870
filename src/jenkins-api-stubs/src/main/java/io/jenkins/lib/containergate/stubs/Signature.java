package io.jenkins.lib.containergate.stubs;

/** Body of every method here: there is none. The real class is there when the plugin runs. */
public final class Signature {
    private Signature() {}

    public static UnsupportedOperationException only() {
        return new UnsupportedOperationException("a signature to compile against, without behaviour");
    }
}
