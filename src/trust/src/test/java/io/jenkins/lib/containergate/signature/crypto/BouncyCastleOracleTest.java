package io.jenkins.lib.containergate.signature.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.fake.FakeTimestamps;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;

/** Random values and their mutants, read here and by Bouncy Castle: what is accepted here it accepts, and sees the same. */
class BouncyCastleOracleTest {
    private static final int VALUES = Effort.rounds(800, 3_000);
    private static final Instant STAMPED = Instant.parse("2026-11-24T11:00:00Z");
    /** Universal types whose contents are read here. */
    private static final Set<Integer> READ = Set.of(
            Der.BOOLEAN,
            Der.INTEGER,
            Der.BIT_STRING,
            Der.OCTET_STRING,
            Der.NULL,
            Der.OID,
            Der.ENUMERATED,
            Der.UTF8_STRING,
            Der.SEQUENCE);

    private static ASN1Primitive value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 12)) {
            case 0 ->
                new ASN1Integer(
                        new BigInteger(random.nextInt(300), random).subtract(BigInteger.valueOf(random.nextInt(300))));
            case 1 -> new DEROctetString(bytes(random, random.nextInt(4) == 0 ? 300 : 20));
            case 2 -> new ASN1ObjectIdentifier("2." + random.nextInt(1 << 20) + "." + random.nextInt(200));
            case 3 -> new DERUTF8String(text(random));
            case 4 -> new DERBitString(bytes(random, 10), 0);
            case 5 -> DERNull.INSTANCE;
            case 6 -> new ASN1Enumerated(random.nextInt(1_000));
            case 7 -> ASN1Boolean.getInstance(random.nextBoolean());
            case 8 -> new DERTaggedObject(random.nextBoolean(), random.nextInt(5), value(random, depth + 1));
            default -> {
                ASN1Primitive[] parts = new ASN1Primitive[random.nextInt(5)];
                Arrays.setAll(parts, i -> value(random, depth + 1));
                yield new DERSequence(parts);
            }
        };
    }

    private static byte[] bytes(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(20), 1, 0x2000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] mutant(byte[] document, Random random) {
        int at = random.nextInt(document.length);
        byte[] changed = document.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed[at] = new byte[] {0, 1, 2, 0x7f, -128, -127, -1, 0x30}[random.nextInt(8)];
            case 3 -> changed = Arrays.copyOf(document, at + 1);
            default -> {
                ByteArrayOutputStream spliced = new ByteArrayOutputStream();
                spliced.write(document, 0, at);
                spliced.write(random.nextInt(256));
                spliced.write(document, at, document.length - at);
                changed = spliced.toByteArray();
            }
        }
        return changed;
    }

    /** @return whether everything in it is of a type that is read here */
    private static boolean read(Der value) throws RejectedSignatureException {
        boolean known = (value.tag() & 0xc0) != 0 || READ.contains(value.tag());
        if ((value.tag() & 0x20) != 0) {
            for (Der child : value.children()) {
                known &= read(child);
            }
            return known;
        }
        switch (value.tag()) {
            // Bouncy Castle takes none below zero
            case Der.ENUMERATED -> known &= value.content()[0] >= 0;
            case Der.INTEGER -> assertThat(value.integer()).isNotNull();
            case Der.OID -> assertThat(value.oid()).matches("[012](\\.[0-9]+)+");
            case Der.UTF8_STRING -> assertThat(value.utf8()).doesNotContain("\ufffd");
            default -> assertThat(value.content()).isNotNull();
        }
        return known;
    }

    @Test
    void everyDistinguishedValueIsReadAndNoMutantIsReadThatIsNotDistinguished() throws Exception {
        Random random = new Random(690);
        int accepted = 0;
        for (int i = 0; i < VALUES; i++) {
            byte[] honest = value(random, 0).getEncoded(ASN1Encoding.DER);
            assertThat(read(Der.parse(honest))).isTrue();
            for (int mutation = 0; mutation < 5; mutation++) {
                byte[] mutant = mutant(honest, random);
                if (isRead(mutant)) {
                    accepted++;
                    String hex = HexFormat.of().formatHex(mutant);
                    assertThat(ASN1Primitive.fromByteArray(mutant).getEncoded(ASN1Encoding.DER))
                            .as(hex)
                            .isEqualTo(mutant);
                }
            }
        }
        // not all is refused: the comparison says something
        assertThat(accepted).isGreaterThan(VALUES / 5);
    }

    private static boolean isRead(byte[] mutant) {
        try {
            return read(Der.parse(mutant));
        } catch (RejectedSignatureException e) {
            return false;
        }
    }

    @Test
    void identifiersAndIntegersAreThoseThatBouncyCastleSees() throws Exception {
        Random random = new Random(2_482);
        for (int i = 0; i < VALUES; i++) {
            String identifier = "2." + random.nextInt(1 << 20) + "." + new BigInteger(1 + random.nextInt(140), random);
            assertThat(Der.parse(new ASN1ObjectIdentifier(identifier).getEncoded())
                            .oid())
                    .isEqualTo(identifier);
            BigInteger number = new BigInteger(200, random).subtract(BigInteger.ONE.shiftLeft(random.nextInt(210)));
            assertThat(Der.parse(new ASN1Integer(number).getEncoded()).integer())
                    .isEqualTo(number);
        }
    }

    @Test
    void noMutantOfATimestampCountsThatBouncyCastleRefusesOrReadsOtherwise() throws Exception {
        FakeTimestamps authority = new FakeTimestamps("tsa");
        byte[] stamped = {1, 2, 3};
        byte[] honest = authority.stamp(stamped, STAMPED);
        List<X509Certificate> known =
                List.of(Certificates.ofDer(authority.chain().get(0)));
        assertThat(known.get(0))
                .isEqualTo(TimestampToken.parse(Bytes.of(honest)).check(Bytes.of(stamped), known));
        oracle(honest, known.get(0));
        Random random = new Random(3_161);
        for (int i = 0; i < VALUES; i++) {
            byte[] mutant = mutant(honest, random);
            try {
                TimestampToken token = TimestampToken.parse(Bytes.of(mutant));
                X509Certificate signer = token.check(Bytes.of(stamped), known);
                assertThat(token.time()).isEqualTo(STAMPED);
                assertThat(signer).isEqualTo(known.get(0));
            } catch (RejectedSignatureException e) {
                continue;
            }
            oracle(mutant, known.get(0));
        }
    }

    private static void oracle(byte[] response, X509Certificate signer) throws Exception {
        TimeStampToken token = new TimeStampResponse(response).getTimeStampToken();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        assertThat(token.getTimeStampInfo().getGenTime().toInstant()).isEqualTo(STAMPED);
    }
}
