package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;
import java.util.Optional;

/**
 * How one kind of secret is recognised.
 *
 * @param title what the secret is, as in "GitHub personal access token"
 * @param keywords one of them stands where the secret does; case does not matter
 * @param files the names of files it is looked for in, without path; empty for all
 * @param prose whether it is also looked for in prose, tests and the software of others, see {@link FileKind}
 * @param generic no provider's format: gives way to any other rule that recognises the same value
 * @param issued whether the format is an issuer's own, which nobody makes up by chance
 * @param examples templates of texts the rule recognises, see {@code docs/secrets.md}
 * @param near templates of texts that look like it and must not be recognised
 */
public record SecretRule(
        RuleId id,
        String title,
        Severity severity,
        List<String> keywords,
        Detector detector,
        Optional<LatePattern> files,
        boolean prose,
        boolean generic,
        boolean issued,
        List<String> examples,
        List<String> near) {
    public SecretRule {
        keywords = List.copyOf(keywords);
        examples = List.copyOf(examples);
        near = List.copyOf(near);
        if (keywords.isEmpty()) {
            throw new IllegalArgumentException("the rule " + id + " has no keyword");
        }
    }

    /** @param path of the file that is searched */
    public boolean concerns(String path, FileKind kind) {
        return (prose || kind != FileKind.PROSE) && namedFor(path);
    }

    private boolean namedFor(String path) {
        return files.isEmpty()
                || files.get()
                        .get()
                        .matcher(path.substring(path.lastIndexOf('/') + 1))
                        .find();
    }
}
