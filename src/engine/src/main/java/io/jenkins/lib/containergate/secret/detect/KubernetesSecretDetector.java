package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(data|stringData):[ \\t]*\\r?\\n((?:[ \\t]+[^\\n]*(?:\\n|$))+)");
    private static final Pattern VALUE =
            Pattern.compile("(?m)^[ \\t]+[\"']?([A-Za-z0-9._-]+)[\"']?:[ \\t]+[\"']?([^\\s\"'#]+)");
    private static final Pattern PUBLIC = Pattern.compile("(?i).*(?:\\.crt|\\.pub|username|user|issuer|url|host)");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        if (Characters.word(text.at(candidate.to()))) {
            return Optional.empty();
        }
        int start = Math.max(text.start(), candidate.from() - REACH);
        String before = text.text(start, candidate.from());
        start += Math.max(0, before.lastIndexOf(DOCUMENT));
        String document = text.text(start, candidate.to() + REACH);
        int end = document.indexOf(DOCUMENT, candidate.to() - start);
        return values(end < 0 ? document : document.substring(0, end), start);
    }

    private static Optional<Span> values(String document, int offset) {
        int first = -1;
        int last = -1;
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            Matcher value = VALUE.matcher(block.group(2));
            while (value.find()) {
                if (!PUBLIC.matches(value.group(1))
                        && secret(value.group(2), block.group(1).equals("data"))) {
                    first = first < 0 ? block.start(2) + value.start(2) : first;
                    last = block.start(2) + value.end(2);
                }
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(Span.of(offset + first, offset + last));
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
