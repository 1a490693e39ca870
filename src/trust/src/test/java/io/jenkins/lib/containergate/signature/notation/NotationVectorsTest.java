package io.jenkins.lib.containergate.signature.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.TimestampToken;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.peers.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The test data of notation-go and of its timestamp client: what they accept is accepted, what they refuse is refused. */
@Tag("peers")
class NotationVectorsTest {
    private static final String NOTATION = "github.com/notaryproject/notation-go@v1.3.2";
    private static final String CORE = "github.com/notaryproject/notation-core-go@v1.3.0";
    private static final String TIMESTAMPS = "github.com/notaryproject/tspclient-go@v1.0.0";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String GOOD = "";

    /** Envelopes by name, with why they are refused; empty for those that count. */
    private static final Map<String, String> ENVELOPES = Map.ofEntries(
            Map.entry("ca_valid_sig_env.json", GOOD),
            Map.entry("sa_valid_sig_env.json", GOOD),
            Map.entry("ca_expired_sig_env.json", "it expired at"),
            Map.entry("sa_expired_sig_env.json", "it expired at"),
            Map.entry("ca_invalid_sig_env.json", "its payload is padded"),
            Map.entry("sa_invalid_sig_env.json", "its payload is padded"),
            // plugins other than AWS Signer's do not exist here: what they would check stays unchecked
            Map.entry("ca_plugin_sig_env.json", "critical and not understood"),
            Map.entry("sa_plugin_sig_env.json", "critical and not understood"),
            Map.entry("ca_compatible_pluginver_sig_env_0.0.9.json", "verified by a plugin"),
            Map.entry("ca_compatible_pluginver_sig_env_1.0.0-alpha.beta.json", "verified by a plugin"),
            Map.entry("ca_compatible_pluginver_sig_env_1.0.0-alpha.json", "verified by a plugin"),
            Map.entry("ca_compatible_pluginver_sig_env_1.0.0.json", "verified by a plugin"),
            Map.entry("ca_incompatible_pluginver_sig_env_1.0.1.json", "verified by a plugin"),
            Map.entry("ca_incompatible_pluginver_sig_env_1.0.9.json", "verified by a plugin"),
            Map.entry("ca_incompatible_pluginver_sig_env_1.1.0-alpha.json", "verified by a plugin"),
            Map.entry("ca_incompatible_pluginver_sig_env_1.2.3.json", "verified by a plugin"),
            Map.entry("sig_env_with_metadata.json", "its certificate was not valid at"),
            Map.entry("jwsWithTimestamp.sig", GOOD),
            Map.entry("coseWithTimestamp.sig", GOOD),
            Map.entry("jwsExpiredWithTimestamp.sig", GOOD),
            Map.entry("coseExpiredWithTimestamp.sig", GOOD),
            Map.entry("timestampBeforeNotBefore.sig", "not valid when it was stamped"),
            Map.entry("timestampAfterNotAfter.sig", "not valid when it was stamped"),
            Map.entry("withoutTimestamp.sig", "no timestamp authority vouches for its time"));

    /** Tokens that count. */
    private static final Set<String> TOKENS = Set.of("TimeStampToken.p7s", "granted.tsq");

    /** Tokens that the client accepts and that do not count here, with the reason. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "TimeStampTokenWithValidAndInvalidSignerInfos.p7s", "RFC 3161, section 2.4.2: one signer and no other",
            "TimeStampTokenWithAnInvalidAndAValidSignerInfo.p7s", "RFC 3161, section 2.4.2: one signer and no other");

    private static List<Path> files(Path directory, String pattern) throws IOException {
        try (Stream<Path> listed = Files.list(directory)) {
            return listed.filter(each -> each.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachEnvelopeIsJudgedAsNotationJudgesIt() throws Exception {
        Path module = Vectors.goModule(NOTATION);
        List<Path> envelopes = Stream.concat(
                        files(module.resolve("internal/mock/testdata"), ".*\\.json").stream(),
                        files(module.resolve("verifier/testdata/timestamp/sigEnv"), ".*\\.sig").stream())
                .toList();
        assertThat(envelopes)
                .extracting(each -> each.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(ENVELOPES.keySet());
        return envelopes.stream()
                .map(each -> DynamicTest.dynamicTest(each.getFileName().toString(), () -> judged(each, module)));
    }

    private static void judged(Path file, Path module) throws Exception {
        String name = file.getFileName().toString();
        Bytes content = Bytes.of(Files.readAllBytes(file));
        boolean stamped = name.endsWith(".sig");
        List<X509Certificate> authorities = stamped
                ? List.of(certificate(
                        module.resolve("verifier/testdata/truststore/x509/tsa/test-timestamp/globalsignRoot.cer")))
                : List.of();
        String wanted = ENVELOPES.get(name);
        if (wanted.isEmpty()) {
            VerifiedSignature signature = verify(name, content, authorities, NOW);
            assertThat(signature.remarks()).isEmpty();
            assertThat(signature.time().isPresent()).isEqualTo(stamped || name.startsWith("sa_"));
            if (stamped) {
                Throwable unknown = catchThrowable(() -> verify(
                        name,
                        content,
                        List.of(certificate(module.resolve(
                                "verifier/testdata/truststore/x509/tsa/test-mismatch/DigiCertTSARootSHA384.cer"))),
                        NOW));
                assertThat(unknown).isInstanceOf(RejectedSignatureException.class);
            }
        } else {
            Throwable refusal = catchThrowable(() -> verify(name, content, authorities, NOW));
            assertThat(refusal).isInstanceOf(GateException.class).hasMessageContaining(wanted);
        }
    }

    @Test
    void aSignatureIsAcceptedWhileItsCertificateIsValid() throws Exception {
        String name = "sig_env_with_metadata.json";
        Bytes content = Bytes.of(Vectors.ofGoModule(NOTATION, "internal/mock/testdata/" + name));
        VerifiedSignature signature = verify(name, content, List.of(), Instant.parse("2023-01-11T20:00:00Z"));
        assertThat(signature.annotations()).containsEntry("io.wabbit-networks.buildId", "123");
    }

    private static boolean isJson(Bytes content) {
        return content.toArray()[0] == '{';
    }

    /** Under the envelope's own root, for the subject and the artifact it names. */
    private static VerifiedSignature verify(
            String name, Bytes content, List<X509Certificate> timestampStore, Instant now) throws Exception {
        NotationEnvelope envelope = isJson(content) ? JwsEnvelope.parse(content) : CoseEnvelope.parse(content);
        StrictJson target =
                StrictJson.parse(envelope.payload().toArray(), "the payload").required("targetArtifact");
        Descriptor artifact = Descriptor.of(
                target.required("mediaType").text(),
                Digest.parse(target.required("digest").text()),
                target.required("size").number());
        X509Certificate root = envelope.chain().get(envelope.chain().size() - 1);
        String identity = "x509.subject: C=US, ST=WA, L=Seattle, O=Notary";
        NotationSigner signer = new NotationSigner(
                "release",
                Optional.empty(),
                "given as certificates",
                List.of(identity),
                name.startsWith("sa_") ? NotationSigner.StoreType.SIGNING_AUTHORITY : NotationSigner.StoreType.CA,
                Optional.empty(),
                NotationSigner.VerifyTimestamp.ALWAYS,
                NotationSigner.Level.STRICT,
                NotationSigner.Revocation.SKIP);
        NotationTrust trust =
                new NotationTrust(signer, List.of(root), timestampStore, List.of(TrustedIdentity.parse(identity)));
        return new NotationVerifier(Clock.fixed(now, ZoneOffset.UTC), RevocationCheck.offline())
                .verify(
                        new Candidate.Envelope(
                                "a referrer",
                                artifact,
                                isJson(content) ? "application/jose+json" : "application/cose",
                                content),
                        SignedImage.of("registry.example/app", artifact),
                        new TrustedSigner.Notation("release", trust));
    }

    /** They lack their certificates, which the suite adds; without, they are refused and nothing more. */
    @Test
    void theConformanceEnvelopesWithoutCertificatesAreRefused() throws Exception {
        Bytes jws = Bytes.of(Vectors.ofGoModule(CORE, "signature/jws/testdata/conformance.json"));
        assertThat(catchThrowable(() -> JwsEnvelope.parse(jws).checkHeaders())).isInstanceOf(GateException.class);
        StrictJson cose =
                StrictJson.parse(Vectors.ofGoModule(CORE, "signature/cose/testdata/conformance.json"), "the vector");
        String hex = cose.required("expectedOutput").required("cborHex").text();
        Bytes message = Bytes.of(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
        assertThat(Cbor.parse(message)).isInstanceOf(Cbor.Tagged.class);
        assertThat(catchThrowable(() -> CoseEnvelope.parse(message))).isInstanceOf(GateException.class);
    }

    private static X509Certificate certificate(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        return content[0] == 0x30
                ? Certificates.ofDer(content)
                : Certificates.ofPem(new String(content, StandardCharsets.US_ASCII), "a root")
                        .get(0);
    }

    @Test
    void eachTimestampIsJudgedAsTheClientJudgesIt() throws Exception {
        Path module = Vectors.goModule(TIMESTAMPS);
        X509Certificate root = certificate(module.resolve("testdata/GlobalSignRootCA.crt"));
        Set<String> accepted = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        for (String directory : List.of("testdata", "internal/cms/testdata")) {
            for (Path file : files(module.resolve(directory), ".*\\.(p7s|tsq|tsr)")) {
                String name = file.getFileName().toString();
                seen.add(name);
                try {
                    TimestampToken token = TimestampToken.parse(Bytes.of(Files.readAllBytes(file)));
                    X509Certificate signer = token.check(Bytes.ofText("notation"), List.of());
                    Certificates.checkPath(signer, between(signer, token.certificates(), root), root, token.time());
                    accepted.add(name);
                } catch (GateException e) {
                    assertThat(e.problem()).as(name).isNotBlank();
                }
            }
        }
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(TOKENS);
        assertThat(seen).containsAll(DIFFERENCES.keySet());
        TimestampToken token =
                TimestampToken.parse(Bytes.of(Vectors.ofGoModule(TIMESTAMPS, "testdata/TimeStampToken.p7s")));
        assertThat(SigningTime.by(token.time()).by()).isEqualTo(Instant.parse("2021-09-17T14:09:10Z"));
        assertThat(catchThrowable(() -> token.check(Bytes.ofText("notation!"), List.of())))
                .isInstanceOf(RejectedSignatureException.class);
    }

    private static List<X509Certificate> between(
            X509Certificate leaf, List<X509Certificate> brought, X509Certificate root) {
        Map<Object, X509Certificate> bySubject = brought.stream()
                .collect(Collectors.toMap(X509Certificate::getSubjectX500Principal, each -> each, (a, b) -> a));
        return Stream.iterate(
                        Optional.ofNullable(bySubject.get(leaf.getIssuerX500Principal())),
                        each -> each.isPresent() && !each.get().equals(root),
                        each -> each.map(X509Certificate::getIssuerX500Principal)
                                .map(bySubject::get))
                .map(Optional::get)
                .limit(5)
                .toList();
    }
}
