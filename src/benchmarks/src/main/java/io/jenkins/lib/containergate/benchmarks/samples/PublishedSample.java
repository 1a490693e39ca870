package io.jenkins.lib.containergate.benchmarks.samples;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text that another scanner's authors publish with a rule.
 *
 * @param corpus whose it is, such as {@code gitleaks}
 * @param rule of the other scanner
 * @param paths names of files under which it is searched; the secret counts as found when one of them gives it away
 * @param content of the file; not copied
 * @param line where the secret stands; empty for anywhere
 * @param secret whether the other scanner reports it; if not, it must not
 */
public record PublishedSample(
        String corpus, String rule, List<String> paths, byte[] content, OptionalInt line, boolean secret) {
    /** Of a setting and of a program: quotes matter in the latter. */
    private static final List<String> ANYWHERE = List.of("srv/app/app.conf", "srv/app/main.py");

    public PublishedSample {
        paths = List.copyOf(paths);
    }

    static PublishedSample text(String corpus, String rule, String text, boolean secret) {
        return new PublishedSample(
                corpus, rule, ANYWHERE, text.getBytes(StandardCharsets.UTF_8), OptionalInt.empty(), secret);
    }

    /** As Latin-1, so that nothing is lost; the path and the line where only one is meant. */
    public String text() {
        String whole = new String(content, StandardCharsets.ISO_8859_1);
        return line.isEmpty()
                ? whole
                : paths.get(0) + ": "
                        + whole.lines().skip(line.getAsInt() - 1L).findFirst().orElse("");
    }

    /** The text may look like a secret. */
    @Override
    public String toString() {
        return corpus + " " + rule;
    }
}
