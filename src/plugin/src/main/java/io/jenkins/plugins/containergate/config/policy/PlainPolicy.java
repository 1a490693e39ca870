package io.jenkins.plugins.containergate.config.policy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a form as a mapping of a policy file. What is empty is left out; what is no value of a policy is
 * passed on as it is, so that the one parser of policies says what is wrong with it.
 */
final class PlainPolicy {
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");

    private final Map<String, Object> map = new LinkedHashMap<>();

    Map<String, Object> map() {
        return map;
    }

    PlainPolicy text(String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
        return this;
    }

    /** A number where it looks like one. */
    PlainPolicy scalar(String key, @Nullable String value) {
        if (value != null && INTEGER.matcher(value).matches()) {
            map.put(key, Integer.valueOf(value));
        } else if (value != null && DECIMAL.matcher(value).matches()) {
            map.put(key, new BigDecimal(value));
        } else {
            text(key, value);
        }
        return this;
    }

    /**
     * A number without which its section means nothing. When it is missing, that is an error and not a section without
     * effect: configuration as code drops decimals that are not in quotes, and says nothing.
     */
    PlainPolicy required(String key, @Nullable String value) {
        return scalar(key, value == null ? "" : value);
    }

    PlainPolicy flag(String key, @Nullable String value) {
        if ("true".equals(value) || "false".equals(value)) {
            map.put(key, Boolean.valueOf(value));
        } else {
            text(key, value);
        }
        return this;
    }

    /** One name, or several separated by commas. */
    PlainPolicy profiles(String key, @Nullable String value) {
        if (value == null || !value.contains(",")) {
            return text(key, value);
        }
        return texts(
                key,
                Stream.of(value.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    PlainPolicy texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            map.put(key, List.copyOf(values));
        }
        return this;
    }

    /** A mapping out of {@code NAME=VALUE} each; of two entries for one name neither wins: the mapping is then none. */
    PlainPolicy pairs(String key, List<String> entries) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? entry : entry.substring(0, equals).strip();
            if (equals <= 0 || pairs.put(name, entry.substring(equals + 1).strip()) != null) {
                // told as the error that it is, with the text that is wrong
                map.put(key, entry);
                return this;
            }
        }
        if (!pairs.isEmpty()) {
            map.put(key, pairs);
        }
        return this;
    }

    /** A list that says something even if it is empty. */
    PlainPolicy list(String key, List<String> values) {
        map.put(key, List.copyOf(values));
        return this;
    }

    /** A mapping that says something by being there, even if empty. */
    PlainPolicy section(String key, @Nullable PolicyPart part) {
        if (part != null) {
            map.put(key, part.plain());
        }
        return this;
    }

    /** A mapping that says nothing when it is empty. */
    PlainPolicy values(String key, @Nullable PolicyPart part) {
        return part == null || part.plain().isEmpty() ? this : section(key, part);
    }

    PlainPolicy sections(String key, List<? extends PolicyPart> parts) {
        if (!parts.isEmpty()) {
            map.put(key, parts.stream().map(PolicyPart::plain).toList());
        }
        return this;
    }

    /** A mapping from rule to level; of two entries for one rule the stricter reading is not guessed: it is an error. */
    PlainPolicy rules(String key, List<RuleLevelSettings> rules) {
        Map<String, Object> levels = new LinkedHashMap<>();
        for (RuleLevelSettings rule : rules) {
            levels.merge(
                    String.valueOf(rule.getRule()),
                    String.valueOf(rule.getLevel()),
                    (one, other) -> one + " and " + other);
        }
        if (!levels.isEmpty()) {
            map.put(key, levels);
        }
        return this;
    }
}
