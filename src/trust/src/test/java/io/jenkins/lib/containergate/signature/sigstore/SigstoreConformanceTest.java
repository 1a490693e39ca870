package io.jenkins.lib.containergate.signature.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.dsse.Statement;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.peers.Vectors;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier.SigstoreBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Bundles of sigstore-conformance: what its suite accepts is accepted, what it refuses is refused. An image's signature is
 * one of a statement, so bundles of a bare message never count for an image; they are verified here all the same, over the
 * artifact, with everything but that last step.
 */
@Tag("peers")
class SigstoreConformanceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final String SUBJECT =
            "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/"
                    + "extremely-dangerous-oidc-beacon.yml@refs/heads/main";

    /** Cases that are judged otherwise here, and why. */
    private static final Map<String, String> DIFFERENCES = Map.of();

    @TestFactory
    Stream<DynamicTest> eachBundleIsJudgedAsTheSuiteSays() throws Exception {
        Path cases = Vectors.of("sigstore-conformance").resolve("bundle-verify");
        byte[] publicGood = Vectors.ofGoModule(
                "github.com/sigstore/sigstore-go@v1.2.2", "pkg/testing/data/trusted-roots/public-good.json");
        List<Path> bundles;
        try (Stream<Path> listed = Files.list(cases)) {
            bundles = listed.filter(each -> Files.exists(each.resolve("bundle.sigstore.json")))
                    .sorted()
                    .toList();
        }
        assertThat(bundles).hasSizeGreaterThanOrEqualTo(70);
        assertThat(bundles).extracting(each -> each.getFileName().toString()).containsAll(DIFFERENCES.keySet());
        return bundles.stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getFileName().toString(), () -> judged(new Case(each, publicGood))));
    }

    private static void judged(Case vector) throws Exception {
        String name = vector.directory.getFileName().toString();
        boolean good = !name.endsWith("_fail") ^ DIFFERENCES.containsKey(name);
        if (good) {
            vector.verify();
            assertThatThrownBy(vector::verifyOther).isInstanceOf(GateException.class);
        } else {
            Throwable refusal = catchThrowable(vector::verify);
            assertThat(refusal).isInstanceOf(GateException.class);
            assertThat(((GateException) refusal).problem()).isNotBlank();
        }
    }

    private record Case(Path directory, byte[] publicGood) {
        void verify() throws Exception {
            verify(artifact());
        }

        /** A good bundle is not one of another artifact. */
        void verifyOther() throws Exception {
            verify(Bytes.ofText("another artifact"));
        }

        private void verify(Bytes artifact) throws Exception {
            Bytes bundle = Bytes.of(Files.readAllBytes(directory.resolve("bundle.sigstore.json")));
            StrictJson json = StrictJson.parse(bundle.toArray(), "the bundle");
            SignedImage image =
                    SignedImage.of("registry.example/app", Descriptor.of("x", artifact.digest(), artifact.size()));
            Candidate.Bundle candidate = new Candidate.Bundle("a referrer", image.manifest(), bundle);
            if (json.has("messageSignature")) {
                assertThatThrownBy(() -> new BundleVerifier(CLOCK).verify(candidate, image, signer()))
                        .isInstanceOf(GateException.class);
                message(json, artifact);
            } else {
                String kind = Statement.parse(
                                SigstoreBundle.parse(bundle).envelope().orElseThrow())
                        .predicateType();
                new BundleVerifier(CLOCK).attested(candidate, image, signer(), Set.of(kind));
            }
        }

        private void message(StrictJson json, Bytes artifact) throws Exception {
            StrictJson message = json.required("messageSignature");
            Optional<StrictJson> digest = message.member("messageDigest");
            if (digest.isPresent()) {
                Bytes said = Bytes.of(
                        Base64Text.decode(digest.get().required("digest").text(), "digest"));
                if (!said.equals(Bytes.of(Digest.sha256().digest(artifact.toArray())))) {
                    throw new RejectedSignatureException("it is of another artifact");
                }
            }
            VerificationMaterial material = VerificationMaterial.of(json);
            SignerCheck.Signed signed = new SignerCheck.Signed(
                    artifact,
                    artifact,
                    Bytes.of(Base64Text.decode(message.required("signature").text(), "signature")),
                    material.certificate(),
                    material.entries(),
                    material.timestamps(),
                    false,
                    material.proofDemanded());
            new SignerCheck(CLOCK).check(signed, signer(), "a bundle");
        }

        private Bytes artifact() throws IOException {
            Path own = directory.resolve("artifact");
            return Bytes.of(Files.readAllBytes(Files.exists(own) ? own : directory.resolveSibling("../a.txt")));
        }

        private TrustedSigner signer() throws Exception {
            Path own = directory.resolve("trusted_root.json");
            TrustedRoot root = TrustedRoot.parse(
                    Bytes.of(Files.exists(own) ? Files.readAllBytes(own) : publicGood), "the trusted root");
            Path key = directory.resolve("key.pub");
            if (Files.exists(key)) {
                return new TrustedSigner.Key(
                        "key",
                        PublicKeys.ofPem(Files.readString(key), "the key"),
                        new TrustedSigner.LogDemand.Required(Optional.of(root)));
            }
            return new TrustedSigner.Keyless(
                    KeylessSigner.of("ci", text("issuer", ISSUER), Glob.overText(text("identity", SUBJECT))),
                    Optional.of(root));
        }

        private String text(String file, String otherwise) throws IOException {
            Path own = directory.resolve(file);
            return Files.exists(own) ? Files.readString(own).strip() : otherwise;
        }
    }
}
