package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.detect.TokenCheck;
import io.jenkins.lib.containergate.secret.text.Late;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;
import java.util.Set;

/**
 * Credentials in files of a name.
 *
 * @param title what the secret is
 * @param files the names of the files, without path
 * @param needed texts in lower case, one of which is in every such name; none where that is not known
 * @param content with one group around each secret
 * @param checks that each secret passes
 * @param examples templates of whole files, the name of the file before the first colon
 */
public record NamedFileRule(
        RuleId id,
        String title,
        Severity severity,
        LatePattern files,
        Late<Set<String>> needed,
        LatePattern content,
        List<TokenCheck> checks,
        List<String> examples) {
    public NamedFileRule {
        checks = List.copyOf(checks);
        examples = List.copyOf(examples);
    }

    /** @param name of the file, without path */
    public boolean concerns(AskedName name) {
        return name.mayHold(needed.get()) && files.get().matcher(name.name()).find();
    }

    /** Whether the secret is all that the file holds, so that none is behind its beginning. */
    public boolean whole() {
        return content.text().startsWith("\\A");
    }

    public boolean plausible(String value) {
        return checks.stream().allMatch(check -> check.check(value).plausible());
    }
}
