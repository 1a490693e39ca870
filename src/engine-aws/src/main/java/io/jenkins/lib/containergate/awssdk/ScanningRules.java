package io.jenkins.lib.containergate.awssdk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.RegistryScanningRule;
import software.amazon.awssdk.services.ecr.model.ScanningRepositoryFilter;

/**
 * Which repositories a registry scans.
 *
 * @param enhanced whether Amazon Inspector scans: then the settings of repositories do not count
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html">Scanning, filters</a>
 */
record ScanningRules(boolean enhanced, List<RegistryScanningRule> rules) {
    ScanningRules {
        rules = List.copyOf(rules);
    }

    static ScanningRules of(@Nullable RegistryScanningConfiguration configuration) {
        return configuration == null
                ? new ScanningRules(false, List.of())
                : new ScanningRules("ENHANCED".equals(configuration.scanTypeAsString()), configuration.rules());
    }

    /** @param own what the repository's own setting says; continuous scanning begins with the push */
    boolean onPush(String repository, boolean own) {
        return matches("SCAN_ON_PUSH", repository) || continuous(repository) || own && !enhanced;
    }

    boolean continuous(String repository) {
        return matches("CONTINUOUS_SCAN", repository);
    }

    private boolean matches(String frequency, String repository) {
        return rules.stream()
                .filter(rule -> frequency.equals(rule.scanFrequencyAsString()))
                .flatMap(rule -> rule.repositoryFilters().stream())
                .anyMatch(filter -> matches(filter, repository));
    }

    /** Without an asterisk a filter matches every name that contains it. */
    private static boolean matches(ScanningRepositoryFilter filter, String repository) {
        if (filter.filter() == null || !"WILDCARD".equals(filter.filterTypeAsString())) {
            return false;
        }
        if (filter.filter().indexOf('*') < 0) {
            return repository.contains(filter.filter());
        }
        String[] parts = filter.filter().split("\\*+", -1);
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
