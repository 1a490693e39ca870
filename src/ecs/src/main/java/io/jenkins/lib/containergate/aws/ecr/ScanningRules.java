package io.jenkins.lib.containergate.aws.ecr;

import java.util.List;

/**
 * Which repositories a registry scans.
 *
 * @param enhanced whether Amazon Inspector scans: then the settings of repositories do not count
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html">Scanning, filters</a>
 */
public record ScanningRules(boolean enhanced, List<Rule> rules) {
    public static final ScanningRules NONE = new ScanningRules(false, List.of());

    public ScanningRules {
        rules = List.copyOf(rules);
    }

    /**
     * @param frequency {@code SCAN_ON_PUSH}, {@code CONTINUOUS_SCAN} or {@code MANUAL}
     * @param wildcards filters of the type WILDCARD; others match nothing
     */
    public record Rule(String frequency, List<String> wildcards) {
        public Rule {
            wildcards = List.copyOf(wildcards);
        }
    }

    /** @param own what the repository's own setting says; continuous scanning begins with the push */
    public boolean onPush(String repository, boolean own) {
        return matches("SCAN_ON_PUSH", repository) || continuous(repository) || own && !enhanced;
    }

    public boolean continuous(String repository) {
        return matches("CONTINUOUS_SCAN", repository);
    }

    private boolean matches(String frequency, String repository) {
        return rules.stream()
                .filter(rule -> rule.frequency().equals(frequency))
                .flatMap(rule -> rule.wildcards().stream())
                .anyMatch(filter -> matchesFilter(filter, repository));
    }

    /** Without an asterisk a filter matches every name that contains it. */
    private static boolean matchesFilter(String filter, String repository) {
        if (filter.indexOf('*') < 0) {
            return repository.contains(filter);
        }
        String[] parts = filter.split("\\*+", -1);
        int last = parts.length - 1;
        if (!repository.startsWith(parts[0]) || repository.length() < parts[0].length() + parts[last].length()) {
            return false;
        }
        int at = parts[0].length();
        int end = repository.length() - parts[last].length();
        for (int i = 1; i < last; i++) {
            int found = repository.indexOf(parts[i], at);
            if (found < 0 || found + parts[i].length() > end) {
                return false;
            }
            at = found + parts[i].length();
        }
        return repository.endsWith(parts[last]);
    }
}
