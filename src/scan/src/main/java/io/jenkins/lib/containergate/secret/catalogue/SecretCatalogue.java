package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.secret.text.KeywordFinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rules of a scan, ready to be asked: which keyword leads to which rules. Immutable, shared by all threads. */
public final class SecretCatalogue {
    /** Files of this project's rules; a rule of an earlier one goes before. */
    private static final List<String> FILES = List.of(
            "clouds",
            "code-hosting",
            "package-registries",
            "messaging",
            "payments",
            "ai",
            "observability",
            "infrastructure",
            "software",
            "keys",
            "generic");

    private static final String NAMED_FILES = "named-files";

    /** Percent-encodings of printable characters. */
    private static final Set<String> ESCAPES = IntStream.range(0x20, 0x80)
            .mapToObj(character -> "%" + Integer.toHexString(character))
            .collect(Collectors.toUnmodifiableSet());

    private final List<SecretRule> rules;
    private final List<NamedFileRule> namedFileRules;
    private final List<CustomRule> customRules;
    private final KeywordFinder finder;
    private final List<List<SecretRule>> rulesOf;
    private final List<List<KeywordRule>> customRulesOf;
    private final boolean[] escapes;

    /** @throws IllegalArgumentException when two rules have one id */
    public SecretCatalogue(List<SecretRule> rules, List<CustomRule> customRules) {
        this(rules, List.of(), customRules);
    }

    private SecretCatalogue(List<SecretRule> rules, List<NamedFileRule> namedFileRules, List<CustomRule> customRules) {
        this.rules = List.copyOf(rules);
        this.namedFileRules = List.copyOf(namedFileRules);
        this.customRules = List.copyOf(customRules);
        Set<RuleId> ids = new HashSet<>();
        rules.forEach(rule -> unique(ids, rule.id()));
        namedFileRules.forEach(rule -> unique(ids, rule.id()));
        // one of an organisation may be called as one of this project: gitleaks' own rules are
        Set<RuleId> own = new HashSet<>();
        customRules.forEach(rule -> unique(own, rule.id()));
        List<String> keywords = new ArrayList<>(ESCAPES);
        rules.forEach(rule -> keywords.addAll(rule.keywords()));
        customRules.forEach(rule -> keywords.addAll(rule.keywords()));
        finder = new KeywordFinder(keywords);
        rulesOf = new ArrayList<>();
        customRulesOf = new ArrayList<>();
        escapes = new boolean[finder.keywords().size()];
        Map<String, List<SecretRule>> byKeyword = byKeyword(rules, SecretRule::keywords);
        Map<String, List<KeywordRule>> customByKeyword = customByKeyword(customRules);
        for (String keyword : finder.keywords()) {
            escapes[rulesOf.size()] = ESCAPES.contains(keyword);
            rulesOf.add(byKeyword.getOrDefault(keyword, List.of()));
            customRulesOf.add(customByKeyword.getOrDefault(keyword, List.of()));
        }
    }

    private static <R> Map<String, List<R>> byKeyword(List<R> rules, Function<R, List<String>> keywords) {
        Map<String, List<R>> byKeyword = new HashMap<>();
        for (R rule : rules) {
            keywords.apply(rule).stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(word -> byKeyword
                            .computeIfAbsent(word, w -> new ArrayList<>())
                            .add(rule));
        }
        return byKeyword;
    }

    /**
     * What a keyword says of a rule of an organisation.
     *
     * @param anchored empty when the rule is to be asked of the whole text
     * @param offsets how many characters into the head of the pattern the keyword may stand
     * @param needed texts in lower case, one of which is in every text that the rule finds something in; none where that is
     *     not known
     */
    public record KeywordRule(
            CustomRule rule, Optional<AnchoredPattern> anchored, Set<Integer> offsets, Set<String> needed) {}

    private static Map<String, List<KeywordRule>> customByKeyword(List<CustomRule> rules) {
        Map<String, List<KeywordRule>> byKeyword = new HashMap<>();
        for (CustomRule rule : rules) {
            Optional<AnchoredPattern> anchored =
                    rule.pattern().flatMap(pattern -> AnchoredPattern.of(pattern.pattern(), rule.keywords()));
            Set<String> needed = rule.pattern()
                    .map(pattern -> AnchoredPattern.needed(pattern.pattern()))
                    .orElse(Set.of());
            for (String keyword : rule.keywords()) {
                String word = keyword.toLowerCase(Locale.ROOT);
                Set<Integer> offsets = anchored.map(each -> each.offsets(word)).orElse(Set.of());
                // a keyword that no match begins with says nothing where others do
                if (anchored.isEmpty() || !offsets.isEmpty()) {
                    byKeyword
                            .computeIfAbsent(word, unused -> new ArrayList<>())
                            .add(new KeywordRule(rule, anchored, offsets, needed));
                }
            }
        }
        return byKeyword;
    }

    private static void unique(Set<RuleId> ids, RuleId id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("two rules are called " + id);
        }
    }

    /** This project's rules, read anew. */
    public static SecretCatalogue standard() {
        return new SecretCatalogue(standardRules(), standardNamedFileRules(), List.of());
    }

    public static List<SecretRule> standardRules() {
        List<SecretRule> rules = new ArrayList<>();
        FILES.forEach(file -> rules.addAll(read(file, RuleFile::read)));
        return rules;
    }

    public static List<NamedFileRule> standardNamedFileRules() {
        return read(NAMED_FILES, RuleFile::readNamedFiles);
    }

    private interface Reader<R> {
        List<R> read(InputStream in) throws IOException;
    }

    private static <R> List<R> read(String file, Reader<R> reader) {
        try (InputStream in = SecretCatalogue.class.getResourceAsStream(file + ".toml")) {
            if (in == null) {
                throw new IllegalStateException("the rules " + file + " are missing from this build");
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the rules " + file + " of this build cannot be read", e);
        }
    }

    /** This catalogue with an organisation's rules besides. */
    public SecretCatalogue with(List<CustomRule> more) {
        List<CustomRule> all = new ArrayList<>(customRules);
        all.addAll(more);
        return new SecretCatalogue(rules, namedFileRules, all);
    }

    public List<NamedFileRule> namedFileRules() {
        return namedFileRules;
    }

    public List<SecretRule> rules() {
        return rules;
    }

    public List<CustomRule> customRules() {
        return customRules;
    }

    public KeywordFinder finder() {
        return finder;
    }

    /** The rules that have the keyword. */
    public List<SecretRule> rulesOf(int keyword) {
        return rulesOf.get(keyword);
    }

    public List<KeywordRule> customRulesOf(int keyword) {
        return customRulesOf.get(keyword);
    }

    /** Whether the keyword is the begin of percent-encoding and no rule's. */
    public boolean escape(int keyword) {
        return escapes[keyword];
    }

    /** Digest of which rules there are; what each of this project recognises is not in it. */
    public Digest digest() {
        String identity = rules.stream().map(SecretRule::id).toList()
                + " " + namedFileRules.stream().map(NamedFileRule::id).toList()
                + " " + customRules;
        return Digest.of(identity.getBytes(StandardCharsets.UTF_8));
    }
}
