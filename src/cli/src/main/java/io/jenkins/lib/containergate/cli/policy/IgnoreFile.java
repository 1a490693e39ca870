package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import java.util.ArrayList;
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

    /** What Grype takes for one, where the pattern of a waiver means another. */
    private static final Pattern REGULAR_EXPRESSION = Pattern.compile("[*?\\[\\](){}|\\\\^$]");

    private static final String EVERY = "*";

    /** Besides the conditions, who ignored it when. */
    private static final Set<String> SNYK_FIELDS =
            Set.of("reason", "reasonType", "expires", "created", "source", "ignoredBy");

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
        Map<String, YamlValue> sections = IgnoreFields.of(root.get());
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
                reader.line(List.of(entry.split("\\s+")));
            }
        }
        return new IgnoreFile(reader.entries, reader.left);
    }

    /** Collects what becomes a waiver, and what does not. */
    private static final class Reader {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        /** @param words the id, and nothing or its last day */
        void line(List<String> words) {
            Optional<String> expires = Optional.empty();
            if (words.size() > 1) {
                Matcher expiry = TRIVY_EXPIRY.matcher(words.get(1));
                if (words.size() > 2 || !expiry.matches()) {
                    left.add(words.get(0) + ": there is more than exp:DATE behind it");
                    return;
                }
                expires = Optional.of(expiry.group(1));
            }
            add(words.get(0), Optional.empty(), Optional.empty(), Optional.empty(), expires);
        }

        /** Whether an entry cannot be a waiver; then it is said why. */
        private boolean leaves(String id, List<String> problems) {
            if (!problems.isEmpty()) {
                left.add(id + ": " + String.join(", ", problems));
            }
            return !problems.isEmpty();
        }

        void trivy(String section, YamlValue list) {
            if (!(list instanceof Sequence items)) {
                left.add(section + ": not a list of entries");
                return;
            }
            for (YamlValue item : items.items()) {
                List<String> problems = new ArrayList<>();
                IgnoreFields fields =
                        new IgnoreFields(item, "", Set.of("id", "paths", "purls", "statement", "expired_at"), problems);
                String id = fields.id("id").orElse("?");
                if (!section.equals("vulnerabilities")) {
                    left.add(id + ": an entry of " + section + "; rules have other names here");
                    continue;
                }
                List<Optional<String>> purls = fields.texts("purls");
                List<Optional<String>> paths = fields.texts("paths");
                Optional<String> reason = fields.reason("statement");
                Optional<String> expires = fields.text("expired_at");
                if (!leaves(id, problems)) {
                    purls.forEach(purl -> paths.forEach(path -> add(id, purl, path, reason, expires)));
                }
            }
        }

        void grype(YamlValue item) {
            List<String> problems = new ArrayList<>();
            IgnoreFields fields = new IgnoreFields(item, "", Set.of("vulnerability", "package", "reason"), problems);
            Optional<IgnoreFields> packages = fields.inside("package", Set.of("name", "version", "type", "location"));
            String id = fields.id("vulnerability").orElse(EVERY);
            Optional<String> reason = fields.reason("reason");
            Optional<String> path =
                    packages.flatMap(each -> each.text("location")).map(location -> location.replaceFirst("^/", ""));
            List<Optional<String>> patterns = packages.map(Reader::patterns).orElseGet(() -> List.of(Optional.empty()));
            if (leaves(id, problems)) {
                return;
            }
            if (id.equals(EVERY) && packages.filter(each -> !each.empty()).isEmpty()) {
                left.add(id + ": an entry without a vulnerability and a package ignores everything");
                return;
            }
            for (Optional<String> pattern : patterns) {
                add(id, pattern, path, reason, Optional.empty());
            }
        }

        /** A name is the last part of a package URL, with a namespace before it or without. */
        private static List<Optional<String>> patterns(IgnoreFields packages) {
            Optional<String> name = packages.text("name");
            Optional<String> type = packages.text("type");
            Optional<String> version = packages.text("version");
            if (name.filter(text -> REGULAR_EXPRESSION.matcher(text).find()).isPresent()) {
                packages.problem("a waiver has no regular expression as package.name");
            }
            if (name.isEmpty()) {
                if (version.isPresent()) {
                    packages.problem("a waiver has no package.version without package.name");
                }
                return List.of(type.map(each -> "pkg:" + PURL_TYPES.getOrDefault(each, each) + "/*"));
            }
            String named = name.get() + version.map(text -> "@" + text).orElse("");
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
                if (!(each instanceof Mapping mapping) || mapping.entries().isEmpty()) {
                    left.add(id + ": " + each.kind() + " in the place of a path");
                }
                IgnoreFields.of(each).forEach((path, conditions) -> {
                    if (!path.equals("*")) {
                        left.add(id + ": a path through dependencies; name the package by hand");
                        return;
                    }
                    List<String> problems = new ArrayList<>();
                    IgnoreFields fields = new IgnoreFields(conditions, "", SNYK_FIELDS, problems);
                    Optional<String> reason = fields.reason("reason");
                    Optional<String> expires = fields.text("expires");
                    if (!leaves(id, problems)) {
                        add(id, Optional.empty(), Optional.empty(), reason, expires);
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
            boolean everything = id.equals(EVERY) && packages.isPresent();
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
