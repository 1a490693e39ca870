package io.jenkins.lib.containergate.cli.network;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that other tools use: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case.
 * Where none is set, those of Java's own properties.
 */
public final class EnvironmentProxies extends ProxySelector {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Optional<URI> https;
    private final Optional<URI> http;
    private final List<String> direct;
    private final ProxySelector otherwise;

    private EnvironmentProxies(Optional<URI> https, Optional<URI> http, List<String> direct, ProxySelector otherwise) {
        this.https = https;
        this.http = http;
        this.direct = direct;
        this.otherwise = otherwise;
    }

    /** @throws GateException when a variable holds no address */
    public static EnvironmentProxies of(Map<String, String> environment) throws GateException {
        List<String> direct = variable(environment, "NO_PROXY").stream()
                .flatMap(list -> List.of(list.split(",")).stream())
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        return new EnvironmentProxies(
                address(environment, "HTTPS_PROXY"),
                address(environment, "HTTP_PROXY"),
                direct,
                ProxySelector.getDefault());
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .filter(value -> !value.isBlank());
    }

    private static Optional<URI> address(Map<String, String> environment, String name) throws GateException {
        Optional<String> value = variable(environment, name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = URI.create(value.get().contains("://") ? value.get() : "http://" + value.get());
            if ("http".equals(address.getScheme()) && address.getHost() != null) {
                return Optional.of(address);
            }
        } catch (IllegalArgumentException e) {
            // told below, without the value, which may hold a password
        }
        throw new GateException(
                "the environment variable " + name + " is not the address of an HTTP proxy",
                "set it to http://HOST:PORT");
    }

    @Override
    public List<Proxy> select(URI target) {
        Optional<URI> proxy = "https".equals(target.getScheme()) ? https : http;
        if (proxy.isEmpty()) {
            return otherwise.select(target);
        }
        return List.of(reachedDirectly(target) ? Proxy.NO_PROXY : proxy(proxy.get()));
    }

    private static Proxy proxy(URI address) {
        int port = address.getPort() < 0 ? 80 : address.getPort();
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
    }

    private boolean reachedDirectly(URI target) {
        String host = target.getHost().toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host)
                || direct.stream().anyMatch(entry -> {
                    String suffix = entry.startsWith("*.") ? entry.substring(1) : entry;
                    String domain = suffix.startsWith(".") ? suffix : "." + suffix;
                    return entry.equals("*")
                            || host.equals(entry)
                            || (host + ":" + target.getPort()).equals(entry)
                            || host.endsWith(domain);
                });
    }

    /** Name and password of the proxy, when its address holds them. */
    public Optional<Authenticator> login() {
        return https.or(() -> http).map(URI::getUserInfo).map(pair -> new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                int colon = pair.indexOf(':');
                return getRequestorType() == RequestorType.PROXY && colon > 0
                        ? new PasswordAuthentication(
                                pair.substring(0, colon),
                                pair.substring(colon + 1).toCharArray())
                        : null;
            }
        });
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException fault) {
        // the fault reaches the caller anyway
    }
}
