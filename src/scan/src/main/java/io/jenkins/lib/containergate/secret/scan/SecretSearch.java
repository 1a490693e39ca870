package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import java.util.HashSet;
import java.util.Set;

/** All settings of a search for secrets: with which rules, how what is found is treated, within which bounds. */
public record SecretSearch(SecretCatalogue catalogue, ScanOptions options, Limits limits, SecretLimits secretLimits) {
    /**
     * Raised whenever this project's rules or the code that asks them find something else in the same content: results
     * that an earlier version left in a cache are then no longer used.
     */
    static final int VERSION = 90;

    /** This project's rules; no fingerprint key, no inline comments. */
    public static SecretSearch standard(Limits limits) {
        return new SecretSearch(
                SecretCatalogue.standard(),
                new ScanOptions(Redaction.withoutKey(), false),
                limits,
                SecretLimits.defaults());
    }

    public SecretSearch with(Redaction redaction) {
        return new SecretSearch(catalogue, new ScanOptions(redaction, options.inlineAllows()), limits, secretLimits);
    }

    /** Of sources, and of what is in no file. */
    public SecretScanner scanner(Deadline deadline) {
        return new SecretScanner(catalogue, options, limits, secretLimits, deadline, FileKinds.SOURCES);
    }

    /** Of files of an image, whose directories say less by their names. */
    public SecretScanner layerScanner(Deadline deadline) {
        return new SecretScanner(catalogue, options, limits, secretLimits, deadline, FileKinds.IMAGE);
    }

    /** Every rule a finding of this search may name. */
    public Set<RuleId> rules() {
        Set<RuleId> rules = new HashSet<>();
        catalogue.rules().forEach(rule -> rules.add(rule.id()));
        catalogue.namedFileRules().forEach(rule -> rules.add(rule.id()));
        catalogue.customRules().forEach(rule -> rules.add(rule.id()));
        for (Unsearched.Reason reason : Unsearched.Reason.values()) {
            rules.add(new RuleId(reason.rule()));
        }
        return rules;
    }

    /** Identity of what it finds in given content, for caches. */
    public String id() {
        return VERSION + "-" + catalogue.digest().hex() + "-"
                + options.redaction().id() + "-" + options.inlineAllows() + "-" + limits + "-" + secretLimits;
    }
}
