package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.plugins.casc.Attribute;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.Configurator;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.SecretSourceResolver;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Scalar;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy as configuration code: the text of a policy file, or its mapping.
 *
 * <p>Only there when the plugin Configuration as Code is.
 */
@Extension(optional = true)
@SuppressWarnings("deprecation") // OptionalExtension comes with one more plugin
public final class PolicyConfigurator implements Configurator<PolicySettings> {

    @Override
    public Class<PolicySettings> getTarget() {
        return PolicySettings.class;
    }

    /** None that Configuration as Code could set by itself. */
    @Override
    public Set<Attribute<PolicySettings, ?>> describe() {
        return Set.of();
    }

    @Override
    public PolicySettings configure(CNode config, ConfigurationContext context) throws ConfiguratorException {
        SecretSourceResolver secrets = context.getSecretSourceResolver();
        boolean text = config.getType() == CNode.Type.SCALAR;
        PolicySettings settings = text
                ? new PolicySettings(secrets.resolve(config.asScalar().getValue()))
                : PolicySettings.of(mapping(config.asMapping(), "policy", secrets));
        try {
            settings.document("policy", "policy");
        } catch (PolicyFormatException e) {
            String problem = JenkinsWords.of(e.getMessage());
            String message = text ? problem : Messages.PolicyConfigurator_problem(problem);
            throw new ConfiguratorException(this, message, e);
        }
        return settings;
    }

    @Override
    public PolicySettings check(CNode config, ConfigurationContext context) throws ConfiguratorException {
        return configure(config, context);
    }

    /** As it was written. */
    @Override
    public CNode describe(PolicySettings instance, ConfigurationContext context) {
        return new Scalar(context.getSecretSourceResolver().encode(instance.getYaml()));
    }

    /** Without an order of its own: Configuration as Code does not keep that of the file. */
    private Map<String, Object> mapping(Map<?, ?> config, String path, SecretSourceResolver secrets) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        new TreeMap<Object, Object>(config).forEach((key, value) -> {
            String name = path + "." + key;
            if (value == null) {
                throw new ConfiguratorException(this, Messages.PolicyConfigurator_noValue(name));
            }
            mapping.put(String.valueOf(key), plain(value, name, secrets));
        });
        return mapping;
    }

    /** Configuration as Code puts dates among its nodes, which are none of its nodes. */
    private Object plain(Object node, String path, SecretSourceResolver secrets) {
        if (node instanceof Map<?, ?> map) {
            return mapping(map, path, secrets);
        }
        if (node instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item, path, secrets)));
            return items;
        }
        return node instanceof Scalar scalar ? secrets.resolve(scalar.getValue()) : node;
    }
}
