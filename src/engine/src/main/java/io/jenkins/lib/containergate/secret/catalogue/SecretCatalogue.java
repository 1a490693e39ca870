package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.secret.text.KeywordFinder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    /** Where percent-encoding of a printable character may begin. */
    private static final List<String> ESCAPES = List.of("%2", "%3", "%4", "%5", "%6", "%7");

    private final List<SecretRule> rules;
    private final List<CustomRule> customRules;
    private final KeywordFinder finder;
    private final List<List<SecretRule>> rulesOf;
    private final List<List<CustomRule>> customRulesOf;
    private final boolean[] escapes;

    /** @throws IllegalArgumentException when two rules have one id */
    public SecretCatalogue(List<SecretRule> rules, List<CustomRule> customRules) {
        this.rules = List.copyOf(rules);
        this.customRules = List.copyOf(customRules);
        Set<RuleId> ids = new HashSet<>();
        rules.forEach(rule -> unique(ids, rule.id()));
        customRules.forEach(rule -> unique(ids, rule.id()));
        List<String> keywords = new ArrayList<>(ESCAPES);
        rules.forEach(rule -> keywords.addAll(rule.keywords()));
        customRules.forEach(rule -> keywords.addAll(rule.keywords()));
        finder = new KeywordFinder(keywords);
        rulesOf = new ArrayList<>();
        customRulesOf = new ArrayList<>();
        escapes = new boolean[finder.keywords().size()];
        for (String keyword : finder.keywords()) {
            escapes[rulesOf.size()] = ESCAPES.contains(keyword);
            rulesOf.add(rules.stream()
                    .filter(rule -> hasKeyword(rule.keywords(), keyword))
                    .toList());
            customRulesOf.add(customRules.stream()
                    .filter(rule -> hasKeyword(rule.keywords(), keyword))
                    .toList());
        }
    }

    private static void unique(Set<RuleId> ids, RuleId id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("two rules are called " + id);
        }
    }

    private static boolean hasKeyword(List<String> keywords, String keyword) {
        return keywords.stream().anyMatch(word -> word.toLowerCase(Locale.ROOT).equals(keyword));
    }

    /** This project's rules, read anew. */
    public static SecretCatalogue standard() {
        return new SecretCatalogue(standardRules(), List.of());
    }

    public static List<SecretRule> standardRules() {
        List<SecretRule> rules = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = SecretCatalogue.class.getResourceAsStream(file + ".toml")) {
                if (in == null) {
                    throw new IllegalStateException("the rules " + file + " are missing from this build");
                }
                rules.addAll(RuleFile.read(in));
            } catch (IOException e) {
                throw new UncheckedIOException("the rules " + file + " of this build cannot be read", e);
            }
        }
        return rules;
    }

    /** This catalogue with an organisation's rules besides. */
    public SecretCatalogue with(List<CustomRule> more) {
        List<CustomRule> all = new ArrayList<>(customRules);
        all.addAll(more);
        return new SecretCatalogue(rules, all);
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

    public List<CustomRule> customRulesOf(int keyword) {
        return customRulesOf.get(keyword);
    }

    /** Whether the keyword is the begin of percent-encoding and no rule's. */
    public boolean escape(int keyword) {
        return escapes[keyword];
    }

    /** Digest of which rules there are; what each of this project recognises is not in it. */
    public Digest digest() {
        String identity = rules.stream().map(SecretRule::id).toList() + " " + customRules;
        return Digest.of(identity.getBytes(StandardCharsets.UTF_8));
    }
}
