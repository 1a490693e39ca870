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

    /** Looks at a text that a rule of an organisation may take by backtracking, for each of its characters. */
    private static final int STEPS_OF_CHARACTER = 16;

    private static final String NAMED_FILES = "named-files";

    /** Percent-encodings of printable characters. */
    private static final Set<String> ESCAPES = IntStream.range(0x20, 0x80)
            .mapToObj(character -> "%" + Integer.toHexString(character))
            .collect(Collectors.toUnmodifiableSet());

    /** How the first line of uuencoded data begins, with the mode of a file. */
    private static final Set<String> UUENCODED = Set.of("begin 6", "begin 7", "begin 06", "begin 07");

    private final List<SecretRule> rules;
    private final List<NamedFileRule> namedFileRules;
    private final List<CustomRule> customRules;
    private final KeywordFinder finder;
    private final List<List<SecretRule>> rulesOf;
    private final List<List<PlannedRule>> customRulesOf;
    private final List<PlannedRule> plannedRules;
    private final List<PlannedRule> customRulesOfAll;
    private final boolean[] escapes;
    private final boolean[] uuencoded;

    /** @throws IllegalArgumentException when two rules have one id */
    public SecretCatalogue(List<SecretRule> rules, List<CustomRule> customRules) {
        this(rules, customRules, STEPS_OF_CHARACTER);
    }

    /** @param stepsOfCharacter that an organisation's rule may take by backtracking for each character of a text */
    SecretCatalogue(List<SecretRule> rules, List<CustomRule> customRules, int stepsOfCharacter) {
        this(rules, List.of(), customRules, stepsOfCharacter);
    }

    private SecretCatalogue(
            List<SecretRule> rules,
            List<NamedFileRule> namedFileRules,
            List<CustomRule> customRules,
            int stepsOfCharacter) {
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
        keywords.addAll(UUENCODED);
        rules.forEach(rule -> keywords.addAll(rule.keywords()));
        plannedRules = planned(customRules, stepsOfCharacter);
        plannedRules.forEach(rule -> keywords.addAll(leads(rule)));
        customRulesOfAll =
                plannedRules.stream().filter(rule -> leads(rule).isEmpty()).toList();
        finder = new KeywordFinder(keywords);
        rulesOf = new ArrayList<>();
        customRulesOf = new ArrayList<>();
        escapes = new boolean[finder.keywords().size()];
        uuencoded = new boolean[finder.keywords().size()];
        Map<String, List<SecretRule>> byKeyword = byKeyword(rules, SecretRule::keywords);
        Map<String, List<PlannedRule>> customByKeyword = byKeyword(plannedRules, SecretCatalogue::leads);
        for (String keyword : finder.keywords()) {
            escapes[rulesOf.size()] = ESCAPES.contains(keyword);
            uuencoded[rulesOf.size()] = UUENCODED.contains(keyword);
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
     * How a rule of an organisation is asked.
     *
     * @param anchored empty when it is asked of the whole text
     * @param needed texts in lower case, one of which is in every text that the rule finds something in; none where that is
     *     not known, or the rule is anchored
     * @param neededOfPath the same of the paths of files
     */
    public record PlannedRule(
            CustomRule rule, Optional<AnchoredPattern> anchored, Set<String> needed, Set<String> neededOfPath) {
        /** As {@link CustomRule#concerns}, without asking RE2 of nearly all paths. */
        public boolean concerns(String file) {
            return AskedName.of(file).mayHold(neededOfPath) && rule.concerns(file);
        }
    }

    private static List<PlannedRule> planned(List<CustomRule> rules, int stepsOfCharacter) {
        PatternReader reader = new PatternReader();
        List<PlannedRule> planned = new ArrayList<>();
        for (CustomRule rule : rules) {
            Optional<PatternPart> pattern = rule.pattern().flatMap(regex -> reader.read(regex.pattern()));
            Optional<AnchoredPattern> anchored = pattern.flatMap(part -> AnchoredPattern.of(part, stepsOfCharacter));
            planned.add(new PlannedRule(
                    rule,
                    anchored,
                    anchored.isPresent() ? Set.of() : RequiredTexts.ofAny(pattern),
                    RequiredTexts.ofAny(rule.path().flatMap(regex -> reader.read(regex.pattern())))));
        }
        return List.copyOf(planned);
    }

    /** What leads to the rule: the texts at which it is tried, else its keywords. */
    private static List<String> leads(PlannedRule planned) {
        return planned.anchored()
                .map(anchored -> List.copyOf(anchored.texts()))
                .orElse(planned.rule().keywords());
    }

    private static void unique(Set<RuleId> ids, RuleId id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("two rules are called " + id);
        }
    }

    /** This project's rules, read anew. */
    public static SecretCatalogue standard() {
        return new SecretCatalogue(standardRules(), standardNamedFileRules(), List.of(), STEPS_OF_CHARACTER);
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
        return new SecretCatalogue(rules, namedFileRules, all, STEPS_OF_CHARACTER);
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

    public List<PlannedRule> customRulesOf(int keyword) {
        return customRulesOf.get(keyword);
    }

    /** How the rules of an organisation are asked, in their order. */
    public List<PlannedRule> plannedRules() {
        return plannedRules;
    }

    /** The rules of an organisation that nothing leads to: they are asked of every text. */
    public List<PlannedRule> customRulesOfAll() {
        return customRulesOfAll;
    }

    /** Whether the keyword is the begin of percent-encoding and no rule's. */
    public boolean escape(int keyword) {
        return escapes[keyword];
    }

    /** Whether uuencoded data may begin at the keyword. */
    public boolean uuencoded(int keyword) {
        return uuencoded[keyword];
    }

    /** Digest of which rules there are; what each of this project recognises is not in it. */
    public Digest digest() {
        String identity = rules.stream().map(SecretRule::id).toList()
                + " " + namedFileRules.stream().map(NamedFileRule::id).toList()
                + " " + customRules;
        return Digest.of(identity.getBytes(StandardCharsets.UTF_8));
    }
}
