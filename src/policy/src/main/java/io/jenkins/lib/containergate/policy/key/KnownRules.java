package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that a policy can set the level of, by the section of the policy; profiles choose among them. */
public final class KnownRules {
    private static final KnownRules BUILT_IN = provided();

    private final SortedMap<String, Section> bySection;

    private KnownRules(SortedMap<String, Section> bySection) {
        this.bySection = Collections.unmodifiableSortedMap(bySection);
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
        SortedMap<String, Section> bySection = new TreeMap<>();
        for (PolicyKey<?> profile : PolicyKeys.profiles().keySet()) {
            bySection.put(profile.section(), new Section(profile.section(), providers(profile.section(), providers)));
        }
        return new KnownRules(bySection);
    }

    private static List<RuleProvider> providers(String section, Iterable<RuleProvider> all) {
        List<RuleProvider> providers = new ArrayList<>();
        for (RuleProvider provider : all) {
            if (provider.section().equals(section)) {
                providers.add(provider);
            }
        }
        if (providers.isEmpty()) {
            throw none(section);
        }
        return providers;
    }

    private static IllegalStateException none(String section) {
        return new IllegalStateException("no rules of the section " + section
                + " are on the class path: META-INF/services/" + RuleProvider.class.getName() + " is missing");
    }

    /** Makes its rules when one is looked for: an image needs none of the many on AWS accounts. */
    private static final class Section {
        private final String name;
        private final List<RuleProvider> providers;
        private @Nullable SortedMap<RuleId, RuleMetadata> byId;

        Section(String name, List<RuleProvider> providers) {
            this.name = name;
            this.providers = providers;
        }

        synchronized SortedMap<RuleId, RuleMetadata> rules() {
            if (byId == null) {
                SortedMap<RuleId, RuleMetadata> made = new TreeMap<>();
                providers.forEach(provider -> provider.rules().forEach(rule -> made.put(rule.id(), rule)));
                if (made.isEmpty()) {
                    throw none(name);
                }
                byId = Collections.unmodifiableSortedMap(made);
            }
            return byId;
        }
    }

    /** @param section such as {@code hardening} */
    public Optional<RuleMetadata> find(String section, RuleId rule) {
        return Optional.ofNullable(rules(section).get(rule));
    }

    /** The rule of a key such as {@code hardening.rules.no-setuid-files}. */
    public Optional<RuleMetadata> find(PolicyKey<?> key) {
        return find(key.segments().get(0), new RuleId(key.name()));
    }

    /** The section that a rule belongs to. */
    public Optional<String> sectionOf(RuleId rule) {
        return bySection.entrySet().stream()
                .filter(section -> section.getValue().rules().containsKey(rule))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Names of a section's rules, sorted. */
    public List<String> names(String section) {
        return rules(section).keySet().stream().map(RuleId::value).toList();
    }

    /** Names of all of them. */
    public List<String> names() {
        return bySection.values().stream()
                .flatMap(section -> section.rules().keySet().stream())
                .map(RuleId::value)
                .sorted()
                .toList();
    }

    private SortedMap<RuleId, RuleMetadata> rules(String section) {
        return bySection.get(section).rules();
    }
}
