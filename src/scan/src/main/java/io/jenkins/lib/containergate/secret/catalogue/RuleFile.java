package io.jenkins.lib.containergate.secret.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.detect.AssignedValueDetector;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.detect.StructureDetectors;
import io.jenkins.lib.containergate.secret.detect.TokenCheck;
import io.jenkins.lib.containergate.secret.detect.TokenChecks;
import io.jenkins.lib.containergate.secret.detect.TokenDetector;
import io.jenkins.lib.containergate.secret.text.Late;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One file of this project's own rules. Trusted: a mistake in it is a defect of the build and not an input error. */
final class RuleFile {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "title",
            "severity",
            "keywords",
            "token",
            "assigned",
            "structure",
            "check",
            "before",
            "length",
            "visible",
            "never_after",
            "entropy",
            "files",
            "prose",
            "generic",
            "issued",
            "patterned",
            "examples",
            "near");
    private static final Set<String> NAMED_FILE_FIELDS =
            Set.of("id", "title", "severity", "files", "content", "check", "examples");
    private static final int TOKEN_LENGTH = 600;
    private static final double TOKEN_ENTROPY = 3.0;
    private static final double ASSIGNED_ENTROPY = 3.0;

    private RuleFile() {}

    static List<SecretRule> read(InputStream in) throws IOException {
        List<SecretRule> rules = new ArrayList<>();
        for (JsonNode rule : RuleDocument.read(in).path("rule")) {
            rules.add(rule(rule));
        }
        return rules;
    }

    static List<NamedFileRule> readNamedFiles(InputStream in) throws IOException {
        List<NamedFileRule> rules = new ArrayList<>();
        for (JsonNode rule : RuleDocument.read(in).path("file")) {
            only(rule, NAMED_FILE_FIELDS);
            String files = rule.required("files").asText();
            rules.add(new NamedFileRule(
                    new RuleId(rule.required("id").asText()),
                    rule.required("title").asText(),
                    Severity.ofKey(rule.required("severity").asText()).orElseThrow(),
                    new LatePattern(files),
                    new Late<>(() -> RequiredTexts.ofAny(new PatternReader().read(files))),
                    new LatePattern(rule.required("content").asText()),
                    checks(rule),
                    texts(rule.required("examples"))));
        }
        return rules;
    }

    private static List<TokenCheck> checks(JsonNode rule) {
        return rule.has("check")
                ? List.of(TokenChecks.named(rule.get("check").asText()).orElseThrow())
                : List.of();
    }

    private static void only(JsonNode rule, Set<String> fields) {
        for (Iterator<String> names = rule.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw new IllegalArgumentException(rule.path("id").asText() + " has an unknown field " + name);
            }
        }
    }

    private static SecretRule rule(JsonNode rule) {
        only(rule, FIELDS);
        return new SecretRule(
                new RuleId(rule.required("id").asText()),
                rule.required("title").asText(),
                Severity.ofKey(rule.required("severity").asText()).orElseThrow(),
                rule.has("keywords")
                        ? texts(rule.get("keywords"))
                        : StructureDetectors.keywords(rule.path("structure").asText()),
                detector(rule),
                rule.has("files")
                        ? Optional.of(new LatePattern(rule.get("files").asText()))
                        : Optional.empty(),
                rule.path("prose").asBoolean(true),
                rule.path("generic").asBoolean(),
                rule.path("issued").asBoolean(rule.has("token")),
                texts(rule.required("examples")),
                texts(rule.path("near")));
    }

    private static Detector detector(JsonNode rule) {
        if (rule.has("token")) {
            return new TokenDetector(
                    new LatePattern(rule.get("token").asText()),
                    rule.path("before").asInt(0),
                    rule.path("length").asInt(TOKEN_LENGTH),
                    rule.path("visible").asInt(Integer.MAX_VALUE),
                    rule.path("entropy").asDouble(TOKEN_ENTROPY),
                    checks(rule),
                    texts(rule.path("never_after")));
        }
        if (rule.has("assigned")) {
            return new AssignedValueDetector(
                    new LatePattern(rule.get("assigned").asText()),
                    rule.path("entropy").asDouble(ASSIGNED_ENTROPY),
                    rule.path("patterned").asBoolean());
        }
        return StructureDetectors.named(rule.required("structure").asText());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
