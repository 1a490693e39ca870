package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attestations that are not read may call the image affected. */
class UnreadVexTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final String PREDICATE_TYPE = "dev.sigstore.bundle.predicateType";
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final int READ = 200;

    private final MemoryRepository repository = new MemoryRepository();

    private void attach(int count, Map<String, String> annotations) {
        for (int number = 0; number < count; number++) {
            repository.bundle(IMAGE.digest(), bundle(STRANGER, "{\"number\":" + number + "}"), annotations);
        }
    }

    private List<VexDocument> documents() throws Exception {
        String policy = "version: 1\nvex:\n  - from: attestations\n    signers:\n"
                + SignatureRun.signer("psirt", SigningKey.ecdsa());
        return new AttestedVex(
                        PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), CLOCK),
                        Optional.empty(),
                        PinnedKeys.unreachable(),
                        CLOCK)
                .read(
                        repository,
                        SignedImage.of("registry.example/shop/app", IMAGE),
                        Deadline.after(Duration.ofMinutes(1), CLOCK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://openvex.dev/ns/v0.2.0", ""})
    void moreThanAreReadAreAnError(String type) throws Exception {
        Map<String, String> annotations = type.isEmpty() ? Map.of() : Map.of(PREDICATE_TYPE, type);
        attach(READ, annotations);
        assertThat(documents()).allMatch(document -> document.source().signer().isEmpty());
        repository.bundle(IMAGE.digest(), bundle(STRANGER, "{}"), annotations);
        assertThatThrownBy(this::documents)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("1 attestations of registry.example/shop/app@" + IMAGE.digest())
                .hasMessageContaining("may be VEX documents that call the image affected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://openvex.dev/ns/v0.2.0", ""})
    void aBundleThatDoesNotSayWhoSignedItIsAnError(String type) throws Exception {
        repository.bundle(
                IMAGE.digest(),
                bundle(STRANGER, "{}").replace("bundle.v0.3", "bundle.v0.4"),
                type.isEmpty() ? Map.of() : Map.of(PREDICATE_TYPE, type));
        assertThatThrownBy(this::documents)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("may be a VEX document that calls the image affected and that 'psirt' signed")
                .hasMessageContaining("bundle.v0.4");
    }

    @Test
    void statementsOfOtherKindsTakeNoPlace() throws Exception {
        attach(READ + 1, Map.of(PREDICATE_TYPE, "https://spdx.dev/Document"));
        attach(READ + 1, Map.of(PREDICATE_TYPE, "https://sigstore.dev/cosign/sign/v1"));
        assertThat(documents()).isEmpty();
    }
}
