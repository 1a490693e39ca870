package io.jenkins.lib.containergate.secret.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.JsonProblem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An organisation's rules in the configuration format of gitleaks. What this engine cannot honour is an error that names
 * it: a rule that is left out silently finds nothing.
 *
 * @see <a href="https://github.com/gitleaks/gitleaks#configuration">gitleaks configuration</a>
 */
public final class GitleaksRules {
    /** Bytes of one file. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int MAX_RULES = 1_000;
    private static final Set<String> TOP =
            Set.of("title", "description", "minVersion", "extend", "rules", "allowlist", "allowlists");
    private static final Set<String> RULE = Set.of(
            "id",
            "description",
            "regex",
            "secretGroup",
            "entropy",
            "path",
            "keywords",
            "tags",
            "allowlist",
            "allowlists");

    private final TomlTable file;

    private GitleaksRules(TomlTable file) {
        this.file = file;
    }

    /**
     * @param name of the file, for messages
     * @throws GateException when it is malformed, too large, or asks for something unknown
     */
    public static List<CustomRule> read(String name, byte[] toml) throws GateException {
        if (toml.length > MAX_BYTES) {
            throw new LimitExceededException(name, "bytes of a rule file", MAX_BYTES);
        }
        TomlFactory factory = TomlFactory.builder()
                .streamReadConstraints(JsonBounds.depth(16).texts(64 << 10).constraints())
                .build();
        try {
            JsonNode tree = new TomlMapper(factory).readTree(toml);
            return new GitleaksRules(new TomlTable(name, tree)).rules();
        } catch (JsonProcessingException e) {
            throw new GateException(name + " is not TOML: " + JsonProblem.of(e), "correct the file", e);
        } catch (IOException e) {
            throw new GateException(name + " cannot be read", "correct the file", e);
        }
    }

    private List<CustomRule> rules() throws GateException {
        file.only(TOP);
        for (TomlTable extend : file.tables("extend")) {
            // this project's rules are always there, as gitleaks' own would be
            extend.only(Set.of("useDefault"));
        }
        List<TargetedAllowList> shared = GitleaksAllowLists.shared(file);
        List<TomlTable> tables = file.tables("rules");
        if (tables.size() > MAX_RULES) {
            throw new LimitExceededException(file.place(), "rules of a file", MAX_RULES);
        }
        List<CustomRule> rules = new ArrayList<>();
        for (TomlTable table : tables) {
            rules.add(rule(table, shared));
        }
        return List.copyOf(rules);
    }

    private static CustomRule rule(TomlTable table, List<TargetedAllowList> shared) throws GateException {
        table.only(RULE);
        RuleId id = table.ruleId("id");
        TomlTable named = table.called(id.value());
        List<AllowList> allowLists = new ArrayList<>(GitleaksAllowLists.of(named));
        shared.stream()
                .filter(list -> list.concerns(id))
                .map(TargetedAllowList::list)
                .forEach(allowLists::add);
        Optional<Pattern> regex = named.pattern("regex");
        Optional<Pattern> path = named.pattern("path");
        if (regex.isEmpty() && path.isEmpty()) {
            throw named.problem("has no regex and no path", "give it one of them");
        }
        int group = named.number("secretGroup").intValue();
        if (regex.isPresent() && group > regex.get().groupCount()) {
            throw named.problem(
                    "has 'secretGroup' = " + group + ", but 'regex' has "
                            + regex.get().groupCount() + " groups",
                    "give the number of the group that holds the secret");
        }
        return new CustomRule(
                id,
                named.text("description").orElse(id.value()),
                severity(named.texts("tags")),
                regex,
                group,
                named.number("entropy").doubleValue(),
                path,
                named.keywords("keywords"),
                allowLists);
    }

    /** gitleaks knows no severities; a tag may name one. */
    private static Severity severity(List<String> tags) {
        return tags.stream()
                .map(Severity::ofKey)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Severity.HIGH);
    }
}
