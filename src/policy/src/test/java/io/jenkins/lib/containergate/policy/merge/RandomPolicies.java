package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.KeyValues;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Seeded policies of every shape the format has. Each value comes from a small set, so that layers often agree. */
public final class RandomPolicies {
    /** By the section of their levels. */
    private static final Map<String, List<String>> RULES = new TreeMap<>(Map.of(
            "hardening.rules", List.of("non-root-user", "no-latest-tag", "no-sudo"),
            "taskDefinition.rules", List.of("no-privileged", "cpu-limit", "no-public-ip"),
            "drift.rules", List.of("running-exec-disabled", "running-tag-unmoved")));

    /** Every value at its loosest: under it, an inner layer demands what itself says and nothing else. */
    public static final PolicyDocument LOOSEST = loosest();

    private static final String[] AWKWARD = {
        "payments",
        "123",
        "true",
        "null",
        "1e3",
        "~",
        "a: b",
        "- c",
        "# d",
        "*e",
        "'f\"",
        "ü\u4e2d",
        "%g",
        "@h",
        "2027-01-01"
    };

    /** How many of the other keys a dense layer states: more of them would make most layers refuse each other. */
    private static final double RARELY_STATED = 2;

    private final Random random;
    private int layers;

    public RandomPolicies(Random random) {
        this.random = random;
    }

    /** @param density how likely each key is stated */
    public PolicyDocument layer(double density) {
        return document("layer" + layers++, plain(density));
    }

    /** The same as {@link #layer} with waivers and rules for them. */
    public PolicyDocument layerWithWaivers(double density) {
        Map<String, Object> plain = plain(density);
        if (random.nextBoolean()) {
            plain.put("waivers", list(3, this::waiver));
        }
        if (random.nextBoolean()) {
            plain.put("waiverRules", list(3, this::waiverRule));
        }
        return document("layer" + layers++, plain);
    }

    public static PolicyDocument document(String name, Map<String, Object> plain) {
        return document(name, YamlWriter.write(plain));
    }

    public static PolicyDocument document(String name, String yaml) {
        try {
            return PolicyParser.parse(name, name, yaml);
        } catch (PolicyFormatException e) {
            throw new AssertionError("a generated policy is malformed: " + e.getMessage() + "\n" + yaml, e);
        }
    }

    /** Three that the policies of this class give levels. */
    public static List<String> rules(GateName gate) {
        return RULES.get(gate == GateName.TASK_DEFINITION ? "taskDefinition.rules" : "hardening.rules");
    }

    private static PolicyDocument loosest() {
        Map<String, Object> root = new LinkedHashMap<>(Map.of("version", 1));
        for (PolicyKey<?> key : PolicyKeys.all()) {
            KeyValues.loosest(key).ifPresent(value -> KeyValues.put(root, key, value));
        }
        KeyValues.put(root, PolicyKeys.WAIVER_RULES, List.of(Map.of("wildcards", true)));
        KeyValues.put(
                root,
                PolicyKeys.VEX,
                List.of(Map.of("from", "files"), Map.of("from", "repository", "repositories", List.of("**"))));
        for (PolicyKey<?> delegated : List.of(
                PolicyKeys.DELEGATED_SIGNERS,
                PolicyKeys.DELEGATED_EXEMPTIONS,
                PolicyKeys.DELEGATED_SERVERS,
                PolicyKeys.DELEGATED_BASELINES,
                PolicyKeys.INTERNAL_HOSTS)) {
            KeyValues.put(root, delegated, List.of("**"));
        }
        RULES.forEach((section, rules) -> rules.forEach(rule ->
                KeyValues.put(root, PolicyKeys.ruleSections().get(section).apply(new RuleId(rule)), "off")));
        return document("loosest", root);
    }

    private Map<String, Object> plain(double density) {
        Map<String, Object> root = new LinkedHashMap<>(Map.of("version", 1));
        long rare = PolicyKeys.all().stream().filter(key -> !often(key)).count();
        for (PolicyKey<?> key : PolicyKeys.all()) {
            state(often(key) ? density : density * RARELY_STATED / rare, root, key, KeyValues.of(key));
        }
        for (String path : List.of("vulnerabilities", "secrets")) {
            // a section without limits is no policy that is silent about them
            if (random.nextDouble() < density) {
                section(root, path).computeIfAbsent("max", unused -> new LinkedHashMap<>());
            }
        }
        RULES.forEach((section, rules) -> {
            Map<String, Object> levels = new LinkedHashMap<>();
            rules.forEach(rule -> maybe(density, levels, rule, "on", "warn", "off"));
            section(root, section.substring(0, section.indexOf('.'))).put("rules", levels);
        });
        if (random.nextDouble() < density / 2) {
            KeyValues.put(
                    root,
                    TaskDefinitionKeys.SEGMENTS,
                    List.of(segment("shop"), segment(List.of("web", "*", "sh*").get(random.nextInt(3)))));
        }
        if (random.nextDouble() < density / 2) {
            root.put("signatures", list(2, this::signature));
        }
        if (random.nextDouble() < density / 2) {
            root.put("delegate", delegate());
        }
        if (random.nextDouble() < density / 3) {
            root.put("vex", vex());
        }
        if (random.nextDouble() < density / 8) {
            root.put("rules", List.of(policyRule("a"), policyRule("b")));
        }
        return root;
    }

    private static boolean often(PolicyKey<?> key) {
        return KeyValues.bySeverity(key) || key.format().schema().containsKey("enum");
    }

    private void state(double density, Map<String, Object> root, PolicyKey<?> key, List<?> values) {
        if (!values.isEmpty() && random.nextDouble() < density) {
            KeyValues.put(root, key, values.get(random.nextInt(values.size())));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> root, String name) {
        return (Map<String, Object>) root.computeIfAbsent(name, unused -> new LinkedHashMap<String, Object>());
    }

    private Map<String, Object> segment(String service) {
        List<List<String>> sources =
                List.of(List.of(), List.of("web"), List.of("web", "alb:*"), List.of("*", "alb:front"));
        return Map.of("service", service, "reachableFrom", sources.get(random.nextInt(sources.size())));
    }

    private Map<String, Object> delegate() {
        List<List<String>> patterns = List.of(List.of("x/**"), List.of("**"), List.of(), List.of("x/a", "y"));
        return Map.of(
                "signers",
                patterns.get(random.nextInt(patterns.size())),
                "exemptions",
                patterns.get(random.nextInt(patterns.size())));
    }

    /** Of the same sources: an inner layer hears all of them, or nobody. */
    private List<Object> vex() {
        return random.nextInt(5) == 0 ? List.of() : List.of(vexTrust("files"), vexTrust("repository"));
    }

    /** More findings never make one of them hold less. Two layers that mean different rules by one id are refused. */
    private Map<String, Object> policyRule(String id) {
        return Map.of(
                "id",
                id,
                "gate",
                pick("vulnerabilities", "hardening", "taskDefinition", "secrets"),
                "severity",
                "high",
                "title",
                "rule " + id,
                "remedy",
                "none",
                "when",
                "findings.exists(f, f.severity == 'critical' && f.title != '')");
    }

    private Map<String, Object> vexTrust(String from) {
        Map<String, Object> trust = new LinkedHashMap<>(Map.of("from", from));
        if (from.equals("repository")) {
            trust.put("repositories", List.of("**"));
        }
        maybe(0.3, trust, "rules", List.of("CVE-*"), List.of("CVE-1", "CVE-2"));
        maybe(0.3, trust, "justifications", List.of("component_not_present"));
        maybe(0.3, trust, "maxSeverity", "low", "high", "critical");
        maybe(0.3, trust, "maxAge", "1d", "30d");
        return trust;
    }

    private Map<String, Object> signature() {
        if (random.nextInt(4) == 0) {
            return Map.of(
                    "repositories",
                    List.of(List.of("x/**", "x/a", "**").get(random.nextInt(3))),
                    "exempt",
                    "mirror",
                    "layer",
                    1 + random.nextInt(2));
        }
        List<Object> signers = new ArrayList<>(List.of(Map.of(
                "name", pick("a", "b"), "keyless", Map.of("issuer", "https://i.example", "subject", pick("s", "s*")))));
        signers.add(Map.of("name", "k", "cosign", Map.of("key", "-----BEGIN PUBLIC KEY-----\nMFkw\n")));
        return Map.of("repositories", List.of(pick("x/**", "x/a", "**")), "require", pick(1, 2), "signers", signers);
    }

    private Map<String, Object> waiver() {
        Map<String, Object> waiver = new LinkedHashMap<>();
        waiver.put("rule", pick("CVE-1", "CVE-2", "CVE-*", "gap"));
        waiver.put("owner", pick(AWKWARD));
        waiver.put("reason", pick(AWKWARD) + pick("", "\nand more\n", " "));
        waiver.put("expires", pick("2026-05-31", "2026-06-01", "2026-06-20", "2027-01-01"));
        maybe(0.3, waiver, "image", "x/a", "x/**");
        maybe(0.3, waiver, "maxSeverity", "low", "high", "critical");
        maybe(0.2, waiver, "until", "fixed");
        return waiver;
    }

    private Map<String, Object> waiverRule() {
        Map<String, Object> rule = new LinkedHashMap<>();
        maybe(0.3, rule, "owners", List.of("*"), List.of("payments", "123"));
        maybe(0.3, rule, "rules", List.of("CVE-*"), List.of("CVE-1", "gap"));
        maybe(0.3, rule, "maxSeverity", "low", "high", "critical");
        maybe(0.3, rule, "maxDuration", "1d", "30d");
        maybe(0.3, rule, "images", List.of("x/**"), List.of("x/a", "y/*"));
        if (random.nextInt(3) > 0) {
            rule.put("wildcards", random.nextInt(4) > 0);
        }
        return rule;
    }

    private void maybe(double density, Map<String, Object> map, String key, Object... values) {
        if (random.nextDouble() < density) {
            map.put(key, pick(values));
        }
    }

    @SafeVarargs
    private final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private List<Object> list(int most, Supplier<?> item) {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            items.add(item.get());
        }
        return items;
    }
}
