package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A secret, redacted: all that is ever said of it.
 *
 * @param path of the file, {@code !/} between an archive and what lies in it
 * @param line from 1
 * @param pointer of the value in the JSON or YAML document in which the line is; names that are secrets are masked in it
 * @param sample the value with all but a public prefix masked
 * @param note something the value says that is no secret
 * @param through encodings it was found under, outermost first
 * @param issued whether the format is an issuer's own: then it counts as real wherever it lies
 * @param illustrates whether what is around it says that it only shows something: then it is a fixture in sources
 * @param fingerprint keyed hash of rule and value; empty in a scan without a key
 */
public record FoundSecret(
        RuleId rule,
        String title,
        Severity severity,
        String path,
        int line,
        Optional<String> pointer,
        String sample,
        Optional<String> note,
        List<String> through,
        boolean issued,
        boolean illustrates,
        Optional<Fingerprint> fingerprint) {
    public FoundSecret {
        through = List.copyOf(through);
    }

    /** The same without its fingerprint. */
    public FoundSecret withoutFingerprint() {
        return with(illustrates, Optional.empty());
    }

    /** The same where nothing is there to show something only: in what an image says of itself. */
    public FoundSecret inUse() {
        return with(false, fingerprint);
    }

    private FoundSecret with(boolean shown, Optional<Fingerprint> hash) {
        return new FoundSecret(rule, title, severity, path, line, pointer, sample, note, through, issued, shown, hash);
    }
}
