package io.jenkins.lib.containergate.secret.detect;

import java.util.Map;
import java.util.Optional;

/** The detectors that rules name because no pattern can describe what they recognise. */
public final class StructureDetectors {
    private static final Map<String, Detector> NAMED = Map.ofEntries(
            Map.entry("private-key", new PrivateKeyDetector()),
            Map.entry("service-account", new ServiceAccountDetector()),
            Map.entry("kubeconfig", new KubeconfigDetector()),
            Map.entry("kubernetes-secret", new KubernetesSecretDetector()),
            Map.entry("docker-config", new DockerConfigDetector()),
            Map.entry("json-web-token", new JsonWebTokenDetector()),
            Map.entry("database-url", UrlCredentialsDetector.databases()),
            Map.entry("url-credentials", UrlCredentialsDetector.others()),
            Map.entry("netrc", new NetrcDetector()),
            Map.entry("authorization-header", new AuthorizationHeaderDetector()),
            Map.entry("curl-user", new CurlUserDetector()),
            Map.entry("command-password", new CommandPasswordDetector()),
            Map.entry("bare-key", new BareKeyDetector()),
            Map.entry("json-web-key", new JsonWebKeyDetector()),
            Map.entry("generic-secret", new GenericSecretDetector()),
            Map.entry("generic-password", new GenericPasswordDetector()));

    private StructureDetectors() {}

    public static Optional<Detector> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }
}
