package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.xml.DomDriver;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import org.junit.jupiter.api.Test;

/** What is saved of a policy: its text, and before that one field for each key. */
class StoredPolicyTest {
    private static final String NAME = PolicySettings.class.getName();

    private final XStream xstream = xstream();

    @Test
    void aPolicySavedAsFieldsIsTheSamePolicyAsText() throws Exception {
        PolicySettings settings = (PolicySettings) xstream.fromXML(
                StoredPolicyTest.class.getResource("/io/jenkins/plugins/containergate/stored/policy-1.0.xml"));

        assertThat(settings.getYaml()).isEqualTo("""
                version: 1
                mode: enforce
                onError: unstable
                vulnerabilities:
                  max:
                    critical: 0
                    high: 0
                  onlyFixable: true
                  knownExploited: deny
                  epss:
                    deny: 0.5
                  fixableFor:
                    critical: 7d
                  baseline: none
                  baseImage:
                    max:
                      critical: 0
                  databaseMaxAge: 48h
                  reports: beside
                secrets: {}
                hardening:
                  profile: cis-docker
                  rules:
                    no-setuid-files: off
                taskDefinition:
                  profile:
                  - baseline
                  - fsbp
                  rules:
                    no-fixed-host-port: warn
                  awsLookups: asked
                  trustedRegistries:
                  - registry.example.org/**
                  - quay.io/acme/*
                  images:
                    signed: required
                  segments:
                  - service: shop
                    reachableFrom:
                    - web
                    - alb:*
                  - service: vault
                    reachableFrom: []
                signatures:
                - repositories:
                  - registry.example.org/shop/**
                  require: 1
                  maxAge: 30d
                  annotations:
                    stage: prod
                    build: '12'
                  signers:
                  - name: ci
                    keyless:
                      issuer: https://token.actions.githubusercontent.com
                      subject: https://github.com/acme/shop/.github/workflows/release.yml@refs/heads/main
                waivers:
                - rule: CVE-2024-1234
                  package: pkg:deb/debian/zlib*
                  owner: payments
                  reason: not reachable
                  ticket: '12'
                  expires: 2099-01-31
                waiverRules:
                - owners:
                  - payments
                  maxSeverity: high
                  maxDuration: 90d
                  wildcards: true
                """);
        assertThat(settings.document("org", "org").layer()).isEqualTo("org");
    }

    @Test
    void aTextIsSavedAsItWasWritten() {
        PolicySettings settings = new PolicySettings("version: 1\r\n# why\r\nmode: warn");

        PolicySettings read = (PolicySettings) xstream.fromXML(xstream.toXML(settings));

        assertThat(read.getYaml()).isEqualTo("version: 1\n# why\nmode: warn\n");
    }

    @Test
    void aTextWhoseLinesAreAllIndentedIsStillAPolicyWhenItWasSaved() throws Exception {
        PolicySettings settings = new PolicySettings("\n  version: 1\n  vulnerabilities:\n    onlyFixable: true\n");

        PolicySettings read = (PolicySettings) xstream.fromXML(xstream.toXML(settings));

        assertThat(read.document("org", "org").layer()).isEqualTo("org");
        assertThat(read.getYaml()).isEqualTo(settings.getYaml());
    }

    @Test
    void aSavedFieldThatIsNoPolicyIsAnErrorAndNotAnOpenGate() {
        PolicySettings settings = (PolicySettings) xstream.fromXML(
                "<" + NAME + "><vulnerabilities><max><critical>none</critical></max></vulnerabilities></" + NAME + ">");

        assertThatThrownBy(() -> settings.document("org", "org"))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessageContaining("vulnerabilities.max.critical");
    }

    @Test
    void fieldsBesideATextAreAnErrorAndNotLeftOut() {
        PolicySettings settings = (PolicySettings) xstream.fromXML("<" + NAME
                + "><yaml>version: 1</yaml><vulnerabilities><max><critical>0</critical></max></vulnerabilities></"
                + NAME + ">");

        assertThatThrownBy(() -> settings.document("org", "org"))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessageContaining("yaml");
        assertThat(settings.getYaml()).contains("critical: 0");
    }

    @Test
    void fieldsBesideAListAreAnErrorAndNotLeftOut() {
        String mixed = "<" + NAME + "><vulnerabilities><max><critical>0</critical></max><string>x</string>"
                + "</vulnerabilities></" + NAME + ">";

        assertThatThrownBy(() -> xstream.fromXML(mixed)).hasMessageContaining("both a list and fields");
    }

    @Test
    void twoLevelsOfOneRuleAreAnErrorAndNotAGuess() {
        String rule = "<io.x.RuleLevelSettings><rule>no-setuid-files</rule><level>%s</level></io.x.RuleLevelSettings>";
        PolicySettings settings = (PolicySettings) xstream.fromXML("<" + NAME + "><hardening><rules>"
                + rule.formatted("off") + rule.formatted("on") + "</rules></hardening></" + NAME + ">");

        assertThatThrownBy(() -> settings.document("org", "org")).hasMessageContaining("no-setuid-files");
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        String deep = "<" + NAME + ">" + "<a>".repeat(100) + "<b/>" + "</a>".repeat(100) + "</" + NAME + ">";

        assertThatThrownBy(() -> xstream.fromXML(deep)).hasMessageContaining("deeper");
    }

    private static XStream xstream() {
        XStream xstream = new XStream(new DomDriver());
        xstream.allowTypes(new Class<?>[] {PolicySettings.class});
        xstream.registerConverter(new PolicySettings.ConverterImpl());
        return xstream;
    }
}
