package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.http.TransientException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.Authorizer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Requests about one repository, with the login the registry wants to see. */
final class RepositorySession {
    private final HttpTransport transport;
    private final Authorizer authorizer;
    private final ImageReference image;
    private final URI base;

    RepositorySession(HttpTransport transport, Authorizer authorizer, ImageReference image) throws GateException {
        this(transport, authorizer, image, RegistryAddress.of(image, transport.plainHttp()));
    }

    /** @param base of another server that knows the repository */
    RepositorySession(HttpTransport transport, Authorizer authorizer, ImageReference image, URI base) {
        this.transport = transport;
        this.authorizer = authorizer;
        this.image = image;
        this.base = base;
    }

    HttpTransport transport() {
        return transport;
    }

    /** Registry and path, for messages. */
    String name() {
        return image.repository();
    }

    /** @param rest below the repository: {@code manifests/1.4} */
    URI uri(String rest) {
        return base.resolve(image.path() + "/" + rest);
    }

    void ping(Deadline deadline) throws GateException, InterruptedException {
        transport.retrying(deadline, () -> {
            try (HttpAnswer answer = send(HttpCall.get(base, Map.of()), deadline)) {
                if (answer.status() != 200) {
                    throw AnswerFaults.unexpected(image.registry(), "whether it is a registry", answer);
                }
                return answer.status();
            }
        });
    }

    /**
     * One attempt. Logs in when the registry asks for it; the login is shown to the registry and to nobody else.
     *
     * @return any answer but 401
     */
    HttpAnswer send(HttpCall call, Deadline deadline) throws TransientException, GateException, InterruptedException {
        boolean ours = Origin.of(call.uri()).equals(Origin.of(base));
        for (boolean renewed = false; ; renewed = true) {
            Optional<String> shown = ours ? authorizer.header() : Optional.empty();
            HttpAnswer answer = transport.once(call.authorizedBy(shown), deadline);
            if (answer.status() != 401) {
                return answer;
            }
            try (answer) {
                if (!ours || answer.strayed()) {
                    throw new GateException(
                            answer.origin().authority() + ", to which " + image.registry()
                                    + " sends us, wants credentials of its own",
                            "have the registry's operator correct its redirections");
                }
                if (renewed) {
                    throw authorizer.refused();
                }
                authorizer.renew(answer, shown, deadline);
            }
        }
    }

    /** Where the API of a registry is. */
    static final class RegistryAddress {
        /** Docker Hub answers at another name than it is known by. */
        private static final String DOCKER_HUB = "registry-1.docker.io";

        private RegistryAddress() {}

        /** {@code https://HOST[:PORT]/v2/}. */
        static URI of(ImageReference image, InsecureHosts plainHttp) throws GateException {
            String registry = image.registry();
            String host = registry.equals(ImageReference.DEFAULT_REGISTRY) ? DOCKER_HUB : registry;
            String scheme = plainHttp.covers(registry) ? "http" : "https";
            try {
                URI base = URI.create(scheme + "://" + host + "/v2/");
                Origin.of(base);
                return base;
            } catch (IllegalArgumentException e) {
                throw new GateException("'" + registry + "' is not a valid host", "check the image reference", e);
            }
        }
    }
}
