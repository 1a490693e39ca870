package io.jenkins.lib.containergate.ecs.document;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A template function written as a YAML tag: {@code !Sub x} is {@code {"Fn::Sub": x}}.
 *
 * @param key its long form
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
record ShortForm(String key) {
    private static final Set<String> FUNCTIONS = Set.of(
            "And",
            "Base64",
            "Cidr",
            "Equals",
            "FindInMap",
            "GetAtt",
            "GetAZs",
            "If",
            "ImportValue",
            "Join",
            "Length",
            "Not",
            "Or",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform");
    private static final Set<String> PLAIN = Set.of("Ref", "Condition");

    static Optional<ShortForm> ofTag(String tag) {
        String name = tag.startsWith("!") ? tag.substring(1) : "";
        if (PLAIN.contains(name)) {
            return Optional.of(new ShortForm(name));
        }
        return FUNCTIONS.contains(name) ? Optional.of(new ShortForm("Fn::" + name)) : Optional.empty();
    }

    Value of(Value argument, Mark mark) {
        return new Value.Mapping(Map.of(key, argument), mark);
    }
}
