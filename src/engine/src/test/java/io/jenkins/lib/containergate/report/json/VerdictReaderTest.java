package io.jenkins.lib.containergate.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.FixStatus;
import io.jenkins.lib.containergate.finding.JsonPatch;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.JsonSchemas;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LATER = List.of(
            "/fix",
            "/secret",
            "/vex",
            "/decidedByKey",
            "/severitySource",
            "/package/fixStatus",
            "/exploitation/epssPercentile",
            "/exploitation/catalogue",
            "/exploitation/exposure");

    @Test
    void aBaselineGetsOutcomeSubjectPolicyAndFingerprints() throws Exception {
        StoredVerdict stored = read(example());

        assertThat(stored.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(stored.verdict().subject().digest()).contains(ExampleVerdicts.IMAGE.toString());
        assertThat(stored.verdict().policy()).isEqualTo(ExampleVerdicts.POLICY);
        assertThat(stored.known().fingerprints())
                .hasSize(5)
                .contains(ExampleVerdicts.log4Shell().fingerprint());
    }

    @Test
    void aBaselineDoesNotKnowWhatWasWaivedOrCouldNotBeDecided() throws Exception {
        assertThat(read(example()).known().fingerprints())
                .doesNotContain(
                        ExampleVerdicts.libssl("CVE-2023-5678", Severity.LOW).fingerprint());
        String undecided = Rendered.text(
                new VerdictJson(),
                ExampleVerdicts.verdict(List.of(ExampleVerdicts.undecidedVulnerabilities()), List.of()));
        assertThat(read(undecided).known().fingerprints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org: vulnerabilities.fixableFor.critical=7d, fix known since 2026-05-25T12:00:01Z",
                "org: vulnerabilities.onlyFixable=true",
                "org: secrets.tests=report"
            })
    void aBaselineDoesNotKnowWhatWasExcusedForAsLongAsItLasts(String decidedBy) throws Exception {
        String allowed = changed(verdict -> {
            verdict.put("outcome", "ERROR");
            finding(verdict).put("decision", "ALLOWED").put("decidedBy", decidedBy);
            finding(verdict).remove("decidedByKey");
        });
        assertThat(read(allowed).known().fingerprints())
                .as("an earlier version")
                .doesNotContain(ExampleVerdicts.log4Shell().fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "vulnerabilities.onlyFixable, false",
        "vulnerabilities.fixableFor.critical, false",
        "vulnerabilities.max.critical, true"
    })
    void theKeyThatDecidedSaysWhetherABaselineKnowsIt(String key, boolean known) throws Exception {
        String allowed = changed(verdict -> {
            verdict.put("outcome", "ERROR");
            finding(verdict)
                    .put("decision", "ALLOWED")
                    .put("decidedBy", "a: vulnerabilities.onlyFixable=b: " + key + "=1")
                    .put("decidedByKey", key);
        });
        assertThat(read(allowed)
                        .known()
                        .fingerprints()
                        .contains(ExampleVerdicts.log4Shell().fingerprint()))
                .isEqualTo(known);
    }

    @Test
    void fingerprintsAreThoseWrittenNotThoseComputedNow() throws Exception {
        String other = "0123456789abcdef0123456789abcdef";
        StoredVerdict stored = read(changed(verdict -> finding(verdict).put("fingerprint", other)));
        assertThat(stored.known().fingerprints()).contains(new Fingerprint(other));
    }

    @Test
    void anotherSchemaVersionIsRefusedByItsNumberWhateverElseIsInTheFile() {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read("{\"new\": [{}], \"schemaVersion\": 3, \"verdict\": {}}"))
                .withMessageContaining("old.json has schemaVersion 3, this version reads 1 to 2")
                .withMessageContaining("use the version of container-gate that wrote it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"schemaVersion\": \"1\"}",
                "{\"schemaVersion\": 1}",
                "{\"schemaVersion\": 1, \"schemaVersion\": 1}",
                "not json",
                "{\"a\": {\"schemaVersion\": 1}}"
            })
    void whatIsNotAVerdictIsRefused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/outcome, \"PASS\"",
                "/outcome, 0",
                "/outcome, null",
                "/judgedAt, \"yesterday\"",
                "/policy/digest, \"sha256:abc\"",
                "/gates/0/outcome, \"PASS\"",
                "/gates/0/outcome, \"ERROR\"",
                "/gates/0/gate, \"unknownGate\"",
                "/gates/0/counts/CRITICAL, 0",
                "/gates/0/counts/CRITICAL, 1.5",
                "/gates/0/counts/CRITICAL, \"1\"",
                "/gates/0/counts/SEVERE, 1",
                "/gates/0/reason, null",
                "/gates/0/findings/0, null",
                "/gates/0/findings/0/kind, \"shape\"",
                "/gates/0/findings/0/rule, \"a b\"",
                "/gates/0/findings/0/title, null",
                "/gates/0/findings/0/title, 7",
                "/gates/0/findings/0/package, null",
                "/gates/0/findings/0/exploitation, null",
                "/gates/0/findings/0/exploitation/epss, 1.5",
                "/gates/0/findings/0/exploitation/knownExploited, \"true\"",
                "/gates/0/findings/0/location, null",
                "/gates/0/findings/0/location/layer, \"sha256:1\"",
                "/gates/0/findings/0/location/column, 1",
                "/gates/0/findings/0/decision, \"FORGIVEN\"",
                "/gates/0/findings/0/fingerprint, \"short\"",
                "/gates/0/findings/0/undecided, null",
                "/gates/0/findings/0/undecided, true",
                "/gates/0/findings/0/references, null",
                "/gates/2/error, null",
            })
    void aChangedVerdictIsRefused(String pointer, String value) throws Exception {
        String json = changed(verdict -> set(verdict, pointer, value));
        assertRefused(json);
    }

    @Test
    void aBlockedFindingInAGateThatPassedIsRefused() throws Exception {
        ObjectNode verdict = (ObjectNode) JSON.readTree(Rendered.text(new VerdictJson(), ExampleVerdicts.failing()));
        ((ObjectNode) verdict.at("/gates/0")).put("outcome", "PASS");
        verdict.put("outcome", "WARN");
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(verdict.toString()))
                .withMessageContaining("gate vulnerabilities passed although a finding is BLOCKED");
    }

    @Test
    void theAccountOfAGateIsReadBack() throws Exception {
        assertThat(read(example()).verdict().gates().get(0).account())
                .isEqualTo(ExampleVerdicts.vulnerabilities().account());
    }

    @Test
    void aGateWithoutAnAccountIsRefusedUnlessItsFileIsOfTheFirstVersion() throws Exception {
        String without = changed(verdict -> ((ObjectNode) verdict.at("/gates/0")).remove("account"));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(without))
                .withMessageContaining("gate vulnerabilities has no account");
        String older = changed(verdict -> verdict.put("schemaVersion", 1));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(older))
                .withMessageContaining("has an account, which schemaVersion 1 does not know");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void anAccountOfNothingIsRefused(int count) throws Exception {
        String changed =
                changed(verdict -> ((ObjectNode) verdict.at("/gates/0/account/evaluated/0")).put("count", count));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(changed))
                .withMessageContaining("old.json is not a verdict");
    }

    @Test
    void aMissingKeyIsRefusedWhereverItIs() throws Exception {
        removeEachKey((ObjectNode) JSON.readTree(example()), (ObjectNode) JSON.readTree(example()), "");
    }

    /** As the first version wrote it, before {@code fix}, {@code fixStatus} and {@code severitySource} were there. */
    @Test
    void aVerdictOfTheFirstVersionIsReadWithTheKeysThatCameLaterUnknown() throws Exception {
        StoredVerdict stored = read(JsonSchemas.resource("/report/verdict-of-first-version.json"));

        // it says ERROR, as versions did that took what could not be decided for worse
        assertThat(stored.verdict().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(stored.known().fingerprints())
                .contains(ExampleVerdicts.log4Shell().fingerprint());
        assertThat(stored.verdict().gates().get(0).findings())
                .extracting(DecidedFinding::finding)
                .filteredOn(VulnerabilityFinding.class::isInstance)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    VulnerabilityFinding found = (VulnerabilityFinding) finding;
                    assertThat(found.affected().fixStatus()).isEqualTo(FixStatus.UNKNOWN);
                    assertThat(found.severitySource()).isEmpty();
                });
    }

    @Test
    void theSchemaAcceptsAVerdictOfTheFirstVersion() throws Exception {
        assertThat(JsonSchemas.verdict().errors(JsonSchemas.resource("/report/verdict-of-first-version.json")))
                .isEmpty();
    }

    @Test
    void whatIsWrittenHasTheKeysThatCameLater() throws Exception {
        JsonNode finding = JSON.readTree(example()).at("/gates/0/findings/0");
        assertThat(LATER)
                .allSatisfy(pointer -> assertThat(finding.at(pointer).isMissingNode())
                        .as(pointer)
                        .isFalse());
    }

    @Test
    void contentAfterTheVerdictIsRefused() throws Exception {
        assertRefused(example() + "{}");
    }

    @Test
    void aVerdictOverTheBoundIsRefusedAndOneAtTheBoundIsRead() throws Exception {
        byte[] bytes = example().getBytes(StandardCharsets.UTF_8);
        new VerdictReader(bytes.length).read("old.json", new ByteArrayInputStream(bytes));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> new VerdictReader(bytes.length - 1).read("old.json", new ByteArrayInputStream(bytes)))
                .withMessageContaining("maxBytes");
    }

    @Test
    void deepNestingAndLongStringsAreRefused() throws Exception {
        assertRefused(changed(verdict -> verdict.set("notes", nested(50))));
        assertRefused(changed(verdict -> finding(verdict).put("title", "x".repeat(20_000))));
    }

    @Test
    void aFailingStreamIsNotAnEmptyVerdict() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> new VerdictReader().read("old.json", broken))
                .withMessageContaining("old.json cannot be read: disk on fire");
    }

    @Test
    void messagesShowNoControlCharactersOfTheFile() throws Exception {
        String json = changed(verdict -> verdict.put("\u001B[2J", 1));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001B"));
    }

    @Test
    void aTruncatedVerdictIsNeverRead() throws Exception {
        String json = example().strip();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            assertRefused(json.substring(0, random.nextInt(json.length())));
        }
    }

    /** An operation that removes has no value. */
    @Test
    void everyKindOfFixIsReadBack() throws Exception {
        for (JsonPatch fix : List.of(
                JsonPatch.remove("/containerDefinitions/0/privileged"),
                JsonPatch.add("/containerDefinitions/0/readonlyRootFilesystem", "true"),
                JsonPatch.add("/networkMode", "null"))) {
            Verdict verdict = withFix(fix);
            String json = Rendered.text(new VerdictJson(), verdict);

            assertThat(JsonSchemas.verdict().errors(json)).isEmpty();
            assertThat(read(json).verdict()).isEqualTo(verdict);
        }
    }

    private static Verdict withFix(JsonPatch fix) {
        RuleId rule = new RuleId("no-privileged");
        MisconfigurationFinding finding = new MisconfigurationFinding(
                rule,
                Severity.CRITICAL,
                "no container is privileged",
                Location.atPointer("task.json", "/containerDefinitions/0/privileged"),
                "privileged is true",
                "privileged is not true",
                "remove privileged",
                MisconfigurationFinding.identity(rule, "web", 1),
                false,
                Optional.of(fix));
        Verdict mixed = ExampleVerdicts.mixed();
        return new Verdict(
                mixed.subject(),
                mixed.policy(),
                List.of(new GateResult(
                        GateName.TASK_DEFINITION,
                        Outcome.FAIL,
                        "CRITICAL rule broken",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new DecidedFinding(
                                finding, Decision.BLOCKED, "org: taskDefinition.profile=baseline")))),
                List.of(),
                mixed.judgedAt());
    }

    @Test
    void everyTypeOfFindingCanBeReadBack() {
        assertThat(FindingKind.values()).hasSameSizeAs(Finding.class.getPermittedSubclasses());
    }

    private static void removeEachKey(ObjectNode whole, ObjectNode part, String path) {
        part.properties().forEach(property -> {
            String key = property.getKey();
            if (LATER.stream().anyMatch((path + "/" + key)::endsWith)) {
                return;
            }
            ObjectNode copy = whole.deepCopy();
            ((ObjectNode) copy.at(path)).remove(key);
            assertThatExceptionOfType(GateException.class)
                    .as("without " + path + "/" + key)
                    .isThrownBy(() -> read(copy.toString()));
            JsonNode child = part.get(key);
            if (child.isObject()) {
                removeEachKey(whole, (ObjectNode) child, path + "/" + key);
            } else if (child.isArray() && child.path(0).isObject()) {
                removeEachKey(whole, (ObjectNode) child.get(0), path + "/" + key + "/0");
            }
        });
    }

    private static String example() throws IOException {
        return Rendered.text(new VerdictJson(), ExampleVerdicts.mixed());
    }

    private static String changed(Consumer<ObjectNode> change) throws IOException {
        ObjectNode verdict = (ObjectNode) JSON.readTree(example());
        change.accept(verdict);
        return verdict.toString();
    }

    private static ObjectNode finding(ObjectNode verdict) {
        return (ObjectNode) verdict.at("/gates/0/findings/0");
    }

    private static void set(ObjectNode verdict, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = verdict.at(pointer.substring(0, slash));
        try {
            JsonNode parsed = JSON.readTree(value);
            if (parent.isArray()) {
                ((ArrayNode) parent).set(Integer.parseInt(pointer.substring(slash + 1)), parsed);
            } else {
                ((ObjectNode) parent).set(pointer.substring(slash + 1), parsed);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ArrayNode nested(int depth) {
        ArrayNode array = JSON.createArrayNode();
        return depth == 0 ? array : array.add(nested(depth - 1));
    }

    private static void assertRefused(String json) {
        assertThatExceptionOfType(GateException.class).isThrownBy(() -> read(json));
    }

    private static StoredVerdict read(String json) throws GateException {
        return new VerdictReader().read("old.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
