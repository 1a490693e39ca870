package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.policy.key.KeyValues;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A policy that says something under every key. */
public final class SamplePolicy {
    public static final String PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----\\nMFkw\\n-----END PUBLIC KEY-----\\n";
    public static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n";

    /** As a person would write it: signers and waivers of every kind, and the keys that were there when it was written. */
    public static final String WRITTEN = """
        version: 1
        mode: enforce
        onError: fail
        vulnerabilities:
          max: {critical: 0, high: 0, medium: 10, low: unlimited, unknown: 5}
          onlyFixable: false
          knownExploited: deny
          epss: {deny: 0.5}
          fixableFor: {critical: 7d, high: 30d, medium: 48h, low: 30m, unknown: 0d}
          baseline: none
          baseImage: {max: {critical: 0, high: 3, medium: 3, low: 3, unknown: 3}}
          databaseMaxAge: 48h
          reports: beside
        secrets: {max: {critical: 0, high: 0, medium: 0, low: 3, unknown: 0}, inlineComments: false}
        hardening: {profile: cis-docker, rules: {no-setuid-files: off}}
        taskDefinition: {profile: [baseline, fsbp], rules: {no-fixed-host-port: warn, cpu-limit: on}, awsLookups: required,
          trustedRegistries: ["123456789012.dkr.ecr.*.amazonaws.com/**"], environmentFiles: ["acme-config/**"],
          hostPaths: ["/srv/shop/**"], commands: ["/app/server**"],
          admissionHooks: ["arn:aws:lambda:*:123456789012:function:gate"], permissions: ["s3:GetObject"],
          images: {signed: required, scanned: optional}, segments: [{service: shop, reachableFrom: [web, "alb:*"]}]}
        drift: {profile: strict, rules: {running-tag-unmoved: warn}, evidence: attested, maxAge: 30d}
        signatures:
          - repositories: ["123456789012.dkr.ecr.*.amazonaws.com/shop/**"]
            require: 2
            signers:
              - {name: release-key, cosign: {key: "KEY"}}
              - {name: ci, keyless: {issuer: "https://token.actions.githubusercontent.com", subject: "https://github.com/acme/shop/.github/workflows/release.yml@refs/heads/main"}}
              - {name: aws-signer, notation: {trustStore: "CERT", identities: ["arn:aws:signer:eu-west-1:1:/signing-profiles/p"]}}
              - {name: notary, contentTrust: {server: "https://notary.example", rootKeys: ["KEY"], delegations: [targets/releases]}}
          - repositories: ["registry.example/built/**"]
            provenance: {builders: ["https://github.com/acme/builder/.github/workflows/build.yml@refs/tags/v*"], sources: ["https://github.com/acme/*"],
              refs: [refs/heads/main], buildTypes: ["https://actions.github.io/buildtypes/workflow/v1"], forbiddenParameters: ["inputs.debug*"]}
            signers: [{name: builder, cosign: {key: "KEY"}}]
          - {repositories: ["registry.example/mirror/**"], exempt: "copies of public images", layer: 2}
        delegate: {signers: ["registry.example/labs/**"], exemptions: [], servers: ["https://notary.example"], baselines: ["registry.example/shop/*:prod"]}
        waivers:
          - {rule: CVE-2024-1234, package: "pkg:deb/debian/zlib*", image: "*/shop/**", path: "var/lib/dpkg/status", fingerprint: "0123abcd", owner: payments, reason: "not reachable", ticket: SEC-12, expires: 2027-01-31, until: fixed, maxSeverity: high}
        waiverRules:
          - {owners: [payments], rules: ["CVE-*"], maxSeverity: high, maxDuration: 30d, images: ["*/shop/**"], wildcards: true}
        vex:
          - {from: files, authors: ["Acme *"], rules: ["CVE-*"], images: ["*/shop/**"], justifications: [vulnerable_code_not_present], maxSeverity: high, maxAge: 90d}
          - {from: attestations, signers: [{name: psirt, cosign: {key: "KEY", ignoreTlog: true}}]}
        rules:
          - {id: no-gpl, gate: vulnerabilities, severity: high, title: No GPL, remedy: Replace it., when: "packages.filter(p, p.licenses.exists(l, l.startsWith('GPL'))).map(p, p.purl)"}
        internalHosts: ["*.pki.example"]
        """.replace("KEY", PUBLIC_KEY).replace("CERT", CERTIFICATE);

    /** The same with a value for each key that it leaves out. */
    public static final String FULL = full();

    private SamplePolicy() {}

    @SuppressWarnings("unchecked")
    private static String full() {
        Map<String, Object> policy =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(WRITTEN);
        Settings written = PolicyParser.check("sample", "sample.yaml", WRITTEN)
                .document()
                .orElseThrow()
                .settings();
        for (PolicyKey<?> key : PolicyKeys.all()) {
            if (written.stated(key).isEmpty()) {
                KeyValues.put(policy, key, KeyValues.of(key).get(0));
            }
        }
        return YamlWriter.write(policy);
    }
}
