package io.jenkins.plugins.casc;

import io.jenkins.lib.containergate.stubs.Signature;

public class Attribute<Owner, Type> {
    public Attribute(String name, Class<Type> type) {
        throw Signature.only();
    }
}
