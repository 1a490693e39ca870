package io.jenkins.plugins.containergate.config.policy;

import hudson.Util;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.plugins.containergate.config.Lines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy with one value in it, to ask the parser of policies what it thinks of that value: a form and a file are
 * then never judged by different rules.
 */
final class PolicyProbe {
    private final List<String> path;
    private final PlainPolicy fields = new PlainPolicy();
    private String field = "";

    /** @param path of the mapping the value stands in; a segment that ends in {@code []} is a list with one entry */
    PolicyProbe(String... path) {
        this.path = List.of(path);
    }

    PolicyProbe text(String name, @Nullable String value) {
        field = name;
        fields.text(name, Util.fixEmptyAndTrim(value));
        return this;
    }

    PolicyProbe scalar(String name, @Nullable String value) {
        field = name;
        fields.scalar(name, Util.fixEmptyAndTrim(value));
        return this;
    }

    PolicyProbe profiles(String name, @Nullable String value) {
        field = name;
        fields.profiles(name, Util.fixEmptyAndTrim(value));
        return this;
    }

    PolicyProbe pairs(String name, String value) {
        field = name;
        fields.pairs(name, Lines.of(List.of(value)));
        return this;
    }

    PolicyProbe lines(String name, String value) {
        field = name;
        fields.texts(name, Lines.of(List.of(value)));
        return this;
    }

    /** What the parser objects to in this value; that fields beside it are missing does not matter here. */
    Optional<String> problem() {
        if (fields.map().isEmpty()) {
            return Optional.empty();
        }
        return PolicyParser.check("form", "form", YamlWriter.write(document())).problems().stream()
                .map(PolicyProblem::text)
                .filter(text -> text.contains("." + field))
                .findFirst();
    }

    private Map<String, Object> document() {
        Object value = fields.map();
        for (int i = path.size() - 1; i >= 0; i--) {
            String segment = path.get(i);
            boolean list = segment.endsWith("[]");
            Map<String, Object> outer = new LinkedHashMap<>();
            outer.put(list ? segment.substring(0, segment.length() - 2) : segment, list ? List.of(value) : value);
            value = outer;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        ((Map<?, ?>) value).forEach((key, part) -> document.put((String) key, part));
        return document;
    }
}
