package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to do about the findings of one or several rules: what rules have in common is said once for all of them.
 *
 * @param findings of each rule
 */
public record Remedy(String text, Map<String, Integer> findings) {
    private static final int NAMED = 5;
    private static final int OF_ONE_RULE = 5;

    /**
     * In the order of the findings. The remedy of a rule is that of its first finding; what could not be decided has remedies of its
     * own, of which a rule shows the first few.
     */
    public static List<Remedy> of(List<? extends Finding> findings) {
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> byText = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String rule = finding.rule().value();
            Set<String> known = texts.computeIfAbsent(rule, unused -> new LinkedHashSet<>());
            if (known.isEmpty() || finding.undecided() && known.size() < OF_ONE_RULE) {
                known.add(finding.help());
            }
            String text = known.contains(finding.help())
                    ? finding.help()
                    : known.iterator().next();
            byText.computeIfAbsent(text, unused -> new LinkedHashMap<>()).merge(rule, 1, Integer::sum);
        }
        List<Remedy> remedies = new ArrayList<>();
        byText.forEach((text, rules) -> remedies.add(new Remedy(text, rules)));
        return remedies;
    }

    /** {@code private-key, aws-access-key}: the first rules, and how many more there are. */
    public String rules() {
        return named(findings.keySet().stream().limit(NAMED).collect(Collectors.joining(", ")));
    }

    /** {@code private-key (2), aws-access-key}: with the number of findings where a rule has several. */
    public String countedRules() {
        return named(findings.entrySet().stream()
                .limit(NAMED)
                .map(rule -> rule.getKey() + (rule.getValue() > 1 ? " (" + rule.getValue() + ")" : ""))
                .collect(Collectors.joining(", ")));
    }

    private String named(String first) {
        int more = findings.size() - NAMED;
        return first + (more > 0 ? " and " + more + (more == 1 ? " more rule" : " more rules") : "");
    }
}
