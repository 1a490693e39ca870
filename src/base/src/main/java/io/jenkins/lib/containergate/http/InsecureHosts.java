package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts that may be spoken to without encryption: those that are named, and no others. The machine itself is no
 * exception.
 */
public final class InsecureHosts {
    private static final Pattern PORT_OF_TLS = Pattern.compile(".*:0*443");

    private final boolean everywhere;
    private final Set<String> hosts;

    private InsecureHosts(boolean everywhere, Set<String> hosts) {
        this.everywhere = everywhere;
        this.hosts = hosts;
    }

    public static InsecureHosts nowhere() {
        return new InsecureHosts(false, Set.of());
    }

    public static InsecureHosts everywhere() {
        return new InsecureHosts(true, Set.of());
    }

    /** @param authorities each {@code HOST} or {@code HOST:PORT}, as in image references */
    public static InsecureHosts at(Collection<String> authorities) {
        return new InsecureHosts(
                false, authorities.stream().map(InsecureHosts::spelled).collect(Collectors.toSet()));
    }

    /** A port that TLS would have anyway says nothing of plain HTTP at the usual port: such a name stays as it is. */
    private static String spelled(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return PORT_OF_TLS.matcher(lower).matches()
                ? lower
                : RegistryHost.canonical(lower).orElse(lower);
    }

    /** @param authority {@code HOST} or {@code HOST:PORT} */
    public boolean covers(String authority) {
        return everywhere || hosts.contains(authority) || hosts.contains(spelled(authority));
    }

    /** Whether the host, on whichever port, is one of those that are named. */
    boolean names(String host) {
        return hosts.stream().anyMatch(each -> each.equals(host) || each.startsWith(host + ":"));
    }

    void check(Origin origin) throws GateException {
        if (!covers(origin.authority()) && !covers(origin.complete())) {
            throw new GateException(
                    "something leads to " + origin + ", a connection that is not encrypted",
                    "use TLS there, or allow plain HTTP to it (--insecure-registry " + origin.authority() + ")");
        }
    }
}
