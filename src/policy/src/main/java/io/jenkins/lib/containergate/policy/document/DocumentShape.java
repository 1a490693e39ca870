package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tree of keys a policy file may have, grown from the table of settings. */
final class DocumentShape {
    enum Kind {
        VERSION,
        SIGNATURES,
        WAIVERS,
        SECTION,
        RULES,
        KEY
    }

    static final String VERSION = "version";
    static final DocumentShape ROOT = root();

    private final Kind kind;
    private final Map<String, DocumentShape> children = new LinkedHashMap<>();
    private final @Nullable PolicyKey<?> key;
    private final @Nullable Function<RuleId, PolicyKey<RuleLevel>> rules;

    private DocumentShape(
            Kind kind, @Nullable PolicyKey<?> key, @Nullable Function<RuleId, PolicyKey<RuleLevel>> rules) {
        this.kind = kind;
        this.key = key;
        this.rules = rules;
    }

    private static DocumentShape root() {
        DocumentShape root = new DocumentShape(Kind.SECTION, null, null);
        root.children.put(VERSION, new DocumentShape(Kind.VERSION, null, null));
        for (PolicyKey<?> key : PolicyKeys.all()) {
            DocumentShape section = root;
            for (String segment : key.segments().subList(0, key.segments().size() - 1)) {
                section = section.children.computeIfAbsent(
                        segment, unused -> new DocumentShape(Kind.SECTION, null, null));
            }
            String last = key.name();
            section.children.put(last, new DocumentShape(Kind.KEY, key, null));
        }
        PolicyKeys.ruleSections().forEach((path, rules) -> {
            String[] segments = path.split("\\.");
            DocumentShape section = root.child(segments[0]).orElseThrow();
            section.children.put(segments[1], new DocumentShape(Kind.RULES, null, rules));
        });
        root.children.put("signatures", new DocumentShape(Kind.SIGNATURES, null, null));
        root.children.put("waivers", new DocumentShape(Kind.WAIVERS, null, null));
        return root;
    }

    Kind kind() {
        return kind;
    }

    Optional<DocumentShape> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    Set<String> children() {
        return children.keySet();
    }

    Optional<PolicyKey<?>> key() {
        return Optional.ofNullable(key);
    }

    PolicyKey<RuleLevel> rule(RuleId rule) {
        if (rules == null) {
            throw new IllegalStateException("not a section of rules");
        }
        return rules.apply(rule);
    }
}
