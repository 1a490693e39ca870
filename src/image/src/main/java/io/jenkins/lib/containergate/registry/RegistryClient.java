package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.TransientException.UnreachableException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.Authorizer;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.net.URI;

/**
 * Opens repositories of registries. One client serves all registries; a repository keeps its token.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution
 *     specification</a>
 */
public final class RegistryClient {
    private static final String PULL = "pull";
    private static final String PUSH = "pull,push";

    private final HttpTransport transport;
    private final RegistryCredentials credentials;

    public RegistryClient(HttpTransport transport, RegistryCredentials credentials) {
        this.transport = transport;
        this.credentials = credentials;
    }

    /** The repository an image is in, to read from. No connection is made before something is asked for. */
    public RepositoryReader reader(ImageReference image) throws GateException {
        return new RepositoryReader(session(image, PULL));
    }

    /** The repository an image is in, to write to. */
    public RepositoryWriter writer(ImageReference image) throws GateException {
        return new RepositoryWriter(session(image, PUSH));
    }

    /**
     * The Notary v1 server that keeps an image's trust data. It sees a login only if there is one for its own host: the
     * registry's is none of its business.
     *
     * @throws GateException when the address is none that can be asked
     */
    public TrustServerReader trustServer(ImageReference image, URI server) throws GateException {
        return TrustServerReader.of(transport, credentials, image, server);
    }

    /** @throws GateException when the registry does not answer, or does not take the login */
    public void ping(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
        session(image, PULL).ping(deadline);
    }

    /**
     * The least that lets another machine read an image: a token for its repository alone where the registry works with
     * tokens, the login itself where it wants that, nothing where it wants nothing.
     *
     * @throws UnreachableException when no connection to the registry or its token server comes about
     * @throws GateException when one of them does not accept the credentials, or does not answer as it should
     */
    public RegistryLogin loginToShare(ImageReference image, Deadline deadline)
            throws GateException, InterruptedException {
        Authorizer authorizer = new Authorizer(transport, credentials, image, PULL);
        RepositoryReader reader = new RepositoryReader(new RepositorySession(transport, authorizer, image));
        reader.probe(image, deadline);
        return authorizer.shown();
    }

    private RepositorySession session(ImageReference image, String actions) throws GateException {
        return new RepositorySession(transport, new Authorizer(transport, credentials, image, actions), image);
    }
}
