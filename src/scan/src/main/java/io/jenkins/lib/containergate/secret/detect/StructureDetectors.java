package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Late;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;
import java.util.Optional;

/** The detectors that rules name because no pattern can describe what they recognise. */
public final class StructureDetectors {
    private static final String COMMAND_PASSWORD = "command-password";

    private StructureDetectors() {}

    /**
     * Made when a keyword first leads to it, for the patterns it has.
     *
     * @param name of this build: a mistake shows when it is first asked
     */
    public static Detector named(String name) {
        return new LateDetector(new Late<>(() -> made(name)));
    }

    /**
     * The keywords of a detector that has a pattern for each, so that nothing else lists them.
     *
     * @throws IllegalArgumentException if it has none, and its rule must name them
     */
    public static List<String> keywords(String name) {
        if (!name.equals(COMMAND_PASSWORD)) {
            throw new IllegalArgumentException("the detector " + name + " has no keywords of its own");
        }
        return CommandPasswordDetector.keywords();
    }

    private record LateDetector(Late<Detector> made) implements Detector {
        @Override
        public boolean possible(TextWindow text, int from) {
            return made.get().possible(text, from);
        }

        @Override
        public Optional<Span> detect(Candidate candidate) {
            return made.get().detect(candidate);
        }
    }

    private static Detector made(String name) {
        return switch (name) {
            case "private-key" -> new PrivateKeyDetector();
            case "service-account" -> new ServiceAccountDetector();
            case "kubeconfig" -> new KubeconfigDetector();
            case "kubernetes-secret" -> new KubernetesSecretDetector();
            case "docker-config" -> new DockerConfigDetector();
            case "json-web-token" -> new JsonWebTokenDetector();
            case "database-url" -> UrlCredentialsDetector.databases();
            case "url-credentials" -> UrlCredentialsDetector.others();
            case "netrc" -> new NetrcDetector();
            case "authorization-header" -> new AuthorizationHeaderDetector();
            case "curl-user" -> new CurlUserDetector();
            case COMMAND_PASSWORD -> new CommandPasswordDetector();
            case "bare-key" -> new BareKeyDetector();
            case "json-web-key" -> new JsonWebKeyDetector();
            case "generic-secret" -> new GenericSecretDetector();
            case "generic-password" -> new GenericPasswordDetector();
            default -> throw new IllegalArgumentException("no detector is called " + name);
        };
    }
}
