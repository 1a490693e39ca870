package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Base64RunTest {
    private static final int LENGTH = 24;
    private final Random random = new Random(2);

    @Test
    void theFirstRunThatIsLongEnoughIsFound() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            int others = 4 + random.nextInt(60);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)
                        (random.nextInt(others) == 0
                                ? " =.\n\u00e4".charAt(random.nextInt(5))
                                : "aZ0+/-_".charAt(random.nextInt(7)));
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            assertThat(Base64Run.find(bytes, from, to, LENGTH)).isEqualTo(byteByByte(bytes, from, to));
        }
    }

    @Test
    void whatDecodesToTextIsReadableAndOneOtherByteIsForgiven() {
        for (int round = 0; round < 2_000; round++) {
            byte[] decoded = new byte[18];
            random.nextBytes(decoded);
            int printable = 0;
            for (int i = 0; i < decoded.length; i++) {
                decoded[i] = random.nextInt(12) == 0 ? decoded[i] : (byte) (' ' + random.nextInt(95));
                boolean counts = i < 16
                        && (Characters.printable(decoded[i]) || Characters.lineBreak(decoded[i]) || decoded[i] == '\t');
                printable += counts ? 1 : 0;
            }
            byte[] text = ("="
                            + (round % 2 == 0 ? Base64.getUrlEncoder() : Base64.getEncoder()).encodeToString(decoded))
                    .getBytes(StandardCharsets.US_ASCII);

            assertThat(Base64Run.readable(text, 1, 16, 15)).isEqualTo(printable >= 15);
        }
    }

    private static int byteByByte(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (!Characters.base64(bytes[i])) {
                start = i + 1;
            } else if (i + 1 - start == LENGTH) {
                return start;
            }
        }
        return to;
    }
}
