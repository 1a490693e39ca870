package io.jenkins.plugins.casc.model;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.HashMap;

public final class Mapping extends HashMap<String, CNode> implements CNode {
    private static final long serialVersionUID = 1L;

    @Override
    public Type getType() {
        throw Signature.only();
    }
}
