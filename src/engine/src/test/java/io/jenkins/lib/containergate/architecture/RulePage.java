package io.jenkins.lib.containergate.architecture;

import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProfile;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of a rule: head and foot follow from its metadata, the sections between them are written by hand.
 *
 * @param section of the policy, where the rule is switched off
 * @param place what a waiver of such a rule usually names; a page may have another
 */
record RulePage(RuleMetadata rule, String section, String place) {
    private static final String FIRST = "## Problem\n";
    private static final String WAIVER = "```yaml\nwaivers:\n";
    /** Rules on which the others rely. */
    private static final Set<String> ALWAYS_ON = Set.of("running-evidence-readable");

    private static final Pattern WRITTEN =
            Pattern.compile("  - \\{rule: [^,]+, (?<place>(?:path|image): \"[^\"]+\"), owner: team-shop,"
                    + " reason: \"(?<reason>[^\"]+)\", expires: 2027-01-31}\n");

    /** Sections of a page that is still to be written; a heading without text is no section yet. */
    static final String UNWRITTEN =
            "## Problem\n\n## Why it matters\n\n## How to fix\n\n## What is checked\n\n## How to waive\n\n";

    /** @param page as it is; empty when there is none */
    String generated(String page) {
        int from = page.indexOf(FIRST);
        int to = page.indexOf(WAIVER);
        return head() + (from < 0 || to < from ? UNWRITTEN : page.substring(from, to)) + foot(page);
    }

    /** A line of the index. */
    String row() {
        return "| [" + rule.id() + "](" + rule.id() + ".md) | " + rule.title() + " | " + facts() + " |";
    }

    private String head() {
        return "# " + rule.id() + "\n\nThe rule holds when " + rule.title() + ".\n\n"
                + "| severity | profiles | sources |\n|---|---|---|\n| " + facts() + " |\n\n";
    }

    private String foot(String page) {
        Matcher written = WRITTEN.matcher(page);
        boolean own = written.find();
        String off = "`" + section + ": {rules: {" + rule.id() + ": off}}`";
        return WAIVER + "  - {rule: " + rule.id() + ", " + (own ? written.group("place") : place)
                + ", owner: team-shop, reason: \"" + (own ? written.group("reason") : "why the risk is accepted")
                + "\", expires: 2027-01-31}\n```\n\n"
                + (ALWAYS_ON.contains(rule.id().value())
                        ? "A policy cannot switch this rule off; " + off + " has no effect.\n"
                        : "To switch the rule off, or only warn, for everyone: " + off + ".\n");
    }

    private String facts() {
        return rule.severity() + " | " + profiles() + " | " + sources();
    }

    private String profiles() {
        return Arrays.stream(RuleProfile.values())
                .filter(profile -> profile.selects(rule))
                .map(profile -> "`" + profile.key() + "`")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String sources() {
        return rule.sources().isEmpty()
                ? "none: a rule of this project"
                : rule.sources().stream().map(RuleSource::toString).collect(Collectors.joining(", "));
    }
}
