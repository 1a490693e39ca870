package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf16ScannerTest {
    @Test
    void theSameRunsAreFoundAsByLookingAtEachByte() {
        Random random = new Random(11);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = content(random, 40 + random.nextInt(300));
            int from = random.nextInt(20);
            int to = bytes.length - random.nextInt(20);
            List<String> found = new ArrayList<>();
            Utf16Scanner.find(bytes, 0, from, to, bytes.length, (first, count) -> found.add(first + "+" + count));

            assertThat(found).as("round " + round).containsAll(inside(bytes, from, to));
            assertThat(all(bytes)).as("round " + round).containsAll(found);
            assertThat(found).doesNotHaveDuplicates();
        }
    }

    @Test
    void shorterRunsAndZerosAreNone() {
        List<Integer> found = new ArrayList<>();
        byte[] bytes = new byte[10_000];
        for (int i = 0; i < Utf16Scanner.SHORTEST - 1; i++) {
            bytes[5_001 + 2 * i] = 'x';
        }
        Utf16Scanner.find(bytes, 0, 0, bytes.length, bytes.length, (first, count) -> found.add(first));

        assertThat(found).isEmpty();
    }

    /** Runs that lie with all of their bytes in the stretch: those have to be found. */
    private static List<String> inside(byte[] bytes, int from, int to) {
        return all(bytes).stream()
                .filter(run -> {
                    int first = Integer.parseInt(run.substring(0, run.indexOf('+')));
                    int count = Integer.parseInt(run.substring(run.indexOf('+') + 1));
                    return first > from && first + 2 * count <= to;
                })
                .toList();
    }

    private static List<String> all(byte[] bytes) {
        List<String> all = new ArrayList<>();
        for (int first = 0; first < bytes.length; first++) {
            boolean begins = PrintableRuns.printable(bytes[first])
                    && (first < 2 || bytes[first - 1] != 0 || !PrintableRuns.printable(bytes[first - 2]));
            int last = first;
            while (last + 2 < bytes.length && bytes[last + 1] == 0 && PrintableRuns.printable(bytes[last + 2])) {
                last += 2;
            }
            int count = (last - first) / 2 + 1;
            if (begins && count >= Utf16Scanner.SHORTEST) {
                all.add(first + "+" + count);
            }
        }
        return all;
    }

    private static byte[] content(Random random, int length) {
        byte[] bytes = new byte[length];
        int i = 0;
        while (i < length) {
            int run = random.nextInt(60);
            int kind = random.nextInt(3);
            for (int k = 0; k < run && i < length; k++, i++) {
                bytes[i] = (byte) (kind == 0 ? random.nextInt(256) : kind == 1 ? 0 : k % 2 == 0 ? 'a' + k % 26 : 0);
            }
        }
        return bytes;
    }
}
