package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.Authorizer;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The files that a Notary v1 server keeps about one repository: {@code /v2/REPOSITORY/_trust/tuf/FILE}. */
public final class TrustServerReader {
    private final RepositorySession session;
    private final URI files;
    private final String name;

    private TrustServerReader(RepositorySession session, URI files, String name) {
        this.session = session;
        this.files = files;
        this.name = name;
    }

    static TrustServerReader of(
            HttpTransport transport, RegistryCredentials credentials, ImageReference image, URI server)
            throws GateException {
        try {
            String host = Origin.of(server).authority();
            ImageReference login = ImageReference.parse(registry(Origin.of(server)) + "/" + image.path());
            Authorizer authorizer = new Authorizer(transport, credentials, login, image.repository(), "pull");
            String root = server.toString().replaceAll("/+$", "") + "/v2/";
            return new TrustServerReader(
                    new RepositorySession(transport, authorizer, login, URI.create(root)),
                    URI.create(root + image.repository() + "/_trust/tuf/"),
                    host);
        } catch (IllegalArgumentException e) {
            throw new GateException("'" + server + "' is not an address of a server", "use https://HOST", e);
        }
    }

    /** A host without a dot is one only with its port: without it the login would be Docker Hub's. */
    private static String registry(Origin server) {
        return server.host().indexOf('.') >= 0 ? server.authority() : server.complete();
    }

    /**
     * One file, whole; whether it is genuine is for the reader to check.
     *
     * @return empty when there is no such file
     */
    public Optional<byte[]> file(String file, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        String what = "the trust data " + file;
        HttpCall call = HttpCall.get(files.resolve(file), Map.of());
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(call, deadline)) {
                if (answer.status() == 404) {
                    return Optional.empty();
                }
                if (answer.status() != 200) {
                    throw AnswerFaults.unexpected(name, what, answer);
                }
                return Optional.of(answer.bytes(maxBytes, "maxBytes", what));
            }
        });
    }
}
