package hudson.model;

import hudson.security.AccessControlled;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class Computer extends Actionable implements AccessControlled {
    Computer() {}

    public String getName() {
        throw Signature.only();
    }

    public Node getNode() {
        throw Signature.only();
    }
}
