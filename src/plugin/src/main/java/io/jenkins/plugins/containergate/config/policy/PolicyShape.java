package io.jenkins.plugins.containergate.config.policy;

import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies that are no text: from Configuration as Code, where every value is a text, and from forms of one field for each
 * key, which had lists where policy files have mappings. Both are written as a policy file, and what is wrong with them is
 * left for the parser of policies to say.
 */
final class PolicyShape {
    /** Whose values are numbers or flags; those of all other keys are texts. */
    private static final Set<String> TYPED = Stream.concat(
                    Stream.of("version", "require", "ignoreTlog", "asStrict", "wildcards"),
                    PolicyKeys.all().stream()
                            .filter(key -> key.format().typed())
                            .map(PolicyKey::name))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");
    private static final String REACHABLE_FROM = "reachableFrom";

    private PolicyShape() {}

    static String yaml(Map<?, ?> plain) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("version", 1);
        policy.putAll(mapping(plain));
        return YamlWriter.write(policy);
    }

    private static Map<String, Object> mapping(Map<?, ?> plain) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        boolean formerWaiver = plain.containsKey("rule") && !plain.containsKey("package");
        for (Map.Entry<?, ?> entry : plain.entrySet()) {
            String key = String.valueOf(entry.getKey());
            put(mapping, formerWaiver && key.equals("packages") ? "package" : key, entry.getValue());
        }
        if (mapping.containsKey("service")) {
            mapping.putIfAbsent(REACHABLE_FROM, List.of());
        }
        return mapping;
    }

    private static void put(Map<String, Object> mapping, String key, Object value) {
        switch (key) {
            case "rules" -> mapping.put(key, rules(value));
            case "profile" -> mapping.put(key, profiles(value));
            case "annotations" -> mapping.put(key, annotations(value));
            case "imagesSigned" -> images(mapping).put("signed", value(key, value));
            case "imagesScanned" -> images(mapping).put("scanned", value(key, value));
            // without its number it would be a section without effect: the parser asks for it
            case "epss" -> mapping.put(key, Map.of().equals(value) ? Map.of("deny", "") : value(key, value));
            default -> mapping.put(key, value(key, value));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> images(Map<String, Object> mapping) {
        return (Map<String, Object>) mapping.computeIfAbsent("images", unused -> new LinkedHashMap<String, Object>());
    }

    private static Object value(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return mapping(map);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(value(key, item)));
            return items;
        }
        if (value instanceof Date date) {
            return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
        }
        String text = value.toString();
        if (!TYPED.contains(key)) {
            return text;
        }
        if (INTEGER.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        if (DECIMAL.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    /** The rules of the policy's own as they are, or a mapping from rule to level. Of two entries for one rule neither is guessed: together they are an error. */
    private static Object rules(Object value) {
        if (!(value instanceof List<?> list) || list.stream().noneMatch(PolicyShape::level)) {
            return value("rules", value);
        }
        Map<String, Object> levels = new LinkedHashMap<>();
        for (Object each : list) {
            Map<?, ?> entry = each instanceof Map<?, ?> map ? map : Map.of();
            levels.merge(
                    String.valueOf(entry.get("rule")),
                    String.valueOf(entry.get("level")),
                    (one, other) -> one + " and " + other);
        }
        return levels;
    }

    private static boolean level(Object entry) {
        return entry instanceof Map<?, ?> map && !map.containsKey("when");
    }

    /** One name, or several with commas between them. */
    private static Object profiles(Object value) {
        return value instanceof CharSequence text && text.toString().contains(",")
                ? Stream.of(text.toString().split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList()
                : value("profile", value);
    }

    /** A mapping out of {@code NAME=VALUE} each; what is none, or is there twice, is left as it is: an error. */
    private static Object annotations(Object value) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, text) -> pairs.put(String.valueOf(name), text.toString()));
            return pairs;
        }
        if (!(value instanceof List<?> list)) {
            return value("annotations", value);
        }
        for (Object entry : list) {
            String text = String.valueOf(entry);
            int equals = text.indexOf('=');
            if (equals <= 0
                    || pairs.put(
                                    text.substring(0, equals).strip(),
                                    text.substring(equals + 1).strip())
                            != null) {
                return text;
            }
        }
        return pairs;
    }
}
