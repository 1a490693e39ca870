package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A rule of an organisation, in the terms of gitleaks: its pattern is looked for in the whole stretch of text that
 * holds one of its keywords.
 *
 * @param pattern empty when a file of that path is the finding
 * @param group of the pattern that holds the secret; 0 for the first group that took part, or the whole match
 * @param entropy bits for each character above which a value counts; 0 for any
 * @param path pattern over the path of the file; empty for all
 * @param keywords in any case; none means that every text is searched
 */
public record CustomRule(
        RuleId id,
        String title,
        Severity severity,
        Optional<Pattern> pattern,
        int group,
        double entropy,
        Optional<Pattern> path,
        List<String> keywords,
        List<AllowList> allowLists) {
    public CustomRule {
        keywords = List.copyOf(keywords);
        allowLists = List.copyOf(allowLists);
    }

    public boolean concerns(String file) {
        return path.isEmpty() || path.get().matcher(file).find();
    }
}
