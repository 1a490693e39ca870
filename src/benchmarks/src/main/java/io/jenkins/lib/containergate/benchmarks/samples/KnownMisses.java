package io.jenkins.lib.containergate.benchmarks.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why samples are not found: {@code known-misses.tsv}. A line is the corpus, a pattern for the rule and one for the text, both
 * found anywhere in it, {@code invalid} for what is no secret that anybody could use or {@code open} for a secret that is
 * missed, and the reason, with tabs between. The first line that fits counts. A line that begins with {@code #} is a comment.
 */
public final class KnownMisses {
    private static final String FILE = "known-misses.tsv";
    private static final int FIELDS = 5;

    private final List<Miss> misses = new ArrayList<>();

    /**
     * @param invalid whether nobody could use what is missed
     * @param reason in a few words: misses are counted by it
     */
    public record Miss(String corpus, Pattern rule, Pattern text, boolean invalid, String reason) {
        /** Whether anybody could use it, and why it is missed. */
        String explanation() {
            return (invalid ? "invalid: " : "open: ") + reason;
        }

        boolean explains(PublishedSample sample) {
            return corpus.equals(sample.corpus())
                    && rule.matcher(sample.rule()).find()
                    && text.matcher(sample.text()).find();
        }
    }

    /** @throws IOException when a line is none of a miss */
    public static KnownMisses read() throws IOException {
        KnownMisses read = new KnownMisses();
        try (InputStream in = Objects.requireNonNull(KnownMisses.class.getResourceAsStream(FILE), FILE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    read.misses.add(miss(line));
                }
            }
        }
        return read;
    }

    private static Miss miss(String line) throws IOException {
        String[] fields = line.split("\t", FIELDS);
        boolean invalid = fields.length == FIELDS && fields[3].equals("invalid");
        if (!invalid && !(fields.length == FIELDS && fields[3].equals("open"))) {
            throw new IOException(
                    FILE + ": write corpus, rule, text, invalid or open, and why, with tabs between: " + line);
        }
        return new Miss(fields[0], Pattern.compile(fields[1]), Pattern.compile(fields[2]), invalid, fields[4]);
    }

    public Optional<Miss> of(PublishedSample sample) {
        return misses.stream().filter(miss -> miss.explains(sample)).findFirst();
    }
}
