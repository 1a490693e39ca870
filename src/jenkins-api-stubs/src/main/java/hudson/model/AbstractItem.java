package hudson.model;

import io.jenkins.lib.containergate.stubs.Signature;

public abstract class AbstractItem extends Actionable implements Item {
    AbstractItem() {}

    @Override
    public ItemGroup getParent() {
        throw Signature.only();
    }

    @Override
    public final String getFullName() {
        throw Signature.only();
    }

    public final String getUrl() {
        throw Signature.only();
    }
}
