package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps requests from addresses that somebody else chose: a registry's redirection or token server, the OCSP responder that
 * a certificate names, a server in an inner policy. Such an address must be public, or no further inside than who named
 * it; link-local ones, where clouds hand out credentials, are refused to all. Hosts that are named beforehand are exempt.
 *
 * <p>A name is looked up before the connection; Java keeps the answer for the connection that follows. Names that only a
 * proxy can look up are left to the proxy.
 */
public final class AddressGuard {
    private static final String NAME_IT =
            "if requests to it are intended, have the outermost policy name the host under internalHosts";
    private static final String SERVE_IT =
            "have the server lead to its own host or to a public address, or scan where the server's own address is private";

    private final Predicate<String> named;
    private final Resolver resolver;

    /** Looks up names. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @param named hosts, in lower case, that may be asked wherever they are */
    public AddressGuard(Predicate<String> named, Resolver resolver) {
        this.named = named;
        this.resolver = resolver;
    }

    /** Names no host. */
    public static AddressGuard strict() {
        return exempting(host -> false);
    }

    /** @param named hosts, in lower case, that may be asked wherever they are */
    public static AddressGuard exempting(Predicate<String> named) {
        return new AddressGuard(named, InetAddress::getAllByName);
    }

    /**
     * An address that nobody here has named.
     *
     * @param what leads there, for messages: {@code a certificate}
     */
    public void check(URI address, String what) throws GateException {
        check(Reach.PUBLIC, address, what, NAME_IT);
    }

    /**
     * An address to which a server leads. It may be on the server's own host, or anywhere that is no further inside.
     *
     * @param what leads there, for messages: {@code registry.example}
     */
    public void check(Origin from, URI address, String what) throws GateException {
        if (!from.host().equals(host(address))) {
            check(reach(from.host()).orElse(Reach.PUBLIC), address, what, SERVE_IT);
        }
    }

    private void check(Reach most, URI address, String what, String remedy) throws GateException {
        String host = host(address);
        if (named.test(host)) {
            return;
        }
        Optional<Reach> reach = reach(host);
        boolean refused = reach.filter(found -> found == Reach.CLOSED || found.compareTo(most) > 0)
                .isPresent();
        if (refused) {
            throw new GateException(
                    what + " leads to " + Origin.of(address).authority() + ", an address "
                            + reach.orElseThrow().shown(),
                    remedy);
        }
    }

    private static String host(URI address) {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Empty when the name cannot be looked up here. */
    private Optional<Reach> reach(String host) {
        try {
            return Optional.of(Reach.ofAll(resolver.resolve(host)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
