package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Matcher;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.NamedFileRule;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files that hold nothing but credentials, one in each line or one in all, without a word that says so: known by name. */
final class NamedFileSearch {
    /** Bytes of a file that are looked at; such files have a few lines. */
    private static final int LARGEST = 256 << 10;

    private final List<NamedFileRule> rules;
    private final ScanOptions options;

    NamedFileSearch(List<NamedFileRule> rules, ScanOptions options) {
        this.rules = List.copyOf(rules);
        this.options = options;
    }

    void search(FileContent content, Subject subject, Subject.Place place) throws IOException {
        if (place.kind() == FileKind.PROSE) {
            return;
        }
        Optional<String> text = Optional.empty();
        for (NamedFileRule rule : rules) {
            if (rule.concerns(place.path())) {
                if (text.isEmpty()) {
                    try (InputStream in = content.open()) {
                        text = Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1));
                    }
                }
                search(rule, text.get(), subject, place);
            }
        }
    }

    private void search(NamedFileRule rule, String text, Subject subject, Subject.Place place) {
        Matcher matcher = rule.content().matcher(text);
        int line = 1;
        int counted = 0;
        while (matcher.find() && !subject.exhausted()) {
            for (; counted < matcher.start(1); counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            if (rule.plausible(matcher.group(1))) {
                found(rule, matcher.group(1), line, subject, place);
            }
        }
    }

    private void found(NamedFileRule rule, String value, int line, Subject subject, Subject.Place place) {
        FoundSecret found = new FoundSecret(
                rule.id(),
                rule.title(),
                rule.severity(),
                place.path(),
                line,
                Optional.empty(),
                Redaction.sample(value, 0),
                Optional.empty(),
                List.of(),
                options.redaction().fingerprint(rule.id(), value));
        subject.found(found, rule.id().value() + "\0" + value);
    }
}
