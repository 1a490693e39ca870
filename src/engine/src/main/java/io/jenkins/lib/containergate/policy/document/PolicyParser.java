package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Parses the YAML text of one policy layer. Unknown keys are errors: a typing mistake must not open the gate. */
public final class PolicyParser {
    private PolicyParser() {}

    /**
     * @param layer name of the layer in decisions and refusals
     * @param file name of the text in messages, such as {@code team.yaml}
     * @throws PolicyFormatException listing every problem of the text
     */
    public static PolicyDocument parse(String layer, String file, String text) throws PolicyFormatException {
        ParsedPolicy parsed = check(layer, file, text);
        if (parsed.document().isEmpty()) {
            throw new PolicyFormatException(file, parsed.problems());
        }
        return parsed.document().get();
    }

    /** Like {@link #parse}, for those who want the problems as data. */
    public static ParsedPolicy check(String layer, String file, String text) {
        Problems problems = new Problems(file);
        Optional<YamlValue> root = YamlReader.read(file, text, problems);
        Optional<PolicyDocument> document = root.map(value -> new DocumentReader(layer, file, problems).read(value));
        List<PolicyProblem> found = problems.list().stream()
                .sorted(Comparator.comparingInt(PolicyProblem::line))
                .toList();
        return new ParsedPolicy(found.isEmpty() ? document : Optional.empty(), found);
    }
}
