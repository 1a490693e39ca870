package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules that a policy can set the level of, by the section of the policy; profiles choose among them. */
public final class KnownRules {
    private static final KnownRules BUILT_IN = provided();

    private final Map<String, SortedMap<RuleId, RuleMetadata>> bySection;

    private KnownRules(Map<String, SortedMap<RuleId, RuleMetadata>> bySection) {
        this.bySection = Map.copyOf(bySection);
    }

    /** Those of this release. */
    public static KnownRules builtIn() {
        return BUILT_IN;
    }

    /** The rules are above this package: they are found on the class path of the release. */
    private static KnownRules provided() {
        return of(ServiceLoader.load(RuleProvider.class, KnownRules.class.getClassLoader()));
    }

    static KnownRules of(Iterable<RuleProvider> providers) {
        Map<String, SortedMap<RuleId, RuleMetadata>> bySection = new TreeMap<>();
        for (PolicyKey<?> profile : PolicyKeys.profiles().keySet()) {
            bySection.put(profile.section(), byId(rules(profile, providers)));
        }
        return new KnownRules(bySection);
    }

    private static List<RuleMetadata> rules(PolicyKey<?> profile, Iterable<RuleProvider> providers) {
        List<RuleMetadata> rules = new ArrayList<>();
        for (RuleProvider provider : providers) {
            if (provider.section().equals(profile.section())) {
                rules.addAll(provider.rules());
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rules of the section " + profile.section()
                    + " are on the class path: META-INF/services/" + RuleProvider.class.getName() + " is missing");
        }
        return rules;
    }

    private static SortedMap<RuleId, RuleMetadata> byId(Collection<RuleMetadata> rules) {
        SortedMap<RuleId, RuleMetadata> byId = new TreeMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return Collections.unmodifiableSortedMap(byId);
    }

    /** @param section such as {@code hardening} */
    public Optional<RuleMetadata> find(String section, RuleId rule) {
        return Optional.ofNullable(bySection.get(section).get(rule));
    }

    /** The rule of a key such as {@code hardening.rules.no-setuid-files}. */
    public Optional<RuleMetadata> find(PolicyKey<?> key) {
        return find(key.segments().get(0), new RuleId(key.name()));
    }

    /** The section that a rule belongs to. */
    public Optional<String> sectionOf(RuleId rule) {
        return bySection.entrySet().stream()
                .filter(section -> section.getValue().containsKey(rule))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Names of a section's rules, sorted. */
    public List<String> names(String section) {
        return bySection.get(section).keySet().stream().map(RuleId::value).toList();
    }

    /** Names of all of them. */
    public List<String> names() {
        return bySection.values().stream()
                .flatMap(rules -> rules.keySet().stream())
                .map(RuleId::value)
                .sorted()
                .toList();
    }
}
