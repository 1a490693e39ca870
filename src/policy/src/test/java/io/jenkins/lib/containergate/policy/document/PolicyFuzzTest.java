package io.jenkins.lib.containergate.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyFuzzTest {
    private static final int ROUNDS = Effort.rounds(400, 2_000);

    private static void refused(String text, String because) {
        assertThatThrownBy(() -> PolicyParser.parse("x", "x.yaml", text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(because)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(20_000));
    }

    @Test
    void nestedAliasesDoNotMultiply() {
        StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        refused(bomb.toString(), "more than 100 aliases");
        refused(bomb.substring(0, bomb.indexOf("a40:")), "unknown key a0");
    }

    @Test
    void aliasesToThemselvesAreRefused() {
        refused("version: 1\nwaivers: &a [*a]\n", "an alias to an anchor that is not complete before it");
        refused("version: 1\nmode: *nowhere\n", "an alias to an anchor that is not complete before it");
    }

    @Test
    void deepNestingIsRefused() {
        refused("version: 1\nmode: " + "[".repeat(100_000), "nested deeper than 16 levels");
        refused("version: 1\nmode: " + "{a: ".repeat(100_000), "nested deeper than 16 levels");
        refused("- ".repeat(100_000) + "x", "nested deeper than 16 levels");
    }

    @Test
    void hugeTextsAreRefused() {
        refused("version: 1\nmode: " + "x".repeat(YamlReader.MAX_CHARACTERS), "longer than");
        refused("version: 1\nmode: " + "x".repeat(500_000), "unknown value");
        refused("version: 1\n" + "k".repeat(500_000) + ": 1", "x.yaml:2");
        refused("version: 1\nvulnerabilities: {max: {high: " + "9".repeat(500_000) + "}}", "must be a whole number");
    }

    @Test
    void manyValuesAreRefused() {
        refused("version: 1\nwaivers: [" + "a,".repeat(300_000) + "a]", "more than 200000 values");
        refused("version: 1\nwaivers: [" + "a,".repeat(20_000) + "a]", "more than 10000 entries");
        refused("version: 1\nwaivers: [" + "a,".repeat(5_000) + "a]", "50 problems");
    }

    @Test
    void whatIsNotOneYamlDocumentIsRefused() {
        refused("", "empty");
        refused("# nothing\n", "empty");
        refused("version: 1\n---\nversion: 1\n", "a second document");
        refused("version: 1\n\tmode: warn\n", "not YAML");
        refused("version: 1\nmode: \"unclosed\n", "not YAML");
        refused("version: 1\nmode: \u0000", "not YAML");
        refused("? [a]\n: 1\n", "a key must be a plain name");
        refused("%YAML 3.0\n---\nversion: 1\n", "not YAML");
        refused("!!java.net.URL [\"https://x\"]\n", "tags");
    }

    @Test
    void randomlyDamagedPoliciesAreRefusedOrUnderstoodButNothingElseHappens() {
        long seed = 42;
        Random random = new Random(seed);
        int understood = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = damaged(random);
            try {
                PolicyParser.parse("x", "x.yaml", text);
                understood++;
            } catch (GateException e) {
                assertThat(e.getMessage()).contains("x.yaml");
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %s, round %s: %s%n%s".formatted(seed, i, e, text), e);
            }
        }
        assertThat(understood).isBetween(1, ROUNDS * 3 / 4);
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? SamplePolicy.WRITTEN : SamplePolicy.FULL);
        String pieces = "{}[]:,-&*!|>'\"%@`#? \n\tax01~\u0085\u2028\ud83d";
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
            }
        }
        return text.toString();
    }
}
