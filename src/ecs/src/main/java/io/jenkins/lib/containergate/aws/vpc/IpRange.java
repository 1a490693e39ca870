package io.jenkins.lib.containergate.aws.vpc;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses from {@code first} to {@code last}, both included.
 *
 * @param bits 32 for IPv4, 128 for IPv6: ranges of different families have nothing in common
 * @param prefix length of what all its addresses share, in bits
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
public record IpRange(int bits, int prefix, BigInteger first, BigInteger last) {
    public static final int V4 = 32;
    public static final int V6 = 128;

    private static final Pattern SHAPE = Pattern.compile("([0-9A-Fa-f.:]{2,39})/([0-9]{1,3})");
    private static final Pattern OCTETS = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final List<String> PRIVATE =
            List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");
    /** Where addresses of IPv4 are in IPv6: {@code ::ffff:0:0/96} (RFC 4291) and {@code 64:ff9b::/96} (RFC 6052). */
    private static final List<BigInteger> MAPPED = List.of(
            BigInteger.valueOf(0xffff).shiftLeft(V4),
            BigInteger.valueOf(0x64)
                    .shiftLeft(112)
                    .or(BigInteger.valueOf(0xff9b).shiftLeft(96)));

    private static final int WIDEST_V4 = 13;
    private static final int WIDEST_V6 = 29;
    private static final int TOGETHER_V4 = 11;
    private static final int TOGETHER_V6 = 28;

    /** Empty for a text that is no range in CIDR notation. */
    public static Optional<IpRange> of(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(matcher.group(2));
        boolean v6 = matcher.group(1).indexOf(':') >= 0;
        return (v6 ? v6(matcher.group(1)) : v4(matcher.group(1)))
                .flatMap(address -> of(v6 ? V6 : V4, prefix, address))
                .map(IpRange::unmapped);
    }

    /** The range of IPv4 that one of IPv6 stands for: {@code ::ffff:0:0/96} is {@code 0.0.0.0/0}. */
    private IpRange unmapped() {
        for (BigInteger block : bits == V6 ? MAPPED : List.<BigInteger>of()) {
            BigInteger end = block.add(BigInteger.ONE.shiftLeft(V4));
            if (first.compareTo(block) >= 0 && last.compareTo(end) < 0) {
                return new IpRange(V4, prefix - (V6 - V4), first.subtract(block), last.subtract(block));
            }
            if (prefix >= WIDEST_V6 && first.compareTo(block) <= 0 && end.compareTo(last.add(BigInteger.ONE)) <= 0) {
                return new IpRange(
                        V4, 0, BigInteger.ZERO, BigInteger.ONE.shiftLeft(V4).subtract(BigInteger.ONE));
            }
        }
        return this;
    }

    private static Optional<IpRange> of(int bits, int prefix, BigInteger address) {
        if (prefix > bits) {
            return Optional.empty();
        }
        BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
        BigInteger first = address.subtract(address.mod(size));
        return Optional.of(new IpRange(bits, prefix, first, first.add(size).subtract(BigInteger.ONE)));
    }

    private static Optional<BigInteger> v4(String text) {
        Matcher octets = OCTETS.matcher(text);
        if (!octets.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(octets.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        return Optional.of(BigInteger.valueOf(address));
    }

    /** Without IPv4 written inside, which AWS never does. */
    private static Optional<BigInteger> v6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        String[] head = words(gap < 0 ? text : text.substring(0, gap));
        String[] tail = words(gap < 0 ? "" : text.substring(gap + 2));
        int written = head.length + tail.length;
        if (gap < 0 ? written != 8 : written > 7) {
            return Optional.empty();
        }
        BigInteger address = BigInteger.ZERO;
        for (int i = 0; i < 8; i++) {
            int fromTail = i - (8 - tail.length);
            String word = i < head.length ? head[i] : fromTail >= 0 ? tail[fromTail] : "0";
            if (word.isEmpty() || word.length() > 4 || word.indexOf('.') >= 0) {
                return Optional.empty();
            }
            address = address.shiftLeft(16).or(BigInteger.valueOf(Integer.parseInt(word, 16)));
        }
        return Optional.of(address);
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    /** Addresses that routers of the internet do not know. */
    public boolean isPrivate() {
        return PRIVATE.stream()
                .flatMap(range -> of(range).stream())
                .anyMatch(range -> range.bits == bits && range.prefix <= prefix && range.overlaps(this));
    }

    public boolean overlaps(IpRange other) {
        return bits == other.bits && first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    /** Has all addresses of the other one. */
    public boolean covers(IpRange other) {
        return bits == other.bits && first.compareTo(other.first) <= 0 && other.last.compareTo(last) <= 0;
    }

    /** Not private, and wider than one that a content delivery network publishes: those of clouds are, where everybody rents an address. */
    public boolean open() {
        return prefix < (bits == V4 ? WIDEST_V4 : WIDEST_V6) && !isPrivate();
    }

    /** Whether the ranges, those of private addresses left out, hold more addresses together than such a network has. */
    public static boolean open(Collection<IpRange> ranges) {
        return open(V4, TOGETHER_V4, ranges) || open(V6, TOGETHER_V6, ranges);
    }

    private static boolean open(int family, int widest, Collection<IpRange> ranges) {
        return held(family, ranges).compareTo(BigInteger.ONE.shiftLeft(family - widest)) > 0;
    }

    /** How many addresses of a family the ranges hold together, those of private addresses left out. */
    public static BigInteger held(int family, Collection<IpRange> ranges) {
        BigInteger held = BigInteger.ZERO;
        BigInteger from = BigInteger.ZERO;
        List<IpRange> sorted = ranges.stream()
                .filter(range -> range.bits == family && !range.isPrivate())
                .sorted(Comparator.comparing(IpRange::first))
                .toList();
        for (IpRange range : sorted) {
            BigInteger start = range.first.max(from);
            if (start.compareTo(range.last) <= 0) {
                from = range.last.add(BigInteger.ONE);
                held = held.add(from.subtract(start));
            }
        }
        return held;
    }
}
