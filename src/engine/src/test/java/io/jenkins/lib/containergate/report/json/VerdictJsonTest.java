package io.jenkins.lib.containergate.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.JsonSchemas;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theExampleIsWrittenAsDocumented() throws Exception {
        assertThat(Rendered.text(new VerdictJson(), ExampleVerdicts.mixed()))
                .isEqualTo(Files.readString(Path.of("..", "..", "docs", "examples", "verdict.json")));
    }

    @Test
    void examplesFollowTheSchema() throws Exception {
        JsonSchemas schema = JsonSchemas.verdict();
        for (Verdict verdict : examples()) {
            assertThat(schema.errors(Rendered.text(new VerdictJson(), verdict))).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesAnUnknownKeyAMissingOneAndAnErrorThatIsNull() throws Exception {
        JsonSchemas schema = JsonSchemas.verdict();
        String json = Rendered.text(new VerdictJson(), ExampleVerdicts.mixed());

        ObjectNode unknown = (ObjectNode) JSON.readTree(json);
        ((ObjectNode) unknown.at("/gates/0/findings/0/location")).put("column", 1);
        assertThat(schema.errors(unknown.toString())).isNotEmpty();

        ObjectNode missing = (ObjectNode) JSON.readTree(json);
        ((ObjectNode) missing.at("/gates/0/findings/0")).remove("decidedBy");
        assertThat(schema.errors(missing.toString())).isNotEmpty();

        ObjectNode noError = (ObjectNode) JSON.readTree(json);
        ((ObjectNode) noError.at("/gates/2")).putNull("error");
        assertThat(schema.errors(noError.toString())).isNotEmpty();
    }

    @Test
    void everyVerdictComesBackEqual() throws Exception {
        for (Verdict verdict : examples()) {
            String json = Rendered.text(new VerdictJson(), verdict);
            StoredVerdict stored = new VerdictReader()
                    .read("verdict.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            assertThat(stored.verdict()).isEqualTo(verdict);
        }
    }

    @Test
    void theBytesDoNotDependOnLocaleAndTimeZone() throws Exception {
        String expected = Rendered.text(new VerdictJson(), ExampleVerdicts.mixed());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(Rendered.text(new VerdictJson(), ExampleVerdicts.mixed()))
                    .isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void timesStandOnlyInDocumentedFields() throws Exception {
        List<String> fields = new ArrayList<>();
        collectMoments(JSON.readTree(Rendered.text(new VerdictJson(), ExampleVerdicts.mixed())), "", fields);
        assertThat(fields).containsOnly("judgedAt", "databaseUpdatedAt", "fixedSince");
    }

    private static void collectMoments(JsonNode node, String name, List<String> fields) {
        if (node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
            fields.add(name);
        }
        node.properties().forEach(field -> collectMoments(field.getValue(), field.getKey(), fields));
        if (node.isArray()) {
            node.forEach(element -> collectMoments(element, name, fields));
        }
    }

    private static List<Verdict> examples() {
        return List.of(
                ExampleVerdicts.mixed(),
                ExampleVerdicts.failing(),
                ExampleVerdicts.passing(),
                ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()),
                ExampleVerdicts.verdict(List.of(), List.of()));
    }
}
