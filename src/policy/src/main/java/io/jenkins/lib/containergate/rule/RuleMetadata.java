package io.jenkins.lib.containergate.rule;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is known of a rule before it is asked.
 *
 * @param id in kebab case; unique over all families, because a waiver names nothing else
 * @param title what holds when the rule passes, as in "the image runs as a user other than root"
 * @param sources most authoritative first; none for a rule that no catalogue has
 * @param fix what to do when it fails, in one sentence
 */
public record RuleMetadata(RuleId id, String title, Severity severity, List<RuleSource> sources, String fix) {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public RuleMetadata {
        sources = List.copyOf(sources);
        if (!KEBAB_CASE.matcher(id.value()).matches()) {
            throw new IllegalArgumentException("a rule's id is in kebab case: " + id);
        }
        if (title.isBlank() || fix.isBlank()) {
            throw new IllegalArgumentException("title and fix of a rule are never empty: " + id);
        }
    }

    public RuleMetadata(String id, String title, Severity severity, List<RuleSource> sources, String fix) {
        this(new RuleId(id), title, severity, sources, fix);
    }

    /** Path of the rule's page from the root of the repository. */
    public String page() {
        return page(id);
    }

    /** The same of a rule of which only the id is known. */
    public static String page(RuleId id) {
        return "docs/rules/" + id + ".md";
    }

    public boolean isFrom(RuleCatalogue catalogue) {
        return sources.stream().anyMatch(source -> source.catalogue() == catalogue);
    }
}
