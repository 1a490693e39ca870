package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A manifest of a Kubernetes {@code Secret} with values in {@code data} or {@code stringData}. What is found reaches from
 * its first value to its last: whoever waives it waives these values together and no others.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/secret/">Secrets</a>
 */
final class KubernetesSecretDetector implements Detector {
    private static final int REACH = 8 << 10;
    private static final int SHORTEST = 8;
    private static final String DOCUMENT = "\n---";
    private static final String ENCODED = "data:";
    private static final String PLAIN = "stringData:";
    private static final List<String> PUBLIC = List.of(".crt", ".pub", "username", "user", "issuer", "url", "host");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        if (Characters.word(text.at(candidate.to()))) {
            return Optional.empty();
        }
        int start = candidate.since(REACH);
        String before = text.text(start, candidate.from());
        start += Math.max(0, before.lastIndexOf(DOCUMENT));
        String document = text.text(start, candidate.until(REACH));
        int end = document.indexOf(DOCUMENT, candidate.to() - start);
        return values(end < 0 ? document : document.substring(0, end), start);
    }

    /** Line by line, not by a pattern: such a manifest may be repeated in every thirty bytes of a file. */
    private static Optional<Span> values(String document, int offset) {
        int first = -1;
        int last = -1;
        Optional<String> block = Optional.empty();
        for (int start = 0; start < document.length(); ) {
            int next = document.indexOf('\n', start);
            int end = next < 0 ? document.length() : next;
            if (!Characters.blank(document.charAt(start))) {
                block = block(document.substring(start, end).stripTrailing());
            } else if (block.isPresent()) {
                Optional<ManifestLine> line = ManifestLine.of(document, start, end);
                if (line.isPresent() && secret(line.get(), block.get().equals(ENCODED))) {
                    first = first < 0 ? line.get().start() : first;
                    last = line.get().end();
                }
            }
            start = end + 1;
        }
        return first < 0 ? Optional.empty() : Optional.of(Span.of(offset + first, offset + last));
    }

    private static Optional<String> block(String line) {
        return line.equals(ENCODED) || line.equals(PLAIN) ? Optional.of(line) : Optional.empty();
    }

    private static boolean secret(ManifestLine line, boolean encoded) {
        String name = line.name().toLowerCase(Locale.ROOT);
        return PUBLIC.stream().noneMatch(name::endsWith) && secret(line.value(), encoded);
    }

    private static boolean secret(String written, boolean encoded) {
        if (written.length() < SHORTEST || Placeholders.placeholder(written)) {
            return false;
        }
        if (!encoded) {
            return true;
        }
        try {
            String decoded = new String(Base64.getDecoder().decode(written), StandardCharsets.ISO_8859_1);
            return !Placeholders.placeholder(decoded.strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
