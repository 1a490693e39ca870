package io.jenkins.lib.containergate.http;

import java.net.URI;
import java.util.Locale;

/**
 * Who is spoken to: what credentials are for.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    /** @throws IllegalArgumentException for an address without a host or of another scheme */
    public static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("not an HTTP address");
        }
        int usual = scheme.equals("http") ? HTTP_PORT : HTTPS_PORT;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    public boolean encrypted() {
        return scheme.equals("https");
    }

    /** Host, and port where it is not the usual one: how people name a registry. */
    public String authority() {
        boolean usual = port == (encrypted() ? HTTPS_PORT : HTTP_PORT);
        return usual ? host : host + ":" + port;
    }

    /** Host and port, whichever port it is. */
    public String complete() {
        return host + ":" + port;
    }

    // as a record would, whose own way has to be linked in each process

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that
                && port == that.port
                && scheme.equals(that.scheme)
                && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return (scheme.hashCode() * 31 + host.hashCode()) * 31 + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
