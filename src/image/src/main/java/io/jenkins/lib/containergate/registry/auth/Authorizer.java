package io.jenkins.lib.containergate.registry.auth;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.TokenServer.BasicHeader;
import io.jenkins.lib.containergate.registry.auth.TokenServer.Challenge;
import java.util.List;
import java.util.Optional;

/** Keeps what requests about one repository have to show, and gets it anew when the registry no longer takes it. */
public final class Authorizer {
    private static final String BEARER = "Bearer ";

    private final RegistryCredentials credentials;
    private final ImageReference image;
    private final String scope;
    private final TokenServer tokens;
    private RegistryLogin login = new RegistryLogin.Anonymous();
    private Optional<String> header = Optional.empty();

    /** @param actions {@code pull}, or {@code pull,push} */
    public Authorizer(HttpTransport transport, RegistryCredentials credentials, ImageReference image, String actions) {
        this(transport, credentials, image, image.path(), actions);
    }

    /**
     * For another server that knows the repository, such as one that keeps trust data.
     *
     * @param image as one of the server's own: what its login is found by
     * @param repository as the server names it
     */
    public Authorizer(
            HttpTransport transport,
            RegistryCredentials credentials,
            ImageReference image,
            String repository,
            String actions) {
        this.credentials = credentials;
        this.image = image;
        this.scope = "repository:" + repository + ":" + actions;
        this.tokens = new TokenServer(transport, image.registry());
    }

    /** Value for the header {@code Authorization} of the next request; at first there is none. */
    public synchronized Optional<String> header() {
        return header;
    }

    /**
     * Gets a new value after an answer 401.
     *
     * @param shown what the refused request showed; when there is a newer value by now, nothing is done
     * @throws GateException when there is nothing better to show
     */
    public synchronized void renew(HttpAnswer refusal, Optional<String> shown, Deadline deadline)
            throws GateException, InterruptedException {
        if (!header.equals(shown)) {
            return;
        }
        List<Challenge> challenges = Challenge.parse(refusal.headers("WWW-Authenticate"));
        login = credentials.login(image, deadline);
        Optional<Challenge> bearer = find(challenges, "bearer");
        Optional<String> renewed;
        if (login instanceof RegistryLogin.AccessToken access) {
            renewed = Optional.of(BEARER + access.token());
        } else if (bearer.isPresent()) {
            renewed = Optional.of(BEARER + tokens.token(refusal.origin(), bearer.get(), scope, login, deadline));
        } else if (find(challenges, "basic").isPresent() && login instanceof RegistryLogin.Password password) {
            renewed = Optional.of(BasicHeader.of(password));
        } else {
            renewed = Optional.empty();
        }
        if (renewed.isEmpty() || renewed.equals(shown)) {
            throw refused();
        }
        header = renewed;
    }

    /** What requests show now, as a login: the token rather than what it was made from. */
    public synchronized RegistryLogin shown() {
        if (header.isEmpty()) {
            return new RegistryLogin.Anonymous();
        }
        return header.get().startsWith(BEARER)
                ? new RegistryLogin.AccessToken(header.get().substring(BEARER.length()))
                : login;
    }

    private static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
        return challenges.stream()
                .filter(challenge -> challenge.scheme().equals(scheme))
                .findFirst();
    }

    /** The fault of a login that opens nothing. */
    public synchronized GateException refused() {
        if (login instanceof RegistryLogin.AccessToken) {
            return new GateException(
                    image.registry() + " does not take the token for " + image.path() + ", which may have expired",
                    "try again; if it stays so, check what the credentials for this registry may do");
        }
        if (login instanceof RegistryLogin.Anonymous) {
            return new GateException(
                    image.registry() + " gives no access to " + image.path() + " without credentials",
                    "name credentials for this registry; also check the name of the image");
        }
        String who = login instanceof RegistryLogin.Password password ? " of '" + password.user() + "'" : "";
        return new GateException(
                image.registry() + " does not accept the credentials" + who + " for " + image.path(),
                "check the credentials for this registry, what they may do, and the name of the image");
    }
}
