package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rules that a policy can set the level of, by the section of the policy; profiles choose among them. */
public final class KnownRules {
    private static final KnownRules BUILT_IN = new KnownRules(
            metadata(HardeningRules.all().rules()),
            Stream.of(
                            metadata(TaskRules.all().rules()),
                            metadata(DeploymentRules.all().rules()),
                            metadata(CloudTaskRules.all().list()),
                            metadata(CloudDeploymentRules.all().list()))
                    .flatMap(List::stream)
                    .toList());

    private final Map<String, SortedMap<RuleId, RuleMetadata>> bySection;

    private KnownRules(Collection<RuleMetadata> hardening, Collection<RuleMetadata> taskDefinition) {
        this.bySection = Map.of(
                PolicyKeys.HARDENING_PROFILE.section(), byId(hardening),
                PolicyKeys.TASK_DEFINITION_PROFILE.section(), byId(taskDefinition));
    }

    /** Those of this release. */
    public static KnownRules builtIn() {
        return BUILT_IN;
    }

    private static List<RuleMetadata> metadata(List<? extends Rule<?>> rules) {
        return rules.stream().map(Rule::metadata).toList();
    }

    private static SortedMap<RuleId, RuleMetadata> byId(Collection<RuleMetadata> rules) {
        SortedMap<RuleId, RuleMetadata> byId = new TreeMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return Collections.unmodifiableSortedMap(byId);
    }

    /** @param section {@code hardening} or {@code taskDefinition} */
    public Optional<RuleMetadata> find(String section, RuleId rule) {
        return Optional.ofNullable(bySection.get(section).get(rule));
    }

    /** The rule of a key such as {@code hardening.rules.no-setuid-files}. */
    public Optional<RuleMetadata> find(PolicyKey<?> key) {
        return find(
                key.segments().get(0),
                new RuleId(key.segments().get(key.segments().size() - 1)));
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
