package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.lib.containergate.secret.Searched;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compared with an automaton, which looks at every byte. */
class KeywordFinderTest {
    private static final List<String> SHORT =
            List.of("a", "ab", "BA", "aba", "abab", "cab", "b/c", "bb", "ccccc", "-a-");

    private final Random random = new Random(11);

    @Test
    void allOccurrencesOfTheCataloguesKeywordsAreFoundInNoise() {
        List<String> keywords = Searched.STANDARD.finder().keywords();
        KeywordFinder finder = new KeywordFinder(keywords);
        KeywordAutomaton automaton = new KeywordAutomaton(keywords);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = noise(random.nextInt(600));
            for (int planted = 0; planted < bytes.length / 20; planted++) {
                plant(bytes, keywords.get(random.nextInt(keywords.size())));
            }
            sameAsTheAutomaton(finder, automaton, bytes);
        }
    }

    @Test
    void keywordsOfOneCharacterAndOverlappingOnesAreFound() {
        KeywordFinder finder = new KeywordFinder(SHORT);
        KeywordAutomaton automaton = new KeywordAutomaton(SHORT);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "abABcC/-".charAt(random.nextInt(8));
            }
            sameAsTheAutomaton(finder, automaton, bytes);
        }
    }

    @Test
    void charactersThatDifferFromLettersByTheBitOfTheCaseAreNotTakenForThem() {
        assertThat(found(
                        new KeywordFinder(List.of("a[b", "`x`")),
                        "A{B @X@ A[B".getBytes(StandardCharsets.US_ASCII),
                        0,
                        0,
                        11))
                .containsExactly("a[b ends at 11");
    }

    @Test
    void anEmptyKeywordIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeywordFinder(List.of("")));
    }

    private void sameAsTheAutomaton(KeywordFinder finder, KeywordAutomaton automaton, byte[] bytes) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(bytes.length - from + 1);
        int low = random.nextInt(from + 1);
        List<String> expected = new ArrayList<>();
        automaton.search(bytes, low, to, automaton.start(), (keyword, end) -> {
            if (end > from) {
                expected.add(automaton.keywords().get(keyword) + " ends at " + end);
            }
        });
        assertThat(found(finder, bytes, low, from, to)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> found(KeywordFinder finder, byte[] bytes, int low, int from, int to) {
        KeywordHits hits = new KeywordHits(10_000);
        finder.search(bytes, low, from, to, hits);
        hits.sorted();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < hits.count(); i++) {
            assertThat(i == 0 || hits.end(i - 1) <= hits.end(i)).isTrue();
            found.add(finder.keywords().get(hits.keyword(i)) + " ends at " + hits.end(i));
        }
        return found;
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length / 2; i++) {
            bytes[i] = (byte) (' ' + (bytes[i] & 0x3f));
        }
        return bytes;
    }

    private void plant(byte[] bytes, String keyword) {
        byte[] written = keyword.getBytes(StandardCharsets.US_ASCII);
        if (written.length <= bytes.length) {
            int at = random.nextInt(bytes.length - written.length + 1);
            for (int i = 0; i < written.length; i++) {
                boolean upper = random.nextBoolean() && Characters.letter(written[i]);
                bytes[at + i] = upper ? (byte) (written[i] & ~0x20) : written[i];
            }
        }
    }
}
