package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the form says of a policy while it is written. */
class PolicyEffectTest {
    private final PolicyEffect effect =
            new PolicyEffect(Clock.fixed(Instant.parse("2026-08-01T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void aTypingMistakeIsSaidWithItsLineAndWhatWasMeant() {
        PolicyEffect.Result result = effect.ofOrganisation(new PolicySettings("""
                version: 1
                vulnerabilities:
                  max: {critcal: 0}
                """));

        assertThat(result.problems())
                .singleElement()
                .asString()
                .startsWith("line 3: ")
                .contains("critcal", "critical");
        assertThat(result.lines()).isEmpty();
    }

    @Test
    void whatIsInForceIsSaidWithTheLineThatSaysSo() {
        PolicyEffect.Result result = effect.ofOrganisation(new PolicySettings("""
                version: 1
                mode: enforce
                vulnerabilities:
                  max: {critical: 3}
                """));

        assertThat(result.problems()).isEmpty();
        assertThat(result.lines())
                .contains(new PolicyEffect.Line("vulnerabilities.max.critical", "3", "line 4"))
                .anySatisfy(line -> {
                    assertThat(line.key()).isEqualTo("onError");
                    assertThat(line.source()).isEqualTo("built-in");
                });
    }

    @Test
    void aFolderThatAsksForLessIsRefusedWhileItIsWritten() {
        PolicySettings organisation = new PolicySettings("version: 1\nmode: enforce\n");

        assertThat(effect.ofFolder(organisation, new PolicySettings("version: 1\nmode: audit\n"))
                        .problems())
                .singleElement()
                .asString()
                .contains("mode=audit", "enforce");
        assertThat(effect.ofFolder(null, new PolicySettings("version: 1\nmode: audit\n"))
                        .problems())
                .isNotEmpty();
        assertThat(effect.ofFolder(organisation, new PolicySettings("version: 1\nsecrets: {max: {low: 0}}\n"))
                        .lines())
                .contains(new PolicyEffect.Line("secrets.max.low", "0", "line 2"));
    }

    @Test
    void aTextThatIsNotYamlIsAProblemAndNotAFault() {
        for (String text : new String[] {"", "a: [", "- 1", "\t", "<script>", "version: 1\nmode: *x\n"}) {
            assertThat(effect.ofOrganisation(new PolicySettings(text)).problems())
                    .as(text)
                    .isNotEmpty();
        }
    }

    @Test
    void everyKeySaysWhatItMeansWhenItIsAbsent() {
        assertThat(PolicyEffect.keys())
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(key.getAbsent()).isNotBlank())
                .extracting(PolicyEffect.Key::getPath)
                .contains("mode", "vulnerabilities.max.critical", "taskDefinition.profile");
    }

    @Test
    void whoeverPastesAKeySeesWhichOneItIsAndWhetherItIsOfUse() {
        assertThat(effect.ofOrganisation(trusting(SigningKey.ecdsa().pem())).lines())
                .anySatisfy(line -> {
                    assertThat(line.source()).isEqualTo("release");
                    assertThat(line.value()).contains("SHA-256 fingerprint");
                });
        assertThat(effect.ofOrganisation(trusting(SigningKey.rsa(1024).pem())).problems())
                .singleElement()
                .asString()
                .contains("1024 bits");
    }

    private static PolicySettings trusting(String pem) {
        return new PolicySettings("""
                version: 1
                signatures:
                  - repositories: ["**/shop/*"]
                    signers:
                      - name: release
                        cosign:
                          key: |
                """ + pem.indent(12));
    }

    /** As configuration code gives it: every value is a text, whatever it looked like. */
    @Test
    void theMappingOfAPolicyFileIsReadFromTexts() throws Exception {
        PolicySettings settings = PolicySettings.of(Map.of(
                "vulnerabilities",
                Map.of("max", Map.of("critical", "0"), "epss", Map.of("deny", "0.5"), "onlyFixable", "false"),
                "hardening",
                Map.of("rules", Map.of("no-setuid-files", "off"))));

        assertThat(settings.document("org", "org").layer()).isEqualTo("org");
        assertThat(settings.getYaml()).contains("deny: 0.5").contains("onlyFixable: false");
    }

    /** Configuration as code drops decimals without quotes. */
    @Test
    void aProbabilityThatWasDroppedIsAnErrorAndNotAnOpenGate() {
        PolicySettings settings = PolicySettings.of(Map.of("vulnerabilities", Map.of("epss", Map.of())));

        assertThat(effect.ofOrganisation(settings).problems())
                .singleElement()
                .asString()
                .contains("vulnerabilities.epss.deny");
    }
}
