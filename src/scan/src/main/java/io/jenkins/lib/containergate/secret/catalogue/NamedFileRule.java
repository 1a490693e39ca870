package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.detect.TokenCheck;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;

/**
 * Credentials in files of a name.
 *
 * @param title what the secret is
 * @param files the names of the files, without path
 * @param content with one group around each secret
 * @param checks that each secret passes
 * @param examples templates of whole files, the name of the file before the first colon
 */
public record NamedFileRule(
        RuleId id,
        String title,
        Severity severity,
        Pattern files,
        LatePattern content,
        List<TokenCheck> checks,
        List<String> examples) {
    public NamedFileRule {
        checks = List.copyOf(checks);
        examples = List.copyOf(examples);
    }

    public boolean concerns(String path) {
        return files.matcher(path.substring(path.lastIndexOf('/') + 1)).find();
    }

    public boolean plausible(String value) {
        return checks.stream().allMatch(check -> check.check(value).plausible());
    }
}
