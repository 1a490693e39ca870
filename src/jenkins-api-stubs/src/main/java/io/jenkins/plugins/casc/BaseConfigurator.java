package io.jenkins.plugins.casc;

import io.jenkins.lib.containergate.stubs.Signature;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import java.util.Set;

public abstract class BaseConfigurator<T> implements Configurator<T> {
    @Override
    public Set<Attribute<T, ?>> describe() {
        throw Signature.only();
    }

    protected abstract T instance(Mapping mapping, ConfigurationContext context) throws ConfiguratorException;

    @Override
    public T configure(CNode c, ConfigurationContext context) throws ConfiguratorException {
        throw Signature.only();
    }

    @Override
    public T check(CNode c, ConfigurationContext context) throws ConfiguratorException {
        throw Signature.only();
    }
}
