package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether another policy is at least as strict as this one: merged as this one's innermost layer, it must come out as it
 * is. What this one says of verdicts is left aside, because the other one was there before there was a verdict.
 */
public final class PolicyComparison {
    /** What these leave to further layers matters no more in a policy that is complete: its waivers are compared one by one. */
    private static final Set<PolicyKey<?>> HANDED_ON = Set.of(
            PolicyKeys.DELEGATED_SIGNERS,
            PolicyKeys.DELEGATED_EXEMPTIONS,
            PolicyKeys.DELEGATED_SERVERS,
            PolicyKeys.INTERNAL_HOSTS,
            PolicyKeys.WAIVER_RULES);

    private final EffectivePolicy floor;
    private final KnownRules rules = KnownRules.builtIn();
    private final Clock clock;

    /** @param clock for how far ahead the other's waivers may reach */
    public PolicyComparison(EffectivePolicy floor, Clock clock) {
        this.floor = floor;
        this.clock = clock;
    }

    /**
     * But for {@code signatures}.
     *
     * @param other a whole effective policy, not a layer of one: what it leaves out has its default
     * @return every key in which it is looser, with both values; empty when it is at least as strict
     */
    public List<String> looser(PolicyDocument other) {
        Merged merged = merged(other);
        Settings alone = alone(other);
        Collection<PolicyKey<?>> keys = new TreeSet<>(PolicyKeys.all());
        keys.addAll(merged.settings().keys());
        keys.addAll(alone.keys());
        keys.removeAll(HANDED_ON);
        keys.removeIf(PolicyKeys::aboutVerdicts);
        List<String> looser = new ArrayList<>();
        keys.forEach(key -> difference(key, alone, merged.settings()).ifPresent(looser::add));
        for (WithOrigin<Waiver> waiver : other.waivers()) {
            if (!merged.waivers().contains(waiver.value())) {
                looser.add("waivers: " + waiver.value().rule() + " by "
                        + waiver.value().owner() + " is not admitted");
            }
        }
        return looser;
    }

    /** The waivers that this policy has, or would have if the other one were its innermost layer. */
    public List<Waiver> admitted(PolicyDocument other) {
        return merged(other).waivers();
    }

    private record Merged(Settings settings, List<Waiver> waivers) {}

    private Merged merged(PolicyDocument other) {
        List<PolicyDocument> layers = floor.documents();
        List<Refusal> refusals = new ArrayList<>();
        SettingsMerge merged = new SettingsMerge(layers.get(0), rules, refusals);
        WaiversMerge waivers = new WaiversMerge(layers.get(0), clock, refusals);
        for (PolicyDocument layer : layers.subList(1, layers.size())) {
            waivers.add(layer, merged.current());
            merged.add(layer);
        }
        waivers.add(other, merged.current());
        merged.add(other);
        return new Merged(
                merged.current(),
                waivers.current().stream().map(WithOrigin::value).toList());
    }

    /**
     * Whether whoever the other policy trusts to sign for the repository is trusted by this one, too.
     *
     * @return in what it is looser; empty when it is at least as strict
     */
    public List<String> looserSignatures(PolicyDocument other, String repository) {
        List<WithOrigin<SignatureRequirement>> has = signatures(other, repository);
        List<WithOrigin<SignatureRequirement>> needs = withoutVerdicts().signaturesFor(repository);
        if (has.isEmpty()) {
            return List.of();
        }
        if (needs.isEmpty()) {
            return List.of(
                    "signatures: whom to trust for " + repository + " is its own choice, this policy names no signer");
        }
        List<String> looser = new ArrayList<>();
        for (WithOrigin<SignatureRequirement> need : needs) {
            if (has.stream().noneMatch(each -> each.value().atLeastAsStrictAs(need.value()))) {
                looser.add(
                        "signatures: it does not demand what " + need.origin().place() + " demands of " + repository);
            }
        }
        return looser;
    }

    private List<WithOrigin<SignatureRequirement>> signatures(PolicyDocument other, String repository) {
        SignaturesMerge alone = new SignaturesMerge(other, new ArrayList<>());
        return new EffectivePolicy(floor.settings(), alone.current(), List.of(), List.of(other))
                .signaturesFor(repository);
    }

    /**
     * The same for every repository there may be: each layer of this policy has to be a layer of the other one, whose
     * further layers only add to that.
     */
    public List<String> looserSignatures(PolicyDocument other) {
        List<Refusal> refusals = new ArrayList<>();
        EffectivePolicy needs = withoutVerdicts();
        SignaturesMerge merge =
                new SignaturesMerge(needs.signatures(), floor.layers().get(0), refusals);
        merge.add(other, floor.settings());
        List<String> looser = new ArrayList<>();
        refusals.forEach(refusal -> looser.add("signatures: " + refusal.asked() + " is not admitted"));
        Collection<Set<SignatureRequirement>> had = layers(other.signatures());
        for (Set<SignatureRequirement> layer : layers(needs.signatures())) {
            if (!had.contains(layer)) {
                looser.add("signatures: it lacks the layer for "
                        + layer.stream()
                                .flatMap(each -> each.repositories().stream())
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        return looser;
    }

    private static Collection<Set<SignatureRequirement>> layers(List<WithOrigin<SignatureRequirement>> entries) {
        return entries.stream()
                .map(WithOrigin::value)
                .collect(Collectors.groupingBy(
                        SignatureRequirement::layer,
                        Collectors.mapping(
                                each -> each.inLayer(SignatureRequirement.FIRST_LAYER),
                                Collectors.toCollection(HashSet::new))))
                .values()
                .stream()
                .map(Set::copyOf)
                .toList();
    }

    private EffectivePolicy withoutVerdicts() {
        List<WithOrigin<SignatureRequirement>> signatures = floor.signatures().stream()
                .filter(entry -> entry.value().conditions().verdict().isEmpty())
                .toList();
        return new EffectivePolicy(floor.settings(), signatures, floor.waivers(), floor.documents());
    }

    private Settings alone(PolicyDocument other) {
        return new SettingsMerge(other, rules, new ArrayList<>()).current();
    }

    private <T> Optional<String> difference(PolicyKey<T> key, Settings alone, Settings merged) {
        if (key.fallback().isPresent()
                && alone.stated(key).isEmpty()
                && merged.stated(key).isEmpty()) {
            return Optional.empty();
        }
        Optional<T> has = alone.find(key).map(Setting::value);
        Optional<T> needs = merged.find(key).map(Setting::value);
        return has.equals(needs)
                        || has.isEmpty() && key.order().silenceIsStrictest()
                        || has.isEmpty()
                                && needs.filter(level -> unstated(key, alone, level))
                                        .isPresent()
                ? Optional.empty()
                : Optional.of(key.path() + " is " + text(key, alone) + ", not " + text(key, merged));
    }

    /** Whether a rule whose level is not stated has at least this one by its profile. */
    private boolean unstated(PolicyKey<?> key, Settings settings, Object level) {
        return PolicyKeys.profiles().keySet().stream()
                .filter(profile -> key.section().equals(profile.section() + ".rules"))
                .findFirst()
                .filter(profile -> level == RuleLevel.OFF
                        || settings.find(profile)
                                .filter(chosen -> rules.find(key)
                                        .filter(chosen.value()::selects)
                                        .isPresent())
                                .isPresent())
                .isPresent();
    }

    private static <T> String text(PolicyKey<T> key, Settings settings) {
        return settings.find(key).map(Setting::text).orElse("left out");
    }
}
