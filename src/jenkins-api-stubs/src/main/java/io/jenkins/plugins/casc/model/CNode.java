package io.jenkins.plugins.casc.model;

import io.jenkins.lib.containergate.stubs.Signature;
import io.jenkins.plugins.casc.ConfiguratorException;

public interface CNode extends Cloneable {
    enum Type {
        MAPPING,
        SEQUENCE,
        SCALAR
    }

    Type getType();

    default Mapping asMapping() throws ConfiguratorException {
        throw Signature.only();
    }

    default Scalar asScalar() throws ConfiguratorException {
        throw Signature.only();
    }
}
