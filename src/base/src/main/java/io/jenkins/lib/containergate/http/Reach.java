package io.jenkins.lib.containergate.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** How far inside an address is, from what everybody reaches to what only this machine does. */
public enum Reach {
    PUBLIC("in the public internet"),
    PRIVATE("in a private network"),
    LOOPBACK("on this machine itself"),
    /** Link-local, where clouds keep credentials; multicast, unspecified and reserved addresses. */
    CLOSED("link-local, multicast or reserved");

    private static final int V4 = 4;
    private static final int V6 = 16;

    private final String shown;

    Reach(String shown) {
        this.shown = shown;
    }

    /** To follow "the address is". */
    String shown() {
        return shown;
    }

    static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return ofV4(bytes);
        }
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return CLOSED;
        }
        int first = bytes[0] & 0xff;
        boolean teredo = first == 0x20 && bytes[1] == 1 && bytes[2] == 0 && bytes[3] == 0;
        if (teredo) {
            return CLOSED;
        }
        if ((first & 0xfe) == 0xfc || address.isSiteLocalAddress()) {
            return PRIVATE;
        }
        int embedded = embedded(bytes);
        return embedded < 0 ? (first & 0xe0) == 0x20 ? PUBLIC : CLOSED : ofV4(bytes, embedded);
    }

    /** Where an IPv4 address is within one of IPv6 that leads to it: mapped, compatible, NAT64, 6to4; -1 for nowhere. */
    private static int embedded(byte... bytes) {
        boolean zeros = true;
        for (int i = 0; i < V6 - V4 - 2; i++) {
            zeros &= bytes[i] == 0;
        }
        boolean mapped = zeros && (bytes[10] == bytes[11]) && (bytes[10] == 0 || bytes[10] == -1);
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return mapped || nat64 ? V6 - V4 : sixToFour ? 2 : -1;
    }

    private static Reach ofV4(byte[] bytes, int from) {
        return ofV4(Arrays.copyOfRange(bytes, from, from + V4));
    }

    private static Reach ofV4(byte... bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        if (a == 127) {
            return LOOPBACK;
        }
        if (a == 0 || a >= 224 || a == 169 && b == 254 || a == 192 && b == 0 && c == 0) {
            return CLOSED;
        }
        boolean shared = a == 100 && b >= 64 && b < 128;
        boolean benchmark = a == 198 && (b == 18 || b == 19);
        boolean usual = a == 10 || a == 172 && b >= 16 && b < 32 || a == 192 && b == 168;
        return usual || shared || benchmark ? PRIVATE : PUBLIC;
    }

    /** The furthest inside of all that a name stands for. */
    static Reach ofAll(InetAddress... addresses) throws UnknownHostException {
        return Arrays.stream(addresses).map(Reach::of).max(Reach::compareTo).orElseThrow(UnknownHostException::new);
    }
}
