package io.jenkins.plugins.casc;

public class ConfiguratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("rawtypes")
    public ConfiguratorException(Configurator configurator, String message) {}

    @SuppressWarnings("rawtypes")
    public ConfiguratorException(Configurator configurator, String message, Throwable cause) {}
}
