package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.SignatureFormat;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The policy that decides: every value with the layer that decided it. Made by {@link PolicyMerge} only.
 *
 * @param settings what the layers and the defaults say
 * @param signatures all that must be met, in the order of the layers, which their numbers keep apart
 * @param waivers all in force or expired, in the order of the layers
 * @param documents the layers, outermost first
 */
public record EffectivePolicy(
        Settings settings,
        List<WithOrigin<SignatureRequirement>> signatures,
        List<WithOrigin<Waiver>> waivers,
        List<PolicyDocument> documents) {
    public EffectivePolicy {
        signatures = List.copyOf(signatures);
        waivers = List.copyOf(waivers);
        documents = List.copyOf(documents);
    }

    /** A setting that may be left out of a policy, such as a maximum age; for a key with a fallback, that one's. */
    public <T> Optional<Setting<T>> find(PolicyKey<T> key) {
        return settings.find(key);
    }

    /** A setting that has a default. */
    public <T> Setting<T> get(PolicyKey<T> key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key + " has no default"));
    }

    /** What a door does with the outcome ERROR is {@code get(PolicyKeys.ON_ERROR)}; which rules run, these two. */
    public RuleSelection hardening() {
        return selection(PolicyKeys.HARDENING_PROFILE, PolicyKeys::hardeningRule);
    }

    public RuleSelection taskDefinition() {
        return selection(PolicyKeys.TASK_DEFINITION_PROFILE, PolicyKeys::taskDefinitionRule);
    }

    public RuleSelection drift() {
        return selection(PolicyKeys.DRIFT_PROFILE, PolicyKeys::driftRule);
    }

    /** By whom services may be reached. */
    public SegmentSet segments() {
        return find(TaskDefinitionKeys.SEGMENTS).map(Setting::value).orElseGet(() -> new SegmentSet(List.of()));
    }

    /** Those that the layers wrote themselves, of all gates. */
    public List<PolicyRule> policyRules() {
        return find(PolicyKeys.POLICY_RULES).map(set -> set.value().rules()).orElse(List.of());
    }

    private RuleSelection selection(PolicyKey<ProfileSet> profile, Function<RuleId, PolicyKey<RuleLevel>> ruleKey) {
        SortedMap<RuleId, RuleLevel> stated = new TreeMap<>();
        String section = profile.section() + ".rules";
        for (PolicyKey<?> key : settings.keys()) {
            if (key.section().equals(section)) {
                RuleId rule = new RuleId(key.name());
                stated.put(rule, get(ruleKey.apply(rule)).value());
            }
        }
        return new RuleSelection(get(profile).value(), stated);
    }

    /**
     * Every requirement the repository must meet: in each layer, those that match it and yield to no more specific one. None
     * means that nobody is trusted to sign there. What is demanded of the same repository under another name is demanded
     * too.
     */
    public List<WithOrigin<SignatureRequirement>> signaturesFor(String repository) {
        List<WithOrigin<SignatureRequirement>> own = matching(repository);
        if (own.isEmpty()) {
            return own;
        }
        List<WithOrigin<SignatureRequirement>> all = new ArrayList<>(own);
        for (String spelling : RepositorySpellings.of(repository)) {
            matching(spelling).stream()
                    .filter(demand -> demand.value().exempt().isEmpty())
                    // one that speaks of the repository itself was heard already, and may have yielded to an exemption
                    .filter(demand -> !demand.value().appliesTo(repository))
                    .forEach(all::add);
        }
        return all.size() == 1 ? own : List.copyOf(new LinkedHashSet<>(all));
    }

    private List<WithOrigin<SignatureRequirement>> matching(String repository) {
        List<WithOrigin<SignatureRequirement>> matching = signatures.stream()
                .filter(requirement -> requirement.value().appliesTo(repository))
                .toList();
        return matching.stream()
                .filter(general -> matching.stream()
                        .filter(other ->
                                other.value().layer() == general.value().layer())
                        .noneMatch(special -> general.value().yieldsTo(special.value(), repository)))
                .toList();
    }

    /** Names of the layers, outermost first. */
    public List<String> layers() {
        return documents.stream().map(PolicyDocument::layer).toList();
    }

    /** The values in canonical JSON, which is a policy file too. */
    public byte[] canonical() {
        return CanonicalForm.json(this);
    }

    /** SHA-256 of the values in canonical JSON, whoever said them: equal policies have equal digests. */
    public Digest digest() {
        return Digest.of(canonical());
    }

    public PolicyIdentity identity() {
        return new PolicyIdentity(
                digest(), layers(), Optional.of(get(PolicyKeys.MODE).value()));
    }

    /** As one policy file that means the same on its own. */
    public String toYaml() {
        return YamlWriter.write(CanonicalForm.plain(this));
    }

    public PolicyExplanation explain() {
        return PolicyExplanation.of(this);
    }

    /**
     * Further names that lead to the same repository, for demands only: whoever uses one of them must not get around what is
     * demanded of another. Such a name exempts nothing.
     */
    public static final class RepositorySpellings {
        private static final String HUB = ImageReference.DEFAULT_REGISTRY + "/";
        private static final String OFFICIAL = HUB + ImageReference.OFFICIAL;

        private RepositorySpellings() {}

        /** @param repository {@code REGISTRY/PATH} as image references have it */
        public static List<String> of(String repository) {
            int slash = repository.indexOf('/');
            if (slash < 0) {
                return List.of();
            }
            String registry = repository.substring(0, slash);
            String rest = repository.substring(slash);
            Stream<String> hosts = registry.equals(ImageReference.DEFAULT_REGISTRY)
                    ? Stream.of("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")
                    : Stream.concat(ports(registry), EcrRegistry.otherNames(registry).stream());
            Stream<String> unofficial =
                    repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0
                            ? Stream.of(HUB + repository.substring(OFFICIAL.length()))
                            : Stream.empty();
            return Stream.concat(hosts.map(host -> host + rest), unofficial)
                    .distinct()
                    .toList();
        }

        /** With plain HTTP port 80 needs no mention, with TLS port 443 needs none; a name does not say which of them is meant. */
        private static Stream<String> ports(String registry) {
            if (registry.endsWith(":80")) {
                return Stream.of(registry.substring(0, registry.length() - ":80".length()));
            }
            boolean port = registry.lastIndexOf(':') > registry.lastIndexOf(']');
            return port ? Stream.empty() : Stream.of(registry + ":443", registry + ":80");
        }
    }

    /** The values of an effective policy in the shape of a policy file, each in its one spelling, lists in one order. */
    static final class CanonicalForm {
        private CanonicalForm() {}

        /** In the order of the documentation, so that people can read it. */
        static Map<String, Object> plain(EffectivePolicy policy) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("version", 1);
            Set<PolicyKey<?>> keys = new LinkedHashSet<>(PolicyKeys.all());
            keys.addAll(policy.settings().keys());
            keys.forEach(key -> value(policy, key).ifPresent(value -> put(root, key.segments(), value)));
            putList(root, "signatures", policy.signatures(), new SignatureFormat());
            putList(root, "waivers", policy.waivers(), new WaiverFormat());
            return root;
        }

        static byte[] json(EffectivePolicy policy) {
            return SortedJson.text(plain(policy)).getBytes(StandardCharsets.UTF_8);
        }

        /** A value equal to the one it would fall back to is left out. */
        private static <T> Optional<Object> value(EffectivePolicy policy, PolicyKey<T> key) {
            Optional<T> fallback = key.fallback().flatMap(policy::find).map(Setting::value);
            return policy.settings()
                    .stated(key)
                    .map(Setting::value)
                    .filter(value -> !fallback.equals(Optional.of(value)))
                    .map(key.format()::plain);
        }

        @SuppressWarnings("unchecked") // every inner map was put here by this method
        private static void put(Map<String, Object> map, List<String> segments, Object value) {
            Map<String, Object> section = map;
            for (String segment : segments.subList(0, segments.size() - 1)) {
                section = (Map<String, Object>) section.computeIfAbsent(segment, unused -> new LinkedHashMap<>());
            }
            section.put(segments.get(segments.size() - 1), value);
        }

        private static <T> void putList(
                Map<String, Object> root, String key, List<WithOrigin<T>> entries, ValueFormat<T> format) {
            if (!entries.isEmpty()) {
                root.put(
                        key,
                        entries.stream()
                                .map(entry -> format.plain(entry.value()))
                                .sorted(Comparator.comparing(SortedJson::text))
                                .toList());
            }
        }
    }
}
