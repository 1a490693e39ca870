package io.jenkins.lib.containergate.signature.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.fake.CborText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of RFC 8949, appendix A, and what hostile envelopes are made of. */
class CborTest {
    private static Object parse(String hex) throws RejectedSignatureException {
        return Cbor.parse(Bytes.of(HexFormat.of().parseHex(hex)));
    }

    @Test
    void theValuesOfTheSpecificationAreRead() throws Exception {
        assertThat(parse("1864")).isEqualTo(100L);
        assertThat(parse("1a000f4240")).isEqualTo(1_000_000L);
        assertThat(parse("3903e7")).isEqualTo(-1000L);
        assertThat(parse("f5")).isEqualTo(true);
        assertThat(parse("4401020304")).isEqualTo(Bytes.of(new byte[] {1, 2, 3, 4}));
        assertThat(parse("6449455446")).isEqualTo("IETF");
        assertThat(parse("8301820203820405")).isEqualTo(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)));
        assertThat(parse("a201020304")).isEqualTo(Map.of(1L, 2L, 3L, 4L));
        assertThat(parse("c11a514b67b0")).isEqualTo(new Cbor.Tagged(1, 1_363_896_240L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0001", // more than one value
                "5f42010243030405ff", // indefinite length
                "fb3ff199999999999a", // floating point
                "a201020103", // a key twice
                "5a7fffffff00", // longer than what is there
                "9b7fffffffffffffff", // an array of all the memory there is
                "1bffffffffffffffff", // beyond a long
                "1c", // reserved
                "1817", // 23 in two bytes
                "1900ff", // 255 in three
                "1a0000ffff", // 65535 in five
                "1b00000000ffffffff", // 4294967295 in nine
                "3817", // -24 in two bytes
                "580141", // a length in two bytes
                "780161",
                "9801f5",
                "b80101f5",
                "d801f5",
                "61ff", // not UTF-8
                "62c080", // a longer form of NUL
                "63eda080", // half of a pair
                "f6", // null
                "f7",
                "f815",
                "8181818181818181818181818181818181818100", // too deep
            })
    void whatHasNoPlaceInAnEnvelopeIsRefused(String hex) {
        assertThatThrownBy(() -> parse(hex)).isInstanceOf(RejectedSignatureException.class);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        Random random = new Random(8949);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                assertThat(CoseEnvelope.parse(Bytes.of(bytes))).isNotNull();
            } catch (RejectedSignatureException e) {
                assertThat(e.problem()).startsWith("its ");
            }
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 9)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> (long) random.nextInt(300) - 150;
            case 2 -> Bytes.of(new byte[random.nextInt(30)]);
            case 3 -> "\u00e4".repeat(random.nextInt(20));
            case 4 -> random.nextBoolean();
            case 5 -> new CborText.Tag(random.nextInt(400), value(random, depth + 1));
            case 6, 7 -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put((long) random.nextInt(300), value(random, depth + 1));
                }
                yield map;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(30); i > 0; i--) {
                    list.add(value(random, 4));
                }
                yield list;
            }
        };
    }

    /** What was read, to be written. */
    private static Object written(Object read) {
        if (read instanceof Cbor.Tagged tagged) {
            return new CborText.Tag(tagged.tag(), written(tagged.value()));
        }
        if (read instanceof List<?> list) {
            return list.stream().map(CborTest::written).toList();
        }
        if (read instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(written(key), written(each)));
            return copy;
        }
        return read;
    }

    @Test
    void whatIsReadCanBeWrittenInNoOtherWay() throws Exception {
        Random random = new Random(8_949);
        int accepted = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] honest = CborText.of(value(random, 0));
            assertThat(CborText.of(written(Cbor.parse(Bytes.of(honest))))).isEqualTo(honest);
            byte[] mutant = honest.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            Object read;
            try {
                read = Cbor.parse(Bytes.of(mutant));
            } catch (RejectedSignatureException e) {
                continue;
            }
            accepted++;
            assertThat(CborText.of(written(read)))
                    .as(HexFormat.of().formatHex(mutant))
                    .isEqualTo(mutant);
        }
        assertThat(accepted).isGreaterThan(200);
    }
}
