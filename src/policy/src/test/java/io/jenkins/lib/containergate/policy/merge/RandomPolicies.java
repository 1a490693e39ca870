package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded policies of every shape the format has. Each value comes from a small set, so that layers often agree. */
public final class RandomPolicies {
    /** Every value at its loosest: under it, an inner layer demands what itself says and nothing else. */
    public static final String LOOSEST = """
        version: 1
        mode: audit
        onError: unstable
        vulnerabilities:
          max: {}
          onlyFixable: true
          fixableFor: {critical: 3650d, high: 3650d, medium: 3650d, low: 3650d, unknown: 3650d}
          baseline: new-only
          reports: instead
          baseImage:
            max: {critical: unlimited, high: unlimited, medium: unlimited, low: unlimited, unknown: unlimited}
        secrets: {max: {}, inlineComments: true}
        hardening: {rules: {non-root-user: off, no-latest-tag: off, no-sudo: off}}
        taskDefinition: {rules: {no-privileged: off, cpu-limit: off, no-public-ip: off}, awsLookups: optional}
        drift: {evidence: either, rules: {running-exec-disabled: off, running-tag-unmoved: off}}
        waiverRules: [{wildcards: true}]
        delegate: {signers: ["**"], exemptions: ["**"], servers: ["**"]}
        internalHosts: ["**"]
        """;

    private static final List<String> HARDENING_RULES = List.of("non-root-user", "no-latest-tag", "no-sudo");
    private static final List<String> TASK_RULES = List.of("no-privileged", "cpu-limit", "no-public-ip");

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

    private final Random random;
    /** Of their own, so that what the others come to does not depend on them. */
    private final Random segments = new Random(20_261_124L);

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
        return gate == GateName.TASK_DEFINITION ? TASK_RULES : HARDENING_RULES;
    }

    private Map<String, Object> plain(double density) {
        Map<String, Object> root = new LinkedHashMap<>(Map.of("version", 1));
        maybe(density, root, "mode", "enforce", "warn", "audit");
        maybe(density, root, "onError", "fail", "unstable");
        Map<String, Object> vulnerabilities = new LinkedHashMap<>();
        severities(density, vulnerabilities, "max", 0, 1, 2, 4, "unlimited");
        maybe(density, vulnerabilities, "onlyFixable", true, false);
        maybe(density, vulnerabilities, "knownExploited", "deny", "allow");
        if (random.nextDouble() < density / 2) {
            vulnerabilities.put("epss", Map.of("deny", pick(0, 0.000001, 0.5, 1)));
        }
        severities(density / 2, vulnerabilities, "fixableFor", "0d", "48h", "7d", "90m");
        maybe(density, vulnerabilities, "baseline", "none", "new-only");
        Map<String, Object> base = new LinkedHashMap<>();
        severities(density, base, "max", 0, 1, 3, 8, "unlimited");
        if (!base.isEmpty()) {
            vulnerabilities.put("baseImage", base);
        }
        maybe(density / 2, vulnerabilities, "databaseMaxAge", "1d", "10d");
        maybe(density / 2, vulnerabilities, "reports", "beside", "instead");
        root.put("vulnerabilities", vulnerabilities);
        Map<String, Object> secrets = new LinkedHashMap<>();
        severities(density, secrets, "max", 0, 1, "unlimited");
        maybe(density / 2, secrets, "inlineComments", true, false);
        root.put("secrets", secrets);
        root.put("hardening", rules(density, HARDENING_RULES));
        Map<String, Object> task = taskDefinition(density);
        if (segments.nextDouble() < density / 2) {
            task.put(
                    "segments",
                    List.of(segment("shop"), segment(List.of("web", "*", "sh*").get(segments.nextInt(3)))));
        }
        root.put("taskDefinition", task);
        root.put("drift", drift(density));
        if (random.nextDouble() < density / 2) {
            root.put("signatures", list(2, this::signature));
        }
        if (segments.nextDouble() < density / 2) {
            root.put("delegate", delegate());
        }
        return root;
    }

    private Map<String, Object> rules(double density, List<String> names) {
        Map<String, Object> section = new LinkedHashMap<>();
        maybe(density, section, "profile", "baseline", "cis-docker", "fsbp", List.of("fsbp", "cis-docker"), "strict");
        Map<String, Object> rules = new LinkedHashMap<>();
        for (String rule : names) {
            maybe(density, rules, rule, "on", "warn", "off");
        }
        section.put("rules", rules);
        return section;
    }

    private Map<String, Object> taskDefinition(double density) {
        Map<String, Object> section = rules(density, TASK_RULES);
        maybe(density, section, "awsLookups", "required", "asked", "optional");
        for (String key : List.of("trustedRegistries", "environmentFiles", "hostPaths", "commands", "admissionHooks")) {
            maybe(
                    density / 4,
                    section,
                    key,
                    List.of("**"),
                    List.of("a/**", "b/*"),
                    List.of("a/**"),
                    List.of("b/c", "a/b"),
                    List.of("a/b"));
        }
        Map<String, Object> images = new LinkedHashMap<>();
        maybe(density, images, "signed", "required", "optional");
        maybe(density, images, "scanned", "required", "optional");
        if (!images.isEmpty()) {
            section.put("images", images);
        }
        return section;
    }

    private Map<String, Object> drift(double density) {
        Map<String, Object> section = new LinkedHashMap<>();
        Map<String, Object> rules = new LinkedHashMap<>();
        for (String rule : List.of("running-exec-disabled", "running-tag-unmoved")) {
            if (segments.nextDouble() < density) {
                rules.put(rule, List.of("on", "warn", "off").get(segments.nextInt(3)));
            }
        }
        section.put("rules", rules);
        if (segments.nextDouble() < density) {
            section.put(
                    "evidence", List.of("both", "attested", "ledger", "either").get(segments.nextInt(4)));
        }
        if (segments.nextDouble() < density / 2) {
            section.put("maxAge", segments.nextBoolean() ? "1d" : "30d");
        }
        return section;
    }

    private Map<String, Object> segment(String service) {
        List<List<String>> sources =
                List.of(List.of(), List.of("web"), List.of("web", "alb:*"), List.of("*", "alb:front"));
        return Map.of("service", service, "reachableFrom", sources.get(segments.nextInt(sources.size())));
    }

    private Map<String, Object> delegate() {
        List<List<String>> patterns = List.of(List.of("x/**"), List.of("**"), List.of(), List.of("x/a", "y"));
        return Map.of(
                "signers",
                patterns.get(segments.nextInt(patterns.size())),
                "exemptions",
                patterns.get(segments.nextInt(patterns.size())));
    }

    private Map<String, Object> signature() {
        if (segments.nextInt(4) == 0) {
            return Map.of(
                    "repositories",
                    List.of(List.of("x/**", "x/a", "**").get(segments.nextInt(3))),
                    "exempt",
                    "mirror",
                    "layer",
                    1 + segments.nextInt(2));
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
        if (segments.nextInt(3) > 0) {
            rule.put("wildcards", segments.nextInt(4) > 0);
        }
        return rule;
    }

    private void severities(double density, Map<String, Object> map, String key, Object... values) {
        Map<String, Object> limits = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            maybe(density, limits, severity.key(), values);
        }
        if (!limits.isEmpty() || random.nextDouble() < density) {
            map.put(key, limits);
        }
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
