package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Parses the YAML text of one policy layer. Unknown keys and rules are errors: a typing mistake must not open the gate. */
public final class PolicyParser {
    private PolicyParser() {}

    /**
     * @param layer name of the layer in decisions and refusals
     * @param file name of the text in messages, such as {@code team.yaml}
     * @throws PolicyFormatException listing every problem of the text
     */
    public static PolicyDocument parse(String layer, String file, String text) throws PolicyFormatException {
        return parse(layer, file, text, KnownRules.builtIn());
    }

    /** @param rules the only ones a policy may set the level of */
    public static PolicyDocument parse(String layer, String file, String text, KnownRules rules)
            throws PolicyFormatException {
        ParsedPolicy parsed = check(layer, file, text, rules);
        if (parsed.document().isEmpty()) {
            throw new PolicyFormatException(file, parsed.problems());
        }
        return parsed.document().get();
    }

    /** Like {@link #parse}, for those who want the problems as data. */
    public static ParsedPolicy check(String layer, String file, String text) {
        return check(layer, file, text, KnownRules.builtIn());
    }

    private static ParsedPolicy check(String layer, String file, String text, KnownRules rules) {
        Problems problems = new Problems(file);
        Optional<YamlValue> root = YamlReader.read(file, text, problems);
        Optional<PolicyDocument> document =
                root.map(value -> new DocumentReader(layer, file, rules, problems).read(value));
        List<PolicyProblem> found = problems.list().stream()
                .sorted(Comparator.comparingInt(PolicyProblem::line))
                .toList();
        return new ParsedPolicy(found.isEmpty() ? document : Optional.empty(), found);
    }

    /**
     * The answer to "is this a policy?".
     *
     * @param document present exactly when there is no problem
     * @param problems in the order of the file's lines
     */
    public record ParsedPolicy(Optional<PolicyDocument> document, List<PolicyProblem> problems) {
        public ParsedPolicy {
            problems = List.copyOf(problems);
            if (document.isPresent() != problems.isEmpty()) {
                throw new IllegalArgumentException("a document and problems exclude each other");
            }
        }
    }
}
