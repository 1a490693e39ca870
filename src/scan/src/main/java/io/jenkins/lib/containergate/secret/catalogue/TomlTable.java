package io.jenkins.lib.containergate.secret.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table of a rule file; reads its fields or says what is wrong and where.
 *
 * @param place as the user knows it: the file, and the rule once it is known
 */
record TomlTable(String place, JsonNode node) {
    private static final int MAX_PATTERN = 10_000;
    /** Each byte of a text may have to be compared with each step. */
    private static final int MAX_PATTERN_SIZE = 5_000;

    private static final int MAX_LIST = 2_000;

    TomlTable called(String rule) {
        return new TomlTable(place + ", rule " + rule, node);
    }

    GateException problem(String what, String remedy) {
        return new GateException(place + ": it " + what, remedy);
    }

    /** @throws GateException when it has another field */
    void only(Set<String> fields) throws GateException {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw problem(
                        "uses " + ShownName.of(name) + ", which is not supported",
                        "remove it; known here are " + fields.stream().sorted().toList());
            }
        }
    }

    /** A list of tables, or one table. */
    List<TomlTable> tables(String field) throws GateException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (value.isObject()) {
            return List.of(new TomlTable(place + ", " + field, value));
        }
        if (!value.isArray()) {
            throw problem("has something else than tables in '" + field + "'", "write [[" + field + "]]");
        }
        List<TomlTable> tables = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isObject()) {
                throw problem("has something else than tables in '" + field + "'", "write [[" + field + "]]");
            }
            tables.add(new TomlTable(place + ", " + field + " " + (tables.size() + 1), element));
        }
        return tables;
    }

    Optional<String> text(String field) throws GateException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw problem("has no text in '" + field + "'", "write it in quotes");
        }
        return Optional.of(value.asText());
    }

    RuleId ruleId(String field) throws GateException {
        String id = text(field).orElseThrow(() -> problem("has no " + field, "give every rule one"));
        try {
            return new RuleId(id);
        } catch (IllegalArgumentException e) {
            throw problem("has an " + field + " that is " + e.getMessage(), "choose a shorter, simpler one");
        }
    }

    Number number(String field) throws GateException {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 100) {
            throw problem("has no number from 0 to 100 in '" + field + "'", "correct it");
        }
        return value.numberValue();
    }

    List<String> texts(String field) throws GateException {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isArray()) {
            throw problem("has no list in '" + field + "'", "write it in brackets: [\"...\"]");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual() || texts.size() == MAX_LIST) {
                throw problem(
                        "has something else than at most " + MAX_LIST + " texts in '" + field + "'", "correct it");
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** Words that can be looked for byte by byte. */
    List<String> keywords(String field) throws GateException {
        List<String> keywords = texts(field);
        for (String keyword : keywords) {
            if (keyword.isEmpty() || keyword.length() > 100 || keyword.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw problem("has a keyword that is not 1 to 100 ASCII characters", "correct it");
            }
        }
        return keywords;
    }

    Optional<Pattern> pattern(String field) throws GateException {
        Optional<String> text = text(field);
        return text.isEmpty() ? Optional.empty() : Optional.of(compiled(field, text.get()));
    }

    List<Pattern> patterns(String field) throws GateException {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts(field)) {
            patterns.add(compiled(field, text));
        }
        return patterns;
    }

    private Pattern compiled(String field, String pattern) throws GateException {
        if (pattern.length() > MAX_PATTERN) {
            throw problem("has more than " + MAX_PATTERN + " characters in '" + field + "'", "write a shorter pattern");
        }
        if (PatternSize.of(pattern) > MAX_PATTERN_SIZE) {
            throw problem(
                    "has a pattern in '" + field + "' that is longer than " + MAX_PATTERN_SIZE
                            + " steps with its counted repetitions written out",
                    "write smaller counts, or + and * where the number does not matter");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw problem(
                    "has a pattern in '" + field + "' that is not supported: " + SafeText.visible(e.getDescription()),
                    "write it in the syntax of RE2: no lookaround, no backreferences, no count above 1000");
        }
    }
}
