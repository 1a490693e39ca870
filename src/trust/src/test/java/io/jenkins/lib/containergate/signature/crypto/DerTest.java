package io.jenkins.lib.containergate.signature.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.fake.FakeCertificate;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in the distinguished encoding rules (X.690, sections 10 and 11), and those in any other. */
class DerTest {
    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void distinguishedValuesAreRead() throws Exception {
        assertThat(Der.parse(hex("020100")).integer()).isEqualTo(BigInteger.ZERO);
        assertThat(Der.parse(hex("02020080")).integer()).isEqualTo(BigInteger.valueOf(128));
        assertThat(Der.parse(hex("020180")).integer()).isEqualTo(BigInteger.valueOf(-128));
        assertThat(Der.parse(hex("0202ff7f")).integer()).isEqualTo(BigInteger.valueOf(-129));
        assertThat(Der.parse(hex("06032b6570")).oid()).isEqualTo("1.3.101.112");
        assertThat(Der.parse(hex("0603883703")).oid()).isEqualTo("2.999.3");
        assertThat(Der.parse(hex("0c02c3a4")).utf8()).isEqualTo("\u00e4");
        assertThat(Der.parse(hex("0101ff")).content()).containsExactly(-1);
        assertThat(Der.parse(hex("03020780")).content()).containsExactly(7, -128);
        assertThat(Der.parse(hex("3006020101020102")).children()).hasSize(2);
        assertThat(Der.parse(hex("0481" + "80" + "00".repeat(128))).content()).hasSize(128);
        assertThat(Der.parse(hex("180f32303236313132343132303030305a")).generalizedTime())
                .hasToString("2026-11-24T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "02", // no length
                "0201", // no content
                "02010100", // more than one value
                "0281017f", // a length in two octets that fits into one
                "0482000101", // in three
                "0483000080" + "00", // with a leading zero
                "3080020101" + "0000", // without a definite length
                "02847fffffff00", // longer than what is there
                "0485000000000101", // longer than any
                "04ff01", // reserved
                "0200", // no integer
                "0202007f", // padded
                "0202ff80", // padded below zero
                "0a02007f", // an enumerated value, padded
                "0100", // no truth
                "010101", // neither true nor false
                "0102ffff",
                "050100", // a null with a value
                "0600", // no identifier
                "06028837" + "00", // more than it
                "060288", // an identifier that does not end
                "0603808801", // a part with a leading zero
                "06042a808001",
                "0300", // a bit string without its first octet
                "030108", // eight unused bits
                "030101", // unused bits of nothing
                "03020781", // unused bits that are set
                "240304017f", // an octet string in parts
                "100201" + "01", // a sequence that is primitive
                "1100",
                "0000", // the end of what has no length
                "1f8101" + "00", // a tag in several octets
                "30030202" + "01", // a child longer than its parent
            })
    void anyOtherEncodingIsRefused(String hex) {
        assertThatThrownBy(() -> {
                    Der value = Der.parse(hex(hex));
                    if ((value.tag() & 0x20) != 0) {
                        value.children();
                    }
                })
                .isInstanceOf(RejectedSignatureException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0c01ff", "0c02c080", "0c03eda080", "0c04f4908080", "0c01c3"})
    void textThatIsNotUtf8IsRefused(String hex) throws Exception {
        Der value = Der.parse(hex(hex));
        assertThatThrownBy(value::utf8).isInstanceOf(RejectedSignatureException.class);
        assertThatThrownBy(value::ascii).isInstanceOf(RejectedSignatureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20260231120000Z",
                "20260230120000Z",
                "20251301120000Z",
                "20261124240000Z",
                "20261124126000Z",
                "20261124120060Z",
                "202611241200Z",
                "20261124120000",
                "20261124120000+0100",
                "20261124120000.Z",
            })
    void aTimeThatIsNoneIsRefused(String text) throws Exception {
        Der value = Der.parse(DerWriter.element(Der.GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(value::generalizedTime).isInstanceOf(RejectedSignatureException.class);
    }

    @ParameterizedTest
    @CsvSource({"0281017f, 7f", "0482000101, 01", "010101, 01", "03020781, 0781"})
    void whatTheBasicRulesAllowIsReadWhereTheStandardTakesThem(String hex, String content) throws Exception {
        assertThat(Der.parseBasic(Bytes.of(hex(hex))).content()).isEqualTo(hex(content));
    }

    @Test
    void identifiersOfAnySizeAreRead() throws Exception {
        Random random = new Random(690);
        for (int i = 0; i < 500; i++) {
            StringBuilder dotted = new StringBuilder("2." + random.nextInt(2_000));
            for (int part = random.nextInt(6); part > 0; part--) {
                dotted.append('.').append(new BigInteger(1 + random.nextInt(128), random));
            }
            assertThat(Der.parse(FakeCertificate.oid(dotted.toString())).oid()).hasToString(dotted.toString());
        }
    }
}
