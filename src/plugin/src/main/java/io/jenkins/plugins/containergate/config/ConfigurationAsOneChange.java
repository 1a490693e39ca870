package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import io.jenkins.plugins.casc.BaseConfigurator;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;

/**
 * Applies configuration code as a whole or not at all: what is left of code that was refused goes into no later change.
 *
 * <p>Only there when the plugin Configuration as Code is.
 */
@Extension(optional = true)
@SuppressWarnings("deprecation") // OptionalExtension comes with one more plugin
public final class ConfigurationAsOneChange extends BaseConfigurator<ContainerGateConfiguration> {
    @Override
    public Class<ContainerGateConfiguration> getTarget() {
        return ContainerGateConfiguration.class;
    }

    @Override
    protected ContainerGateConfiguration instance(Mapping mapping, ConfigurationContext context) {
        return ContainerGateConfiguration.get();
    }

    @Override
    public ContainerGateConfiguration configure(CNode code, ConfigurationContext context) throws ConfiguratorException {
        ContainerGateConfiguration.get().discard();
        try {
            return super.configure(code, context);
        } finally {
            ContainerGateConfiguration.get().discard();
        }
    }
}
