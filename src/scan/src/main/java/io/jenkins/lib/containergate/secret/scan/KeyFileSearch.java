package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.detect.KeyFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds files that are private keys as a whole, in binary formats, where there is no keyword to look for. */
final class KeyFileSearch {
    private static final RuleId RULE = new RuleId("private-key");

    private final ScanOptions options;

    KeyFileSearch(ScanOptions options) {
        this.options = options;
    }

    /** @param head first bytes of the file */
    void search(byte[] head, FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        if (!KeyFile.possible(head, content.size())) {
            return;
        }
        subject.checkDeadline();
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readNBytes(KeyFile.LARGEST + 1);
        }
        KeyFile file = KeyFile.of(bytes);
        file.unreadable().ifPresent(problem -> subject.unsearched(place, Unsearched.Reason.ARCHIVE, problem));
        file.key().ifPresent(title -> found(title, bytes, subject, place));
    }

    private void found(String title, byte[] bytes, ScannedFile subject, ScannedFile.Place place) {
        String value = new String(bytes, StandardCharsets.ISO_8859_1);
        FoundSecret found = new FoundSecret(
                RULE,
                title,
                Severity.CRITICAL,
                place.path(),
                1,
                Optional.empty(),
                Redaction.sample(value, 0),
                Optional.empty(),
                List.of(),
                false,
                false,
                options.redaction().fingerprint(RULE, value));
        subject.found(found, RULE.value() + "\0" + value);
    }
}
