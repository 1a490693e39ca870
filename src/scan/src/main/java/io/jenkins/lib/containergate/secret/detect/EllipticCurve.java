package io.jenkins.lib.containergate.secret.detect;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Curves of published test keys, to derive the public half of a key: Java no longer has some of them. Not for
 * cryptography: the time it takes depends on the key.
 *
 * @see <a href="https://www.secg.org/sec2-v2.pdf">SEC 2</a>, <a href="https://www.rfc-editor.org/rfc/rfc4357">RFC
 *     4357</a>, <a href="https://www.rfc-editor.org/rfc/rfc7836">RFC 7836</a>
 */
enum EllipticCurve {
    P_192(
            "2a8648ce3d030101",
            "fffffffffffffffffffffffffffffffeffffffffffffffff",
            -3,
            "64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1",
            "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012",
            "07192b95ffc8da78631011ed6b24cdd573f977a11e794811"),
    P_224(
            "2b81040021",
            "ffffffffffffffffffffffffffffffff000000000000000000000001",
            -3,
            "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
            "b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21",
            "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34"),
    P_256(
            "2a8648ce3d030107",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            -3,
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"),
    P_384(
            "2b81040022",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            -3,
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
            "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f"),
    P_521(
            "2b81040023",
            "1ff" + "f".repeat(128),
            -3,
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf"
                    + "073573df883d2c34f1ef451fd46b503f00",
            "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8"
                    + "de3348b3c1856a429bf97e7e31c2e5bd66",
            "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0"
                    + "761353c7086a272c24088be94769fd16650"),
    SECP256K1(
            "2b8104000a",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
            0,
            "7",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"),
    CRYPTOPRO_A(
            "2a850302022301",
            "f".repeat(61) + "d97",
            -3,
            "a6",
            "1",
            "8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14"),
    TC26_512_A(
            "2a8503070102010201",
            "f".repeat(125) + "dc7",
            -3,
            "e8c2505dedfc86ddc1bd0b2b6667f1da34b82574761cb0e879bd081cfd0b6265"
                    + "ee3cb090f30d27614cb4574010da90dd862ef9d4ebee4761503190785a71c760",
            "3",
            "7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921"
                    + "df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4");

    private final String identifier;
    private final BigInteger prime;
    private final BigInteger a;
    private final BigInteger b;
    private final Point base;

    EllipticCurve(String identifier, String prime, int a, String b, String x, String y) {
        this.identifier = identifier;
        this.prime = new BigInteger(prime, 16);
        this.a = BigInteger.valueOf(a).mod(this.prime);
        this.b = new BigInteger(b, 16);
        this.base = new Point(new BigInteger(x, 16), new BigInteger(y, 16));
    }

    /** Not the point at infinity. */
    record Point(BigInteger x, BigInteger y) {}

    /** @param identifier the content of its object identifier, in hexadecimal */
    static Optional<EllipticCurve> of(String identifier) {
        return Arrays.stream(values())
                .filter(curve -> curve.identifier.equals(identifier))
                .findFirst();
    }

    String identifier() {
        return identifier;
    }

    /** Bytes of a coordinate. */
    int size() {
        return (prime.bitLength() + 7) / 8;
    }

    boolean holds(Point point) {
        BigInteger right = point.x.multiply(point.x).add(a).multiply(point.x).add(b);
        return point.y.multiply(point.y).subtract(right).mod(prime).signum() == 0;
    }

    Point base() {
        return base;
    }

    /** The public half of a secret number; empty when that is none of the curve. */
    Optional<Point> publicPoint(BigInteger secret) {
        if (secret.signum() <= 0 || secret.bitLength() > prime.bitLength() + 1) {
            return Optional.empty();
        }
        Optional<Projective> sum = Optional.empty();
        for (int bit = secret.bitLength() - 1; bit >= 0; bit--) {
            sum = sum.flatMap(this::twice);
            if (secret.testBit(bit)) {
                sum = sum.isPresent() ? withBase(sum.get()) : Optional.of(projective(base));
            }
        }
        return sum.map(this::point);
    }

    /**
     * A point as (x : y : z) of Jacobi, which is (x/z², y/z³): sums of them need no division, which takes as long as a hundred
     * multiplications. Not the point at infinity.
     */
    private record Projective(BigInteger x, BigInteger y, BigInteger z) {}

    private static Projective projective(Point point) {
        return new Projective(point.x, point.y, BigInteger.ONE);
    }

    private Point point(Projective p) {
        BigInteger inverse = p.z.modInverse(prime);
        BigInteger square = times(inverse, inverse);
        return new Point(times(p.x, square), times(p.y, times(square, inverse)));
    }

    private Optional<Projective> twice(Projective p) {
        if (p.y.signum() == 0) {
            return Optional.empty();
        }
        BigInteger ySquare = times(p.y, p.y);
        BigInteger zSquare = times(p.z, p.z);
        BigInteger s = times(p.x, ySquare).shiftLeft(2);
        BigInteger m = p.x.multiply(p.x)
                .multiply(BigInteger.valueOf(3))
                .add(times(zSquare, zSquare).multiply(a));
        BigInteger x = m.multiply(m).subtract(s.shiftLeft(1)).mod(prime);
        BigInteger y = m.multiply(s.subtract(x))
                .subtract(times(ySquare, ySquare).shiftLeft(3))
                .mod(prime);
        return Optional.of(new Projective(x, y, times(p.y, p.z).shiftLeft(1).mod(prime)));
    }

    /** Empty is the point at infinity. */
    private Optional<Projective> withBase(Projective p) {
        BigInteger zSquare = times(p.z, p.z);
        BigInteger h = times(base.x, zSquare).subtract(p.x).mod(prime);
        BigInteger r = times(base.y, times(zSquare, p.z)).subtract(p.y).mod(prime);
        if (h.signum() == 0) {
            return r.signum() == 0 ? twice(p) : Optional.empty();
        }
        BigInteger hSquare = times(h, h);
        BigInteger hCube = times(hSquare, h);
        BigInteger v = times(p.x, hSquare);
        BigInteger x = r.multiply(r).subtract(hCube).subtract(v.shiftLeft(1)).mod(prime);
        BigInteger y = r.multiply(v.subtract(x)).subtract(p.y.multiply(hCube)).mod(prime);
        return Optional.of(new Projective(x, y, times(p.z, h)));
    }

    private BigInteger times(BigInteger first, BigInteger second) {
        return first.multiply(second).mod(prime);
    }
}
