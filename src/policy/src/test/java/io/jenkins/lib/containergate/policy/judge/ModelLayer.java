package io.jenkins.lib.containergate.policy.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One layer of a policy in the words of {@link MergeModel}.
 *
 * @param mode 0 enforce, 1 warn, 2 audit
 * @param max limits by severity, -1 for unlimited; empty when the layer has no {@code max}
 * @param profiles of hardening
 * @param levels of rules: 0 on, 1 warn, 2 off
 * @param delegate by {@code signers} and {@code exemptions}
 */
record ModelLayer(
        Optional<Integer> mode,
        Optional<Map<String, Integer>> max,
        Optional<List<String>> profiles,
        Map<String, Integer> levels,
        List<Entry> signatures,
        Map<String, List<String>> delegate,
        List<Waived> waivers,
        Optional<List<Admitted>> waiverRules) {
    static final List<String> MODES = List.of("enforce", "warn", "audit");
    static final List<String> LEVELS = List.of("on", "warn", "off");

    /** @param signers none for an exemption */
    record Entry(List<String> repositories, int require, List<String> signers, int layer) {}

    record Waived(String rule, Optional<String> image, String owner, String expires, Optional<String> maxSeverity) {}

    record Admitted(
            Optional<List<String>> owners,
            Optional<List<String>> rules,
            Optional<String> maxSeverity,
            Optional<Integer> days,
            Optional<List<String>> images,
            boolean wildcards) {}

    /** As a policy file has it. */
    Map<String, Object> plain() {
        Map<String, Object> root = new LinkedHashMap<>(Map.of("version", 1));
        mode.ifPresent(value -> root.put("mode", MODES.get(value)));
        max.ifPresent(limits -> {
            Map<String, Object> plain = new LinkedHashMap<>();
            limits.forEach((severity, limit) -> plain.put(severity, limit < 0 ? "unlimited" : limit));
            root.put("vulnerabilities", Map.of("max", plain));
        });
        Map<String, Object> hardening = new LinkedHashMap<>();
        profiles.ifPresent(names -> hardening.put("profile", names));
        if (!levels.isEmpty()) {
            Map<String, Object> plain = new LinkedHashMap<>();
            levels.forEach((rule, level) -> plain.put(rule, LEVELS.get(level)));
            hardening.put("rules", plain);
        }
        root.put("hardening", hardening);
        root.put("signatures", signatures.stream().map(ModelLayer::plain).toList());
        root.put("delegate", delegate);
        root.put("waivers", waivers.stream().map(ModelLayer::plain).toList());
        waiverRules.ifPresent(rules ->
                root.put("waiverRules", rules.stream().map(ModelLayer::plain).toList()));
        return root;
    }

    private static Map<String, Object> plain(Entry entry) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("repositories", entry.repositories());
        plain.put("layer", entry.layer());
        if (entry.signers().isEmpty()) {
            plain.put("exempt", "mirror");
        } else {
            plain.put("require", entry.require());
            plain.put(
                    "signers",
                    entry.signers().stream()
                            .map(name -> Map.of(
                                    "name", name, "keyless", Map.of("issuer", "https://i.example", "subject", name)))
                            .toList());
        }
        return plain;
    }

    private static Map<String, Object> plain(Waived waiver) {
        Map<String, Object> plain = new LinkedHashMap<>(
                Map.of("rule", waiver.rule(), "owner", waiver.owner(), "reason", "r", "expires", waiver.expires()));
        waiver.image().ifPresent(image -> plain.put("image", image));
        waiver.maxSeverity().ifPresent(severity -> plain.put("maxSeverity", severity));
        return plain;
    }

    private static Map<String, Object> plain(Admitted rule) {
        Map<String, Object> plain = new LinkedHashMap<>();
        rule.owners().ifPresent(owners -> plain.put("owners", owners));
        rule.rules().ifPresent(rules -> plain.put("rules", rules));
        rule.maxSeverity().ifPresent(severity -> plain.put("maxSeverity", severity));
        rule.days().ifPresent(days -> plain.put("maxDuration", days + "d"));
        rule.images().ifPresent(images -> plain.put("images", images));
        plain.put("wildcards", rule.wildcards());
        return plain;
    }
}
