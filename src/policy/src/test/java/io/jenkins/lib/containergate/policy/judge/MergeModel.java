package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.policy.judge.ModelLayer.Admitted;
import io.jenkins.lib.containergate.policy.judge.ModelLayer.Entry;
import io.jenkins.lib.containergate.policy.judge.ModelLayer.Waived;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the documentation says of layers, written a second time without the engine: patterns are sets of the names there
 * are, and a verdict asks each layer by itself.
 */
final class MergeModel {
    /** Today, for waivers. */
    static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    /** Every pattern that layers use, with the names it stands for. For each pair one has a name that the other lacks. */
    static final Map<String, Set<String>> IMAGES = Map.of(
            "**", Set.of("r.example/x/a", "r.example/x/b", "r.example/x/deep/c", "r.example/y/a", "q.example/o"),
            "r.example/**", Set.of("r.example/x/a", "r.example/x/b", "r.example/x/deep/c", "r.example/y/a"),
            "r.example/x/**", Set.of("r.example/x/a", "r.example/x/b", "r.example/x/deep/c"),
            "r.example/x/*", Set.of("r.example/x/a", "r.example/x/b"),
            "r.example/x/a", Set.of("r.example/x/a"),
            "r.example/y/a", Set.of("r.example/y/a"));

    static final Map<String, Set<String>> RULES = Map.of(
            "*", Set.of("CVE-2024-1", "CVE-2024-2", "CVE-2025-1", "no-sudo", "non-root-user", "no-latest-tag", "gap"),
            "CVE-*", Set.of("CVE-2024-1", "CVE-2024-2", "CVE-2025-1"),
            "CVE-2024-*", Set.of("CVE-2024-1", "CVE-2024-2"),
            "CVE-2024-1", Set.of("CVE-2024-1"),
            "no-sudo", Set.of("no-sudo"),
            "non-root-user", Set.of("non-root-user"));

    private static final Map<String, Set<String>> OWNERS = Map.of(
            "*",
            Set.of("ops", "shop", "somebody", "more"),
            "ops",
            Set.of("ops"),
            "shop",
            Set.of("shop"),
            "somebody",
            Set.of("somebody"));
    private static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
    private static final int ON = 0;
    private static final int OFF = 2;

    private final List<ModelLayer> layers;
    /** The rules that each profile holds. */
    private final Map<String, Set<String>> profiles;

    MergeModel(List<ModelLayer> layers, Map<String, Set<String>> profiles) {
        this.layers = List.copyOf(layers);
        this.profiles = Map.copyOf(profiles);
    }

    private List<ModelLayer> inner() {
        return layers.subList(1, layers.size());
    }

    private ModelLayer floor() {
        return layers.get(0);
    }

    /** Whether every layer asks for the same as those around it, or for more. */
    boolean accepted() {
        for (int i = 1; i < layers.size(); i++) {
            MergeModel outer = new MergeModel(layers.subList(0, i), profiles);
            if (!outer.admits(layers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean admits(ModelLayer asked) {
        return asked.mode().orElse(ON) <= mode()
                && admitsLimits(asked)
                && admitsRules(asked)
                && asked.signatures().stream().allMatch(this::admits)
                && asked.delegate().entrySet().stream()
                        .allMatch(each ->
                                each.getValue().stream().allMatch(pattern -> within(pattern, delegated(each.getKey()))))
                && asked.waivers().stream().allMatch(waiver -> admitted(waiver).isPresent())
                && asked.waiverRules().orElse(List.of()).stream()
                        .allMatch(rule -> waiverRules().stream().anyMatch(outer -> within(rule, outer)));
    }

    int mode() {
        return layers.stream()
                .map(layer -> layer.mode().orElse(layer == floor() ? 0 : OFF))
                .reduce(Math::min)
                .orElseThrow();
    }

    private boolean admitsLimits(ModelLayer asked) {
        return asked.max().orElse(Map.of()).entrySet().stream()
                .allMatch(each -> number(each.getValue()) <= limit(each.getKey()));
    }

    private static int number(int limit) {
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }

    int limit(String severity) {
        int least = floor().max()
                .map(limits -> number(limits.getOrDefault(severity, -1)))
                .orElse(severity.equals("critical") || severity.equals("high") ? 0 : Integer.MAX_VALUE);
        for (ModelLayer layer : inner()) {
            least = Math.min(least, number(layer.max().orElse(Map.of()).getOrDefault(severity, -1)));
        }
        return least;
    }

    private boolean admitsRules(ModelLayer asked) {
        Set<String> had = new HashSet<>(floor().profiles().orElse(List.of("baseline")));
        inner().forEach(layer -> had.addAll(layer.profiles().orElse(List.of())));
        boolean lesser = had.contains("strict")
                && asked.profiles().filter(names -> !names.contains("strict")).isPresent();
        return !lesser
                && asked.levels().entrySet().stream()
                        .allMatch(
                                each -> each.getValue() <= stated(each.getKey()).orElse(ON));
    }

    /** The level that layers gave the rule, if one did; naming a profile that holds the rule gives it one that has. */
    private Optional<Integer> stated(String rule) {
        Optional<Integer> standing = Optional.ofNullable(floor().levels().get(rule));
        for (ModelLayer layer : inner()) {
            Optional<Integer> own = Optional.ofNullable(layer.levels().get(rule));
            boolean runs = own.isEmpty() && holds(layer.profiles().orElse(List.of()), rule);
            Optional<Integer> before = standing;
            standing = own.map(level -> Math.min(level, before.orElse(OFF)))
                    .or(() -> runs ? before.map(level -> ON) : before);
        }
        return standing;
    }

    private boolean holds(List<String> names, String rule) {
        return names.stream().anyMatch(name -> profiles.get(name).contains(rule));
    }

    /** The strictest of what each layer says. */
    int level(String rule) {
        int strictest = OFF;
        for (ModelLayer layer : layers) {
            List<String> names = layer.profiles().orElse(layer == floor() ? List.of("baseline") : List.of());
            boolean unstatedFloor = layer != floor() || !floor().levels().containsKey(rule);
            int byProfile = unstatedFloor && holds(names, rule) ? ON : OFF;
            strictest = Math.min(strictest, layer.levels().getOrDefault(rule, byProfile));
        }
        return strictest;
    }

    private boolean admits(Entry asked) {
        List<String> handedOn = delegated(asked.signers().isEmpty() ? "exemptions" : "signers");
        List<String> spoken = layers.stream()
                .flatMap(layer -> layer.signatures().stream())
                .flatMap(entry -> entry.repositories().stream())
                .toList();
        return asked.repositories().stream().allMatch(pattern -> within(pattern, spoken) || within(pattern, handedOn));
    }

    private static boolean within(String pattern, List<String> outer) {
        return outer.stream().anyMatch(each -> IMAGES.get(each).containsAll(IMAGES.get(pattern)));
    }

    /** What the innermost layer that mentions it hands on. */
    List<String> delegated(String what) {
        List<String> handedOn = List.of();
        for (ModelLayer layer : layers) {
            handedOn = layer.delegate().getOrDefault(what, handedOn);
        }
        return handedOn;
    }

    /** Whether an image of the repository that these have signed passes. */
    boolean verified(String repository, Set<String> signed) {
        boolean spoken = false;
        for (ModelLayer layer : layers) {
            Map<Integer, List<Entry>> sets = new HashMap<>();
            layer.signatures()
                    .forEach(entry -> sets.computeIfAbsent(entry.layer(), unused -> new ArrayList<>())
                            .add(entry));
            for (List<Entry> entries : sets.values()) {
                List<Entry> matching = entries.stream()
                        .filter(entry -> !patterns(entry, repository).isEmpty())
                        .toList();
                for (Entry entry : matching) {
                    spoken = true;
                    boolean yields = matching.stream().anyMatch(other -> moreSpecific(other, entry, repository));
                    long signers =
                            entry.signers().stream().filter(signed::contains).count();
                    if (!yields && !entry.signers().isEmpty() && signers < entry.require()) {
                        return false;
                    }
                }
            }
        }
        return spoken;
    }

    private static List<Set<String>> patterns(Entry entry, String repository) {
        return entry.repositories().stream()
                .map(IMAGES::get)
                .filter(names -> names.contains(repository))
                .toList();
    }

    private static boolean moreSpecific(Entry one, Entry other, String repository) {
        return patterns(one, repository).stream()
                .anyMatch(names -> patterns(other, repository).stream()
                        .allMatch(wider -> wider.containsAll(names) && wider.size() > names.size()));
    }

    private List<Admitted> waiverRules() {
        List<Admitted> rules = List.of();
        for (ModelLayer layer : layers) {
            rules = layer.waiverRules().orElse(rules);
        }
        return rules;
    }

    private static boolean within(Admitted inner, Admitted outer) {
        return covers(OWNERS, outer.owners(), inner.owners().orElse(List.of("*")))
                && covers(RULES, outer.rules(), inner.rules().orElse(List.of("*")))
                && covers(IMAGES, outer.images(), inner.images().orElse(List.of("**")))
                && (outer.maxSeverity().isEmpty()
                        || inner.maxSeverity().isPresent()
                                && rank(inner.maxSeverity().get())
                                        <= rank(outer.maxSeverity().get()))
                && (outer.days().isEmpty()
                        || inner.days().isPresent()
                                && inner.days().get() <= outer.days().get())
                && (outer.wildcards() || !inner.wildcards());
    }

    private static boolean covers(Map<String, Set<String>> names, Optional<List<String>> outer, List<String> patterns) {
        return outer.isEmpty()
                || patterns.stream()
                        .allMatch(pattern -> outer.get().stream()
                                .anyMatch(each -> names.get(each).containsAll(names.get(pattern))));
    }

    private static int rank(String severity) {
        return severity.equals("unknown") ? SEVERITIES.size() : SEVERITIES.indexOf(severity) + 1;
    }

    /** The worst rank of severity that a waiver of a further layer may cover; empty when it may cover nothing. */
    private Optional<Integer> admitted(Waived waiver) {
        return waiverRules().stream()
                .filter(rule -> covers(OWNERS, rule.owners(), List.of(waiver.owner())))
                .filter(rule -> rule.wildcards() || !waiver.rule().contains("*"))
                .filter(rule -> covers(RULES, rule.rules(), List.of(waiver.rule())))
                .filter(rule ->
                        covers(IMAGES, rule.images(), List.of(waiver.image().orElse("**"))))
                .filter(rule -> rule.days().isEmpty()
                        || !LocalDate.parse(waiver.expires())
                                .isAfter(TODAY.plusDays(rule.days().get())))
                .map(rule -> rule.maxSeverity().map(MergeModel::rank).orElse(SEVERITIES.size()))
                .reduce(Math::max);
    }

    /** @param rule of a finding in an image of this repository: 0 nobody waives it, 1 an ended waiver does, 2 it is waived */
    int waived(String rule, String severity, String repository) {
        int best = 0;
        for (int i = 0; i < layers.size(); i++) {
            MergeModel outer = new MergeModel(layers.subList(0, Math.max(1, i)), profiles);
            for (Waived waiver : layers.get(i).waivers()) {
                int ceiling =
                        i == 0 ? SEVERITIES.size() : outer.admitted(waiver).orElse(0);
                int worst = Math.min(
                        ceiling, waiver.maxSeverity().map(MergeModel::rank).orElse(ceiling));
                boolean matches = RULES.get(waiver.rule()).contains(rule)
                        && waiver.image()
                                .map(IMAGES::get)
                                .orElse(Set.of(repository))
                                .contains(repository)
                        && rank(severity) <= worst;
                if (matches) {
                    best = Math.max(best, LocalDate.parse(waiver.expires()).isBefore(TODAY) ? 1 : 2);
                }
            }
        }
        return best;
    }
}
