package io.jenkins.lib.containergate.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.WebLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules behind a verdict's findings, each once, in the order of their first finding. */
final class SarifRules {
    private static final int MAX_REFERENCES = 10;

    private final Map<RuleId, Integer> indexes = new LinkedHashMap<>();
    private final List<Finding> worst = new ArrayList<>();
    private final boolean undecided;

    private SarifRules(boolean undecided) {
        this.undecided = undecided;
    }

    static SarifRules of(Verdict verdict) {
        SarifRules rules = new SarifRules(
                verdict.gates().isEmpty() || verdict.gates().stream().anyMatch(SarifUndecided::isUnseen));
        for (GateResult gate : verdict.gates()) {
            for (DecidedFinding decided : gate.findings()) {
                rules.add(decided.finding());
            }
        }
        return rules;
    }

    int index(RuleId rule) {
        return indexes.get(rule);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rules");
        for (Finding finding : worst) {
            write(finding, json);
        }
        if (undecided) {
            SarifUndecided.rule(json);
        }
        json.writeEndArray();
    }

    /** Of the rule that gates break that came to no result of their own; the last one. */
    int undecidedIndex() {
        return worst.size();
    }

    /** A rule is described by its worst finding. */
    private void add(Finding finding) {
        Integer known = indexes.putIfAbsent(finding.rule(), worst.size());
        if (known == null) {
            worst.add(finding);
        } else if (finding.severity().compareTo(worst.get(known).severity()) < 0) {
            worst.set(known, finding);
        }
    }

    private static void write(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.rule().value());
        SarifText.message("shortDescription", finding.title(), json);
        SarifText.message("help", help(finding), json);
        Optional<WebLink> page = page(finding);
        if (page.isPresent()) {
            json.writeStringField("helpUri", page.get().address());
        }
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", SarifLevel.of(finding));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeString(finding.kind());
        json.writeEndArray();
        Optional<String> score = SarifLevel.score(finding.severity());
        if (score.isPresent()) {
            json.writeStringField("security-severity", score.get());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** About the rule, not about one package: those of one vulnerability may have different fixes. */
    private static String help(Finding finding) {
        if (finding instanceof VulnerabilityFinding vulnerability) {
            String aliases = vulnerability.aliases().stream()
                    .map(RuleId::value)
                    .limit(MAX_REFERENCES)
                    .collect(Collectors.joining(", "));
            String known = aliases.isEmpty() ? "" : " Also known as " + aliases + ".";
            String references =
                    vulnerability.references().stream().limit(MAX_REFERENCES).collect(Collectors.joining(" "));
            String read = references.isEmpty() ? "" : " Read on: " + references;
            return vulnerability.title() + "." + known + " Update the package to a version with the fix." + read;
        }
        return finding.help();
    }

    private static Optional<WebLink> page(Finding finding) {
        if (finding instanceof VulnerabilityFinding vulnerability) {
            return vulnerability.references().stream()
                    .map(WebLink::parse)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return WebLink.parse(finding.help());
    }
}
