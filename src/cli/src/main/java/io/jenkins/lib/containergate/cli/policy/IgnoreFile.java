package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What other scanners were told to ignore: {@code .trivyignore}, {@code .trivyignore.yaml}, {@code .grype.yaml} and
 * {@code .snyk}. An entry with a condition that a waiver cannot have is left out, because without it the waiver would excuse
 * more.
 *
 * @param entries that can be waivers
 * @param left entries that cannot, each with the reason
 */
record IgnoreFile(List<Entry> entries, List<String> left) {
    /** Ids of vulnerabilities in public databases; those of Trivy's checks, of secrets and of Snyk mean nothing elsewhere. */
    private static final Pattern VULNERABILITY =
            Pattern.compile("(?!AVD-|SNYK-|KSV)[A-Z][A-Za-z]*-[A-Za-z0-9:.-]*[0-9A-Za-z]");

    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?");
    private static final Pattern TRIVY_EXPIRY = Pattern.compile("exp:(\\S+)");

    /** Grype's names of package types, as package URLs call them. */
    private static final Map<String, String> PURL_TYPES = Map.ofEntries(
            Map.entry("deb", "deb"),
            Map.entry("rpm", "rpm"),
            Map.entry("apk", "apk"),
            Map.entry("npm", "npm"),
            Map.entry("python", "pypi"),
            Map.entry("java-archive", "maven"),
            Map.entry("go-module", "golang"),
            Map.entry("gem", "gem"),
            Map.entry("rust-crate", "cargo"),
            Map.entry("php-composer", "composer"),
            Map.entry("dotnet", "nuget"));

    IgnoreFile {
        entries = List.copyOf(entries);
        left = List.copyOf(left);
    }

    /**
     * One condition under which findings were ignored.
     *
     * @param rule id of a vulnerability, or {@code *}
     * @param packages pattern over package URLs
     * @param path pattern over paths
     * @param expires as written, {@code 2027-01-31}
     */
    record Entry(
            String rule,
            Optional<String> packages,
            Optional<String> path,
            Optional<String> reason,
            Optional<String> expires) {}

    /**
     * @param name of the file, for messages
     * @throws UsageException when it is in none of the formats
     */
    static IgnoreFile read(String name, String text) throws UsageException {
        if (name.endsWith(".trivyignore")) {
            return lines(text);
        }
        Problems problems = new Problems(name);
        Optional<YamlValue> root = YamlReader.read(name, text, problems);
        if (root.isEmpty()) {
            throw new UsageException(
                    problems.list().get(0).toString(), "name a .trivyignore, .trivyignore.yaml, .grype.yaml or .snyk");
        }
        Map<String, YamlValue> sections = fields(root.get());
        Reader reader = new Reader();
        if (sections.get("ignore") instanceof Sequence rules) {
            rules.items().forEach(reader::grype);
        } else if (sections.get("ignore") instanceof Mapping ids) {
            ids.entries().forEach(id -> reader.snyk(id.key(), id.value()));
        } else if (sections.keySet().stream()
                .anyMatch(Set.of("vulnerabilities", "misconfigurations", "secrets", "licenses")::contains)) {
            sections.forEach(reader::trivy);
        } else {
            throw new UsageException(
                    name + " has no entries that a scanner ignores: neither 'ignore' nor 'vulnerabilities'",
                    "name a .trivyignore, .trivyignore.yaml, .grype.yaml or .snyk");
        }
        return new IgnoreFile(reader.entries, reader.left);
    }

    private static IgnoreFile lines(String text) {
        Reader reader = new Reader();
        for (String line : text.split("\\R")) {
            String entry = line.replaceAll("(^|\\s)#.*", "").strip();
            if (!entry.isEmpty()) {
                Matcher expiry = TRIVY_EXPIRY.matcher(entry);
                Optional<String> expires = expiry.find() ? Optional.of(expiry.group(1)) : Optional.empty();
                reader.add(entry.split("\\s+")[0], Optional.empty(), Optional.empty(), Optional.empty(), expires);
            }
        }
        return new IgnoreFile(reader.entries, reader.left);
    }

    private static Map<String, YamlValue> fields(YamlValue value) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        if (value instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> fields.put(entry.key(), entry.value()));
        }
        return fields;
    }

    private static Optional<String> text(Map<String, YamlValue> fields, String name) {
        return fields.get(name) instanceof Scalar scalar && !scalar.text().isBlank()
                ? Optional.of(scalar.text().strip())
                : Optional.empty();
    }

    private static List<Optional<String>> texts(Map<String, YamlValue> fields, String name) {
        List<Optional<String>> texts = new ArrayList<>();
        if (fields.get(name) instanceof Sequence list) {
            list.items().forEach(item -> {
                if (item instanceof Scalar scalar) {
                    texts.add(Optional.of(scalar.text()));
                }
            });
        }
        return texts.isEmpty() ? List.of(Optional.empty()) : texts;
    }

    /** Collects what becomes a waiver, and what does not. */
    private static final class Reader {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        void trivy(String section, YamlValue list) {
            if (!(list instanceof Sequence items)) {
                return;
            }
            for (YamlValue item : items.items()) {
                Map<String, YamlValue> fields = fields(item);
                String id = text(fields, "id").orElse("?");
                if (!section.equals("vulnerabilities")) {
                    left.add(id + ": an entry of " + section + "; rules have other names here");
                    continue;
                }
                for (Optional<String> purl : texts(fields, "purls")) {
                    for (Optional<String> path : texts(fields, "paths")) {
                        add(id, purl, path, text(fields, "statement"), text(fields, "expired_at"));
                    }
                }
            }
        }

        void grype(YamlValue item) {
            Map<String, YamlValue> fields = fields(item);
            Map<String, YamlValue> packages = fields.containsKey("package") ? fields(fields.get("package")) : Map.of();
            String id = text(fields, "vulnerability").orElse("*");
            List<String> others = new ArrayList<>(fields.keySet());
            others.removeAll(List.of("vulnerability", "package", "reason"));
            packages.keySet().stream()
                    .filter(key ->
                            !Set.of("name", "version", "type", "location").contains(key))
                    .forEach(key -> others.add("package." + key));
            if (!others.isEmpty()) {
                left.add(id + ": a waiver has no " + String.join(", ", others)
                        + (others.contains("fix-state") ? "; see vulnerabilities.onlyFixable" : ""));
                return;
            }
            Optional<String> path = text(packages, "location").map(location -> location.replaceFirst("^/", ""));
            Optional<String> reason = text(fields, "reason");
            if (id.equals("*") && packages.isEmpty()) {
                left.add(id + ": an entry without a vulnerability and a package ignores everything");
                return;
            }
            for (Optional<String> pattern : patterns(packages)) {
                add(id, pattern, path, reason, Optional.empty());
            }
        }

        /** A name is the last part of a package URL, with a namespace before it or without. */
        private static List<Optional<String>> patterns(Map<String, YamlValue> packages) {
            Optional<String> name = text(packages, "name");
            Optional<String> type = text(packages, "type");
            if (name.isEmpty()) {
                return List.of(type.map(each -> "pkg:" + PURL_TYPES.getOrDefault(each, each) + "/*"));
            }
            String named = name.get()
                    + text(packages, "version").map(version -> "@" + version).orElse("");
            if (type.isEmpty()) {
                return List.of(Optional.of("pkg:*/" + named));
            }
            String prefix = "pkg:" + PURL_TYPES.getOrDefault(type.get(), type.get()) + "/";
            return List.of(Optional.of(prefix + named), Optional.of(prefix + "*/" + named));
        }

        void snyk(String id, YamlValue value) {
            if (!(value instanceof Sequence paths)) {
                left.add(id + ": not a list of paths");
                return;
            }
            for (YamlValue each : paths.items()) {
                fields(each).forEach((path, conditions) -> {
                    if (path.equals("*")) {
                        Map<String, YamlValue> fields = fields(conditions);
                        add(id, Optional.empty(), Optional.empty(), text(fields, "reason"), text(fields, "expires"));
                    } else {
                        left.add(id + ": a path through dependencies; name the package by hand");
                    }
                });
            }
        }

        void add(
                String id,
                Optional<String> packages,
                Optional<String> path,
                Optional<String> reason,
                Optional<String> expires) {
            boolean everything = id.equals("*") && packages.isPresent();
            if (!everything && !VULNERABILITY.matcher(id).matches()) {
                left.add(id + ": not the id of a vulnerability in a public database"
                        + (id.startsWith("SNYK-") ? "; its page at Snyk names the CVE" : ""));
                return;
            }
            Optional<String> day = Optional.empty();
            if (expires.isPresent()) {
                Matcher date = DATE.matcher(expires.get());
                if (!date.matches()) {
                    left.add(id + ": its expiry is not a date");
                    return;
                }
                day = Optional.of(date.group(1));
            }
            entries.add(new Entry(id, packages, path, reason, day));
        }
    }
}
