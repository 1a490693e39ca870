package io.jenkins.lib.containergate.attestation;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.NOW;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing can fail, nothing has passed: neither when a verdict is attested nor when an attestation is read. */
class VerdictModeTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final String VERIFIER = "https://ci.example/";
    private static final String DEMAND =
            "signatures:\n" + keys("**", GATE) + "    verdict: {verifier: '" + VERIFIER + "'";

    private static EffectivePolicy policy(String mode) throws GateException {
        return PolicyMerge.merge(
                List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + mode)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Verdict verdict(PolicyIdentity policy, Outcome outcome) {
        GateResult secrets = new GateResult(
                GateName.SECRETS,
                outcome,
                "no finding",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Account.empty());
        return new Verdict(
                new Subject(REPOSITORY, Optional.of(IMAGE.digest().toString()), Optional.empty(), Optional.empty()),
                policy,
                List.of(secrets),
                List.of(),
                NOW);
    }

    private static VerdictAttestation attestation(Verdict verdict) throws GateException {
        return VerdictAttestation.of(
                ImageReference.parse(REPOSITORY).withDigest(IMAGE.digest()), verdict, VERIFIER, List.of());
    }

    private static String statement(VerdictAttestation attestation) {
        return new String(attestation.statement().toArray(), StandardCharsets.UTF_8);
    }

    private static GateResult judged(String statement, String demand) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.bundle(IMAGE.digest(), SignatureTexts.bundle(GATE, statement));
        return new SignatureRun().repository(repository).policy(demand).result();
    }

    @Test
    void aVerdictThatWasEnforcedIsAttestedAndAccepted() throws Exception {
        EffectivePolicy policy = policy("mode: enforce");
        VerdictAttestation attestation =
                attestation(verdict(policy.identity(), Outcome.PASS)).withPolicy(policy);
        assertThat(attestation.summary()).isEqualTo("PASSED");
        assertThat(judged(statement(attestation), DEMAND + ", gates: [secrets]}\n")
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "audit"})
    void aVerdictThatWasNotEnforcedNeverAttestsThatItPassed(String mode) throws Exception {
        EffectivePolicy policy = policy("mode: " + mode);
        for (Outcome outcome : List.of(Outcome.PASS, Outcome.WARN)) {
            VerdictAttestation attestation = attestation(verdict(policy.identity(), outcome));
            for (VerdictAttestation each : List.of(attestation, attestation.withPolicy(policy))) {
                assertThat(statement(each))
                        .doesNotContain("PASSED")
                        .contains(
                                "\"verificationResult\":\"FAILED\"",
                                "\"verifiedLevels\":[\"FAILED\"]",
                                "\"notPassed\":\"CONTAINER_GATE_SECRETS\"",
                                "\"mode\":\"" + mode + "\"");
                assertThat(each.summary()).startsWith("FAILED").contains("mode: " + mode);
                assertThat(judged(statement(each), DEMAND + "}\n").outcome()).isEqualTo(Outcome.FAIL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "audit"})
    void anAttestationThatSaysItWasNotEnforcedIsNotAccepted(String mode) throws Exception {
        String passed = statement(attestation(verdict(policy("mode: enforce").identity(), Outcome.PASS)));
        GateResult result = judged(
                passed.replace("\"mode\":\"enforce\"", "\"mode\":\"" + mode + "\""), DEMAND + ", gates: [secrets]}\n");
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains("under mode: '" + mode + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "audit"})
    void anOlderAttestationWhosePolicySaysSoIsNotAcceptedEither(String mode) throws Exception {
        EffectivePolicy loose = policy("mode: " + mode);
        String brought =
                statement(attestation(verdict(loose.identity(), Outcome.PASS)).withPolicy(loose));
        String older = brought.replaceFirst("\"annotations\":\\{[^}]*},", "").replace("\"FAILED\"", "\"PASSED\"");
        assertThat(older).doesNotContain("annotations", "FAILED");
        GateResult result = judged(older, DEMAND + "}\n");
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains("under mode: '" + mode + "'");
    }

    @Test
    void anAttestationThatContradictsItsPolicyIsNotAccepted() throws Exception {
        EffectivePolicy loose = policy("mode: audit");
        String brought =
                statement(attestation(verdict(loose.identity(), Outcome.PASS)).withPolicy(loose));
        String lying =
                brought.replace("\"mode\":\"audit\"", "\"mode\":\"enforce\"").replace("\"FAILED\"", "\"PASSED\"");
        assertThat(judged(lying, DEMAND + "}\n").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void theModeIsKeptInTheVerdictsFile() throws Exception {
        for (String mode : List.of("enforce", "warn", "audit")) {
            Verdict verdict = verdict(policy("mode: " + mode).identity(), Outcome.PASS);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            new VerdictJson().write(verdict, json);
            assertThat(new VerdictReader()
                            .read("verdict.json", new ByteArrayInputStream(json.toByteArray()))
                            .verdict()
                            .policy())
                    .isEqualTo(verdict.policy());
        }
    }

    @Test
    void aVerdictThatDoesNotSayItsModeIsNotAttested() throws Exception {
        PolicyIdentity known = policy("mode: enforce").identity();
        Verdict old = verdict(new PolicyIdentity(known.digest(), known.layers(), Optional.empty()), Outcome.PASS);
        assertThatThrownBy(() -> attestation(old))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("mode");
    }
}
