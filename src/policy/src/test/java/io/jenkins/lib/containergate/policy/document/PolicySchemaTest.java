package io.jenkins.lib.containergate.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.containergate.policy.cel.PolicyRuleFormats.PolicyRuleFormat;
import io.jenkins.lib.containergate.policy.format.SegmentSetFormat.SegmentFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverRuleFormat;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.signer.ContentTrustSigner;
import io.jenkins.lib.containergate.policy.signer.CosignSigner;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.policy.signer.SignatureFormat;
import io.jenkins.lib.containergate.policy.signer.SignerFormat;
import io.jenkins.lib.containergate.policy.vex.VexTrustFormats.VexTrustFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/policy.schema.json and the parser know the same keys and agree on samples. */
class PolicySchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode SCHEMA = schema();
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    private static JsonNode schema() {
        try {
            return JSON.readTree(Files.readString(Path.of("../../docs/policy.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean schemaAccepts(String yaml) {
        Object plain = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return VALIDATOR
                .validate(JSON.writeValueAsString(plain), InputFormat.JSON)
                .isEmpty();
    }

    private static boolean parserAccepts(String yaml) {
        return PolicyParser.check("x", "x.yaml", yaml).problems().isEmpty();
    }

    @Test
    void schemaAndParserKnowTheSameSettings() {
        Set<String> known =
                new TreeSet<>(PolicyKeys.all().stream().map(PolicyKey::path).toList());
        known.addAll(PolicyKeys.ruleSections().keySet());
        known.addAll(List.of("version", "signatures", "waivers"));

        Set<String> inSchema = new TreeSet<>();
        leaves(SCHEMA, "", inSchema);
        assertThat(inSchema).isEqualTo(known);
    }

    @Test
    void schemaAndParserKnowTheSameFieldsOfListEntries() {
        assertThat(fields("waiver")).containsExactlyInAnyOrderElementsOf(WaiverFormat.FIELDS);
        assertThat(fields("waiverRule")).containsExactlyInAnyOrderElementsOf(WaiverRuleFormat.FIELDS);
        assertThat(fields("vexTrust")).containsExactlyInAnyOrderElementsOf(VexTrustFormat.FIELDS);
        assertThat(fields("policyRule")).containsExactlyInAnyOrderElementsOf(PolicyRuleFormat.FIELDS);
        assertThat(fields("segment")).containsExactlyInAnyOrderElementsOf(SegmentFormat.FIELDS);
        assertThat(fields("signatureRequirement")).containsExactlyInAnyOrderElementsOf(SignatureFormat.FIELDS);
        assertThat(fields("signer")).containsExactlyInAnyOrderElementsOf(SignerFormat.fields());
        assertThat(kindFields("cosign")).containsExactlyInAnyOrderElementsOf(CosignSigner.FIELDS);
        assertThat(kindFields("keyless")).containsExactlyInAnyOrderElementsOf(KeylessSigner.FIELDS);
        assertThat(kindFields("notation")).containsExactlyInAnyOrderElementsOf(NotationSigner.FIELDS);
        assertThat(kindFields("contentTrust")).containsExactlyInAnyOrderElementsOf(ContentTrustSigner.FIELDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1",
                "{version: 1, vulnerabilities: {max: {}}}",
                "{version: 1, vulnerabilities: {max: {critical: unlimited}}}",
                "{version: 1, vulnerabilities: {epss: {deny: 1}}}",
                "{version: 1, waivers: [], waiverRules: [], signatures: []}",
                "{version: 1, waiverRules: [{}]}",
                "{version: 1, undecided: {unread-ecosystem: warn, no-packages-found: {treat: allow, reason: scratch}}}",
                "{version: 1, vex: []}",
                "{version: 1, vex: [{from: files}, {from: repository, repositories: ['https://vex.example/**'], rules: ['CVE-*'], justifications: [component_not_present]}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:kms:eu-central-1:123456789012:alias/gate', sha256: '"
                        + "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789'}}]}]}",
                "{version: 1, taskDefinition: {images: {}, trustedRegistries: ['**']}}",
                "{version: 1, taskDefinition: {segments: [{service: 's*', reachableFrom: []}]}}",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: ['cidr:10.0.0.0/8', 'service:b',"
                        + " 'internet:*']}]}}",
            })
    void bothAcceptTheGood(String yaml) {
        assertThat(parserAccepts(yaml)).as("parser").isTrue();
        assertThat(schemaAccepts(yaml)).as("schema").isTrue();
    }

    @Test
    void bothAcceptAPolicyWithEveryKey() {
        bothAcceptTheGood(SamplePolicy.FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{version: 2}",
                "{version: 1, modes: warn}",
                "{version: 1, mode: strict}",
                "{version: 1, onError: pass}",
                "{version: 1, vulnerabilities: {max: {severe: 1}}}",
                "{version: 1, vulnerabilities: {max: {high: -1}}}",
                "{version: 1, vulnerabilities: {max: {high: none}}}",
                "{version: 1, vulnerabilities: {epss: {deny: 1.1}}}",
                "{version: 1, vulnerabilities: {fixableFor: {high: 7}}}",
                "{version: 1, vulnerabilities: {fixableFor: {high: 1w}}}",
                "{version: 1, vulnerabilities: {databaseMaxAge: 0d}}",
                "{version: 1, vulnerabilities: {baseline: old}}",
                "{version: 1, secrets: {max: 0}}",
                "{version: 1, hardening: {profile: cis}}",
                "{version: 1, hardening: {profile: []}}",
                "{version: 1, hardening: {rules: {no-sudo: 'no'}}}",
                "{version: 1, hardening: {rules: {'a b': on}}}",
                "{version: 1, taskDefinition: {trustedRegistries: []}}",
                "{version: 1, taskDefinition: {trustedRegistries: docker.io}}",
                "{version: 1, taskDefinition: {environmentFiles: [' ']}}",
                "{version: 1, taskDefinition: {images: required}}",
                "{version: 1, taskDefinition: {images: {signed: yes}}}",
                "{version: 1, taskDefinition: {images: {verified: required}}}",
                "{version: 1, delegate: {signers: x}}",
                "{version: 1, delegate: {everything: ['**']}}",
                "{version: 1, waiverRules: [{wildcards: yes}]}",
                "{version: 1, signatures: [{repositories: [a], exempt: mirror, layer: 0}]}",
                "{version: 1, signatures: [{repositories: [a], provenance: {}, signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:kms:eu-central-1:123456789012:alias/gate', sha256: '"
                        + "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789'}}]}]}",
                "{version: 1, signatures: [{repositories: [a], provenance: {builders: [a], level: 3}, signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:kms:eu-central-1:123456789012:alias/gate', sha256: '"
                        + "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789'}}]}]}",
                "{version: 1, signatures: [{repositories: [a], exempt: mirror, require: 1}]}",
                "{version: 1, waivers: [{rule: a, owner: a, reason: a}]}",
                "{version: 1, waivers: [{rule: a, owner: a, reason: a, expires: soon}]}",
                "{version: 1, waivers: [{rule: a, owner: a, reason: a, expires: 2027-01-31, until: fixd}]}",
                "{version: 1, waiverRules: [{maxSeverity: unknown}]}",
                "{version: 1, undecided: {unread-ecosystem: allow}}",
                "{version: 1, undecided: {unread-ecosystem: {treat: allow}}}",
                "{version: 1, undecided: {unread-ecosystem: {reason: a}}}",
                "{version: 1, undecided: {unread-ecosystems: warn}}",
                "{version: 1, undecided: {no-privileged: warn}}",
                "{version: 1, undecided: warn}",
                "{version: 1, vex: [{}]}",
                "{version: 1, vex: [{from: anywhere}]}",
                "{version: 1, vex: [{from: attestations}]}",
                "{version: 1, vex: [{from: attestations, signers: []}]}",
                "{version: 1, vex: [{from: files, signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:kms:eu-central-1:123456789012:alias/gate', sha256: '"
                        + "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789'}}]}]}",
                "{version: 1, vex: [{from: files, maxAge: 0d}]}",
                "{version: 1, vex: [{from: files, justifications: [Not Present]}]}",
                "{version: 1, vex: {from: files}}",
                "{version: 1, taskDefinition: {segments: [{service: a}]}}",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: ['lb:*']}]}}",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: ['alb:']}]}}",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: ['']}]}}",
                "{version: 1, hardening: {segments: []}}",
                "{version: 1, signatures: [{repositories: [], signers: []}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a}]}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:kms:eu-central-1:123456789012:key/a'}}]}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a, cosign: {kms: "
                        + "'arn:aws:s3:eu-central-1:123456789012:key/a', sha256: '"
                        + "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789'}}]}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a, cosign: {ignoreTlog: true}}]}]}",
                "{version: 1, signatures: [{repositories: [a], signers: [{name: a, keyless: {issuer: 'https://a',"
                        + " subject: '*'}}]}]}",
            })
    void bothRefuseTheBad(String yaml) {
        assertThat(parserAccepts(yaml)).as("parser").isFalse();
        assertThat(schemaAccepts(yaml)).as("schema").isFalse();
    }

    /** Paths of the properties that are no closed objects themselves. */
    private static void leaves(JsonNode node, String path, Set<String> found) {
        JsonNode resolved =
                node.has("$ref") ? SCHEMA.at(node.get("$ref").asString().substring(1)) : node;
        if (!resolved.has("properties")) {
            found.add(path);
            return;
        }
        resolved.get("properties")
                .properties()
                .forEach(e -> leaves(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), found));
    }

    private static Collection<String> fields(String definition) {
        return SCHEMA.at("/$defs/" + definition + "/properties").propertyNames();
    }

    private static Collection<String> kindFields(String kind) {
        return SCHEMA.at("/$defs/signer/properties/" + kind + "/properties").propertyNames();
    }
}
