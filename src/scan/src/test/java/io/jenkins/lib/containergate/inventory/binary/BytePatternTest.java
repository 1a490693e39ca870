package io.jenkins.lib.containergate.inventory.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytePatternTest {
    @Test
    void bytesAreFoundWhereATextFindsThem() {
        Random random = new Random(54);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, 1 + random.nextInt(6));
            String searched = text(random, random.nextInt(40));
            int to = random.nextInt(searched.length() + 1);

            int found = new BytePattern(bytes(pattern)).in(bytes(searched), to);

            assertThat(found)
                    .as("%s in the first %d of %s", pattern, to, searched)
                    .isEqualTo(searched.substring(0, to).indexOf(pattern));
        }
    }

    /** Of few letters, so that they repeat. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab\u00ff".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
