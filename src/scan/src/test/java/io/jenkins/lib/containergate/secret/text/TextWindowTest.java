package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextWindowTest {
    private static final String PIECES = "token:t,pass=\"p\";'x' `y`\n\u00e9";
    private static final int MOST = 40;

    /** A window remembers how far it was from one place, and the names in a line are asked about in any order. */
    @Test
    void whatIsRememberedOfOnePlaceChangesNoAnswerOfAnother() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            byte[] text = text(random);
            int start = random.nextInt(text.length);
            int end = start + random.nextInt(text.length - start + 1);
            TextWindow window = TextWindow.over(text, start, end);
            for (int i = 0; i < 50; i++) {
                int from = start + random.nextInt(end - start + 1);
                int most = random.nextInt(MOST);
                assertThat(window.bareEnd(from, MOST))
                        .isEqualTo(TextWindow.over(text, start, end).bareEnd(from, MOST));
                assertThat(window.expressionStop(from, from + most))
                        .isEqualTo(TextWindow.over(text, start, end).expressionStop(from, from + most));
            }
        }
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int piece = 0; piece <= 20; piece++) {
            int at = random.nextInt(PIECES.length());
            text.append(PIECES.substring(at, Math.min(PIECES.length(), at + 6)).repeat(1 + random.nextInt(3)));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
