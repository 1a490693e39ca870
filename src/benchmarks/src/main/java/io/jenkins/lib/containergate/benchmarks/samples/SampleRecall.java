package io.jenkins.lib.containergate.benchmarks.samples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How many of one scanner's samples this scanner finds, and why not the others. */
public final class SampleRecall {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private final KnownMisses known;
    private final Map<String, int[]> byProvider = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final List<PublishedSample> unexplained = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private int secrets;
    private int found;
    private int invalid;
    private int harmless;
    private int reported;

    public SampleRecall(KnownMisses known) {
        this.known = known;
    }

    /** @param seen whether this scanner reports the sample */
    public void add(PublishedSample sample, boolean seen) {
        if (!sample.secret()) {
            harmless++;
            reported += seen ? 1 : 0;
            return;
        }
        secrets++;
        int[] counts = byProvider.computeIfAbsent(provider(sample.rule()), provider -> new int[2]);
        counts[0]++;
        if (seen) {
            found++;
            counts[1]++;
            return;
        }
        Optional<KnownMisses.Miss> why = known.of(sample);
        if (why.isEmpty()) {
            unexplained.add(sample);
        } else {
            invalid += why.get().invalid() ? 1 : 0;
            reasons.merge(why.get().explanation(), 1, Integer::sum);
        }
        missed.add(sample.rule() + "\t"
                + why.map(KnownMisses.Miss::explanation).orElse("not explained") + "\t"
                + BREAK.matcher(sample.text().strip()).replaceAll(" | "));
    }

    /** {@code slack} of {@code slack-bot-token}, {@code np.slack.2 Slack ...} and {@code slackwebhook}. */
    private static String provider(String rule) {
        String name = rule.replaceFirst("^(?:np|kingfisher)\\.", "").toLowerCase(Locale.ROOT);
        return name.split("[^a-z0-9]", 2)[0];
    }

    /** Of all that somebody could use. */
    public double ofValid() {
        return (double) found / Math.max(1, secrets - invalid);
    }

    /** Missed, and nobody said why. */
    public List<PublishedSample> unexplained() {
        return List.copyOf(unexplained);
    }

    /** @param all whether to print every sample that is missed, with the reason; their texts look like secrets */
    public void print(String corpus, boolean all, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s: %d of %d samples found = %.1f %%; of %d that somebody could use %.1f %%;"
                        + " %d of %d harmless ones reported%n",
                corpus,
                found,
                secrets,
                100.0 * found / Math.max(1, secrets),
                secrets - invalid,
                100 * ofValid(),
                reported,
                harmless);
        reasons.forEach((reason, count) -> out.printf(Locale.ROOT, "  %5d %s%n", count, reason));
        out.printf(Locale.ROOT, "  %5d not explained%n", unexplained.size());
        if (all) {
            missed.forEach(out::println);
        }
        StringBuilder incomplete = new StringBuilder();
        byProvider.forEach((provider, counts) -> {
            if (counts[1] < counts[0]) {
                incomplete.append(String.format(Locale.ROOT, " %s %d/%d", provider, counts[1], counts[0]));
            }
        });
        out.printf(Locale.ROOT, "  providers: %d, not complete:%s%n", byProvider.size(), incomplete);
    }
}
