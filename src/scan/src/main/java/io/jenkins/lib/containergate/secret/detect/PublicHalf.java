package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.der.DerWriter;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derives the public half of a private key as a SubjectPublicKeyInfo. It is computed from the secret numbers alone, and what
 * the key says of its public half must agree: so nobody can have one key taken for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, SubjectPublicKeyInfo</a>
 */
final class PublicHalf {
    private static final String RSA = "2a864886f70d010101";
    private static final String RSA_PSS = "2a864886f70d01010a";
    private static final String DSA = "2a8648ce380401";
    private static final String EC = "2a8648ce3d0201";
    private static final Map<String, String> EDWARDS = Map.of("2b6570", "Ed25519", "2b6571", "Ed448");
    private static final List<String> GOST = List.of("2a8503020213", "2a85030701010101", "2a85030701010102");
    private static final byte[] NULL = {5, 0};
    private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int UNCOMPRESSED = 4;
    private static final int LARGEST_BITS = 16_384;

    private PublicHalf() {}

    /** @param key a private key without password; empty when it is of a kind that is not known, or is more than a key */
    static Optional<byte[]> of(byte[] key) {
        try {
            if (key.length > OPENSSH.length && Arrays.equals(OPENSSH, 0, OPENSSH.length, key, 0, OPENSSH.length)) {
                return openSsh(ByteBuffer.wrap(key, OPENSSH.length, key.length - OPENSSH.length));
            }
            Optional<Der> whole = Der.at(key, 0, key.length);
            if (whole.isEmpty()
                    || whole.get().to() != key.length
                    || !whole.get().startsWith(Der.INTEGER)) {
                return Optional.empty();
            }
            List<Der> parts = whole.get().children();
            if (whole.get().startsWith(Der.INTEGER, Der.SEQUENCE, Der.OCTETS)) {
                return parts.size() == 3 ? pkcs8(parts.get(1), parts.get(2).content()) : Optional.empty();
            }
            if (whole.get().startsWith(Der.INTEGER, Der.OCTETS)) {
                return sec1(parts, Optional.empty());
            }
            return parts.size() == 9
                    ? pkcs1(numbers(parts))
                    : parts.size() == 6 ? dsa(numbers(parts)) : Optional.empty();
        } catch (ArithmeticException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> pkcs8(Der algorithm, byte[] key) {
        List<Der> parts = algorithm.children();
        String identifier = identifier(parts.get(0));
        Optional<Der> inner = Der.at(key, 0, key.length).filter(der -> der.to() == key.length);
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        List<Der> within = inner.get().children();
        if (identifier.equals(RSA) || identifier.equals(RSA_PSS)) {
            return within.size() == 9 ? pkcs1(numbers(within)) : Optional.empty();
        }
        if (identifier.equals(EC) && parts.size() == 2) {
            return sec1(within, Optional.of(identifier(parts.get(1))));
        }
        if (identifier.equals(DSA) && parts.size() == 2 && inner.get().tag() == Der.INTEGER) {
            List<BigInteger> domain = numbers(parts.get(1).children());
            return dsa(
                    domain.get(0),
                    domain.get(1),
                    domain.get(2),
                    new BigInteger(1, inner.get().content()));
        }
        if (EDWARDS.containsKey(identifier) && inner.get().tag() == Der.OCTETS) {
            return edwards(EDWARDS.get(identifier), inner.get().content());
        }
        if (GOST.contains(identifier) && parts.size() == 2 && inner.get().tag() == Der.OCTETS) {
            return gost(
                    algorithm,
                    identifier(parts.get(1).children().get(0)),
                    inner.get().content());
        }
        return Optional.empty();
    }

    /** @param numbers version, modulus, exponents, primes, and what is derived of them */
    private static Optional<byte[]> pkcs1(List<BigInteger> numbers) {
        return rsa(numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
    }

    private static Optional<byte[]> rsa(BigInteger modulus, BigInteger e, BigInteger d, BigInteger p, BigInteger q) {
        BigInteger product = e.multiply(d).subtract(BigInteger.ONE);
        boolean one = modulus.bitLength() <= LARGEST_BITS
                && p.compareTo(BigInteger.ONE) > 0
                && q.compareTo(BigInteger.ONE) > 0
                && p.multiply(q).equals(modulus)
                && product.mod(p.subtract(BigInteger.ONE)).signum() == 0
                && product.mod(q.subtract(BigInteger.ONE)).signum() == 0;
        return one
                ? Optional.of(DerWriter.sequence(
                        DerWriter.sequence(DerWriter.identifier(RSA), NULL),
                        DerWriter.bits(DerWriter.sequence(DerWriter.integer(modulus), DerWriter.integer(e)))))
                : Optional.empty();
    }

    /** @param numbers version, prime, order, base, public number, secret number */
    private static Optional<byte[]> dsa(List<BigInteger> numbers) {
        Optional<byte[]> derived = dsa(numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(5));
        return derived.filter(
                spki -> Arrays.equals(spki, dsaInfo(numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4))));
    }

    private static Optional<byte[]> dsa(BigInteger p, BigInteger q, BigInteger g, BigInteger secret) {
        boolean bounded = p.signum() > 0 && p.bitLength() <= LARGEST_BITS && secret.bitLength() <= q.bitLength();
        return bounded ? Optional.of(dsaInfo(p, q, g, g.modPow(secret, p))) : Optional.empty();
    }

    private static byte[] dsaInfo(BigInteger p, BigInteger q, BigInteger g, BigInteger y) {
        byte[] domain = DerWriter.sequence(DerWriter.integer(p), DerWriter.integer(q), DerWriter.integer(g));
        return DerWriter.sequence(
                DerWriter.sequence(DerWriter.identifier(DSA), domain), DerWriter.bits(DerWriter.integer(y)));
    }

    /** @param outer the curve, where the key itself need not name it */
    private static Optional<byte[]> sec1(List<Der> parts, Optional<String> outer) {
        Optional<String> curve = outer;
        Optional<byte[]> claimed = Optional.empty();
        for (Der part : parts.subList(2, parts.size())) {
            if (part.tag() == Der.FIRST) {
                curve = Optional.of(identifier(part.children().get(0)));
            } else if (part.tag() == Der.FIRST + 1) {
                byte[] bits = part.children().get(0).content();
                claimed = Optional.of(Arrays.copyOfRange(bits, 1, bits.length));
            } else {
                return Optional.empty();
            }
        }
        return ec(curve, new BigInteger(1, parts.get(1).content()), claimed);
    }

    private static Optional<byte[]> ec(Optional<String> named, BigInteger secret, Optional<byte[]> claimed) {
        Optional<EllipticCurve> curve = named.flatMap(EllipticCurve::of);
        Optional<byte[]> point = curve.flatMap(known -> known.publicPoint(secret))
                .map(p -> ByteBuffer.allocate(1 + 2 * curve.get().size())
                        .put((byte) UNCOMPRESSED)
                        .put(padded(p.x(), curve.get().size()))
                        .put(padded(p.y(), curve.get().size()))
                        .array());
        return point.filter(p -> claimed.isEmpty() || Arrays.equals(p, claimed.get()))
                .map(p -> DerWriter.sequence(
                        DerWriter.sequence(
                                DerWriter.identifier(EC),
                                DerWriter.identifier(curve.orElseThrow().identifier())),
                        DerWriter.bits(p)));
    }

    /** Numbers of GOST are written with the least byte first; its parameters belong to the public half. */
    private static Optional<byte[]> gost(Der algorithm, String named, byte[] secret) {
        Optional<EllipticCurve> curve = EllipticCurve.of(named);
        return curve.flatMap(known -> known.publicPoint(new BigInteger(1, reversed(secret))))
                .map(point -> DerWriter.sequence(
                        DerWriter.sequence(algorithm.content()),
                        DerWriter.bits(DerWriter.octets(ByteBuffer.allocate(
                                        2 * curve.get().size())
                                .put(reversed(padded(point.x(), curve.get().size())))
                                .put(reversed(padded(point.y(), curve.get().size())))
                                .array()))));
    }

    /** Java derives such a pair from nothing but the bytes it draws. */
    private static Optional<byte[]> edwards(String name, byte[] seed) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance(name);
            pairs.initialize(new NamedParameterSpec(name), new Drawing(seed));
            return Optional.of(pairs.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Draws what it was given. */
    private static final class Drawing extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] drawn;

        Drawing(byte[] drawn) {
            this.drawn = drawn.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != drawn.length) {
                throw new IllegalStateException("a seed of another length");
            }
            System.arraycopy(drawn, 0, bytes, 0, bytes.length);
        }
    }

    /** One key without password, after the magic. */
    private static Optional<byte[]> openSsh(ByteBuffer in) {
        boolean open = text(in).equals("none") && text(in).equals("none") && string(in).length == 0 && in.getInt() == 1;
        if (!open) {
            return Optional.empty();
        }
        string(in);
        ByteBuffer key = ByteBuffer.wrap(string(in));
        if (in.hasRemaining() || key.getInt() != key.getInt()) {
            return Optional.empty();
        }
        String type = text(key);
        return switch (type) {
            case "ssh-rsa" -> {
                BigInteger modulus = number(key);
                BigInteger e = number(key);
                BigInteger d = number(key);
                number(key);
                yield rsa(modulus, e, d, number(key), number(key));
            }
            case "ssh-dss" -> {
                BigInteger p = number(key);
                yield dsa(List.of(BigInteger.ZERO, p, number(key), number(key), number(key), number(key)));
            }
            case "ssh-ed25519" -> {
                string(key);
                byte[] pair = string(key);
                yield edwards("Ed25519", Arrays.copyOf(pair, pair.length / 2));
            }
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> {
                String curve = text(key);
                byte[] claimed = string(key);
                Optional<String> identifier = Optional.of(
                        EllipticCurve.valueOf(curve.replace("nistp", "P_")).identifier());
                yield ec(identifier, number(key), Optional.of(claimed));
            }
            default -> Optional.empty();
        };
    }

    private static byte[] string(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in) {
        return new String(string(in), StandardCharsets.US_ASCII);
    }

    private static BigInteger number(ByteBuffer in) {
        return new BigInteger(1, string(in));
    }

    private static List<BigInteger> numbers(List<Der> parts) {
        return parts.stream().map(part -> new BigInteger(1, part.content())).toList();
    }

    private static String identifier(Der part) {
        return HexFormat.of().formatHex(part.content());
    }

    private static byte[] padded(BigInteger number, int size) {
        byte[] digits = DerWriter.unsigned(number);
        byte[] padded = new byte[size];
        System.arraycopy(digits, 0, padded, size - digits.length, digits.length);
        return padded;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
