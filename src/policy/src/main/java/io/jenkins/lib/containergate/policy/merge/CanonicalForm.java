package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Sourced;
import io.jenkins.lib.containergate.policy.signer.SignatureFormat;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of an effective policy in the shape of a policy file, each in its one spelling, lists in one order. */
final class CanonicalForm {
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
            Map<String, Object> root, String key, List<Sourced<T>> entries, ValueFormat<T> format) {
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
