package hudson.model;

import io.jenkins.lib.containergate.stubs.Signature;

public class Api extends AbstractModelObject {
    public Api(Object bean) {}

    @Override
    public String getDisplayName() {
        throw Signature.only();
    }
}
