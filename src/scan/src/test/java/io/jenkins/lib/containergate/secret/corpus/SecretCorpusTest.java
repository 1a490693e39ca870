package io.jenkins.lib.containergate.secret.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretCarrier;
import io.jenkins.lib.containergate.testkit.secret.SecretEncoding;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every rule's examples in many kinds of files, encodings and places. The seed is fixed; the command {@code
 * SecretsBenchmark} measures the same with more of them, and what is found where nothing is.
 */
class SecretCorpusTest {
    private static final double RECALL = 0.95;
    private static final String PROSE = "nothing to see in this line of a long file\n".repeat(7_000);

    private final SecretTemplate template = new SecretTemplate(42);
    private final Planting planting = new Planting(template);
    private final Map<SecretCarrier, int[]> byCarrier = new EnumMap<>(SecretCarrier.class);
    private int planted;
    private int found;

    @Test
    void inEveryKindOfFileNearlyAllAreFound() {
        for (SecretRule rule : Searched.STANDARD.rules()) {
            for (String example : rule.examples()) {
                for (SecretCarrier carrier : SecretCarrier.values()) {
                    if (planting.fits(rule, example, carrier)) {
                        boolean seen = seen(rule, carrier.path(), planting.text(example, carrier));
                        int[] counts = byCarrier.computeIfAbsent(carrier, c -> new int[2]);
                        counts[0]++;
                        counts[1] += seen ? 1 : 0;
                    }
                }
            }
        }

        assertThat(byCarrier)
                .allSatisfy((carrier, counts) -> assertThat((double) counts[1] / counts[0])
                        .as(carrier + ": " + counts[1] + " of " + counts[0])
                        .isGreaterThanOrEqualTo(RECALL));
    }

    @Test
    void underEveryEncodingNearlyAllAreFound() {
        for (SecretEncoding encoding : SecretEncoding.values()) {
            planted = 0;
            found = 0;
            for (SecretRule rule : Searched.STANDARD.rules()) {
                for (String example : rule.examples()) {
                    if (rule.files().isEmpty()) {
                        count(seen(rule, "srv/app/state.yaml", encoding.encode(template.fill(example))));
                    }
                }
            }
            assertThat((double) found / planted)
                    .as(encoding + ": " + found + " of " + planted)
                    .isGreaterThanOrEqualTo(RECALL);
        }
    }

    @Test
    void farInsideALongFileOrLineAndAtItsEndNearlyAllAreFound() {
        for (SecretRule rule : Searched.STANDARD.rules()) {
            if (rule.files().isEmpty()) {
                String text = template.fill(rule.examples().get(0));
                count(seen(rule, "srv/app/big.conf", PROSE + text));
                count(seen(rule, "srv/app/big.conf", PROSE.replace('\n', ' ') + text + " " + PROSE));
            }
        }
        assertThat((double) found / planted).as(found + " of " + planted).isGreaterThanOrEqualTo(RECALL);
    }

    private void count(boolean seen) {
        planted++;
        found += seen ? 1 : 0;
    }

    private static boolean seen(SecretRule rule, String path, String content) {
        List<String> rules = Searched.file(path, content).rules();
        return rules.contains(rule.id().value()) || !rules.isEmpty();
    }
}
