package io.jenkins.lib.containergate.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one spelling of a registry's host and port. Whatever compares registries compares these: names in upper case, ports
 * with leading zeros, the port that HTTPS has anyway, long forms of IPv6 addresses and the further names of Docker Hub are
 * the same registry.
 */
public final class RegistryHost {
    /** Docker Hub in its one spelling. */
    public static final String HUB = "docker.io";

    private static final Set<String> DOCKER_HUB =
            Set.of(HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final int GROUPS = 8;

    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final Pattern AUTHORITY =
            Pattern.compile("(" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::([0-9]+))?");
    /** A resolver reads such a last label as a number, and the whole as an IPv4 address in one of many spellings. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private static final Pattern DOTTED = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private RegistryHost() {}

    /**
     * @param authority {@code HOST} or {@code HOST:PORT}
     * @return empty when it is neither, or an IPv4 address that is not written as four decimal numbers
     */
    public static Optional<String> canonical(String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> host = host(matcher.group(1).toLowerCase(Locale.ROOT));
        Optional<String> port = matcher.group(2) == null ? Optional.of("") : port(matcher.group(2));
        if (host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(DOCKER_HUB.contains(host.get()) && usual(port.get()) ? HUB : joined(host.get(), port.get()));
    }

    /** Whether the two name one registry. */
    public static boolean same(String one, String other) {
        Optional<String> canonical = canonical(one);
        return canonical.isPresent() && canonical.equals(canonical(other));
    }

    /**
     * The usual port is left out, but where only the port shows that a name is a host: {@code shop:443/app} is an image of
     * the host {@code shop}, {@code shop/app} one of Docker Hub.
     */
    private static String joined(String host, String port) {
        boolean evident = host.indexOf('.') >= 0 || host.startsWith("[") || host.equals("localhost");
        if (usual(port)) {
            return evident ? host : host + ":" + HTTPS_PORT;
        }
        return host + ":" + port;
    }

    private static boolean usual(String port) {
        return port.isEmpty() || port.equals(String.valueOf(HTTPS_PORT));
    }

    private static Optional<String> port(String digits) {
        BigInteger number = new BigInteger(digits);
        return number.signum() > 0 && number.compareTo(BigInteger.valueOf(MAX_PORT)) <= 0
                ? Optional.of(number.toString())
                : Optional.empty();
    }

    private static Optional<String> host(String host) {
        if (host.startsWith("[")) {
            return groups(host.substring(1, host.length() - 1)).map(RegistryHost::address);
        }
        String last = host.substring(host.lastIndexOf('.') + 1);
        if (NUMBER.matcher(last).matches()) {
            boolean plain = DOTTED.matcher(host).matches();
            for (String part : plain ? host.split("\\.", -1) : new String[0]) {
                plain &= Integer.parseInt(part) <= 255;
            }
            return plain ? Optional.of(host) : Optional.empty();
        }
        return Optional.of(host);
    }

    /** The eight groups of an IPv6 address; empty when it has not eight. */
    private static Optional<int[]> groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return numbers(text).filter(list -> list.size() == GROUPS).map(RegistryHost::array);
        }
        Optional<List<Integer>> head = numbers(text.substring(0, gap));
        Optional<List<Integer>> tail = numbers(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().size() + tail.get().size() >= GROUPS) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head.get());
        while (all.size() + tail.get().size() < GROUPS) {
            all.add(0);
        }
        all.addAll(tail.get());
        return Optional.of(array(all));
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Optional<List<Integer>> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String group : text.isEmpty() ? new String[0] : text.split(":", -1)) {
            if (group.isEmpty() || group.length() > 4) {
                return Optional.empty();
            }
            numbers.add(Integer.parseInt(group, 16));
        }
        return Optional.of(numbers);
    }

    /** As RFC 5952 writes it; an IPv4 address in IPv6's clothes is an IPv4 address. */
    private static String address(int... groups) {
        boolean mapped = groups[5] == 0xffff;
        for (int i = 0; i < 5; i++) {
            mapped &= groups[i] == 0;
        }
        if (mapped) {
            return (groups[6] >> 8) + "." + (groups[6] & 0xff) + "." + (groups[7] >> 8) + "." + (groups[7] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                boolean first = i == 0 || i == start + length && start >= 0;
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.append(']').toString();
    }
}
