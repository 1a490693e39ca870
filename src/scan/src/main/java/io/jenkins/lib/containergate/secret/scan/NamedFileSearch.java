package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Matcher;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.AskedName;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.NamedFileRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue.PlannedRule;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files that hold nothing but credentials, one in each line or one in all, without a word that says so: known by name. */
final class NamedFileSearch {
    /** Bytes of a file that are looked at; most such files have a few lines. */
    private static final int LARGEST = 8 << 20;
    /** Bytes of a file that is the secret itself by which it is known again. */
    private static final int KNOWN_BY = 256 << 10;

    private final List<NamedFileRule> rules;
    /** Of an organisation: the file itself is the secret. */
    private final List<PlannedRule> byPath;

    private final ScanOptions options;

    NamedFileSearch(SecretCatalogue catalogue, ScanOptions options) {
        this.rules = catalogue.namedFileRules();
        this.byPath = catalogue.plannedRules().stream()
                .filter(planned -> planned.rule().pattern().isEmpty())
                .toList();
        this.options = options;
    }

    void search(FileContent content, ScannedFile subject, ScannedFile.Place place) throws IOException {
        Optional<String> text = Optional.empty();
        for (PlannedRule planned : byPath) {
            CustomRule rule = planned.rule();
            if (planned.concerns(place.path())
                    && rule.allowLists().stream().noneMatch(list -> list.allows(place.path(), "", "", ""))) {
                found(rule.id(), rule.title(), rule.severity(), head(content, KNOWN_BY), 1, subject, place);
            }
        }
        if (place.kind() == FileKind.PROSE) {
            return;
        }
        AskedName name = AskedName.of(place.path().substring(place.path().lastIndexOf('/') + 1));
        for (NamedFileRule rule : rules) {
            if (rule.concerns(name)) {
                if (text.isEmpty()) {
                    text = Optional.of(head(content, LARGEST));
                }
                search(rule, text.get(), subject, place);
                if (content.size() > LARGEST && !rule.whole()) {
                    subject.unsearched(
                            place,
                            Unsearched.Reason.TOO_LARGE,
                            "lines that are credentials by the name of the file are looked for in its first " + LARGEST
                                    + " bytes, and it has more");
                }
            }
        }
    }

    private static String head(FileContent content, int bytes) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        }
    }

    private void search(NamedFileRule rule, String text, ScannedFile subject, ScannedFile.Place place) {
        Matcher matcher = rule.content().get().matcher(text);
        int line = 1;
        int counted = 0;
        while (matcher.find() && !subject.exhausted()) {
            for (; counted < matcher.start(1); counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            if (rule.plausible(matcher.group(1))) {
                found(rule.id(), rule.title(), rule.severity(), matcher.group(1), line, subject, place);
            }
        }
    }

    private void found(
            RuleId rule,
            String title,
            Severity severity,
            String value,
            int line,
            ScannedFile subject,
            ScannedFile.Place place) {
        FoundSecret found = new FoundSecret(
                rule,
                title,
                severity,
                place.path(),
                line,
                Optional.empty(),
                Redaction.sample(value, 0),
                Optional.empty(),
                List.of(),
                false,
                false,
                options.redaction().fingerprint(rule, value));
        subject.found(found, rule.value() + "\0" + value);
    }
}
