package hudson.model;

import io.jenkins.lib.containergate.stubs.Signature;

public abstract class Label {
    Label() {}

    public static Label parseExpression(String labelExpression) {
        throw Signature.only();
    }

    public final boolean matches(Node n) {
        throw Signature.only();
    }
}
