package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintableRunsTest {
    private static final String PRINTABLE = " ~aZ09\n\t\r";
    private static final int[] OTHER = {0, 1, 8, 0x0b, 0x1f, 0x7f, 0x80, 0x89, 0xff};

    private final Random random = new Random(5);

    @Test
    void exactlyTheRunsThatAreLongEnoughAreFound() {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            int others = 2 + random.nextInt(40);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)
                        (random.nextInt(others) == 0
                                ? OTHER[random.nextInt(OTHER.length)]
                                : PRINTABLE.charAt(random.nextInt(PRINTABLE.length())));
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);

            List<String> found = new ArrayList<>();
            PrintableRuns.find(bytes, from, to, (start, end) -> found.add(start + "-" + end));

            assertThat(found).isEqualTo(byteByByte(bytes, from, to));
        }
    }

    @Test
    void lineBreaksAreCountedWhereverTheyStand() {
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            int expected = 0;
            int from = random.nextInt(bytes.length + 1);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "\n\u000b\u008a\tx".charAt(random.nextInt(5));
                expected += i >= from && bytes[i] == '\n' ? 1 : 0;
            }
            assertThat(EightBytes.count(bytes, (byte) '\n', from, bytes.length)).isEqualTo(expected);
        }
    }

    private static List<String> byteByByte(byte[] bytes, int from, int to) {
        List<String> runs = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || !(Characters.printable(bytes[i]) || Characters.lineBreak(bytes[i]) || bytes[i] == '\t')) {
                if (i - start >= PrintableRuns.SHORTEST) {
                    runs.add(start + "-" + i);
                }
                start = i + 1;
            }
        }
        return runs;
    }
}
