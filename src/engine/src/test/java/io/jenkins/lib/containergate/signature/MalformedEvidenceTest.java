package io.jenkins.lib.containergate.signature;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.signature.fake.FakeSigstore.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.policy.signer.NotationSigner;
import io.jenkins.lib.containergate.signature.cosign.SimpleSigningVerifier;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.fake.CborText;
import io.jenkins.lib.containergate.signature.fake.FakeCertificate;
import io.jenkins.lib.containergate.signature.fake.FakeNotation;
import io.jenkins.lib.containergate.signature.fake.FakeSigstore;
import io.jenkins.lib.containergate.signature.notation.NotationTrust;
import io.jenkins.lib.containergate.signature.notation.NotationVerifier;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.notation.TrustedIdentity;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with one signature is the reason why that one does not count, and never ends the judgement of another. */
class MalformedEvidenceTest {
    private static final Clock CLOCK = Clock.fixed(SignatureRun.NOW, ZoneOffset.UTC);
    private static final SignedImage SUBJECT = SignedImage.of(SignatureRun.REPOSITORY, IMAGE);
    private static final String IDENTITY = "x509.subject: C=DE, ST=Berlin, O=Acme";
    private static final FakeNotation NOTATION = new FakeNotation(FakeCertificate.name(
            new String[] {"2.5.4.6=DE"}, new String[] {"2.5.4.8=Berlin"}, new String[] {"2.5.4.10=Acme"}));
    private static final int MUTANTS = Effort.rounds(120, 500);

    // beside a good one

    private static GateResult judge(Bytes... envelopes) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        for (Bytes envelope : envelopes) {
            boolean json = envelope.toArray()[0] == '{';
            repository.attach(
                    IMAGE.digest(), FakeNotation.TYPE, json ? FakeNotation.JOSE : FakeNotation.COSE, envelope);
        }
        return new SignatureRun()
                .repository(repository)
                .policy(NOTATION.policy(IDENTITY))
                .result();
    }

    private static void oneRefusal(String reason, Bytes malformed) throws Exception {
        GateResult alone = judge(malformed);
        assertThat(alone.outcome()).as(reason).isEqualTo(Outcome.FAIL);
        assertThat(alone.findings().get(0).finding().actual()).contains(reason).doesNotContain("Exception");
        Bytes good = NOTATION.cose(FakeNotation.headers());
        assertThat(judge(malformed, good).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(good, malformed).outcome()).isEqualTo(Outcome.PASS);
    }

    private static Bytes cose(Consumer<Map<Object, Object>> change) {
        Map<Object, Object> headers = FakeNotation.headers();
        change.accept(headers);
        return NOTATION.cose(headers);
    }

    private static Consumer<Map<Object, Object>> time(String name, Object value) {
        return headers -> headers.put(FakeNotation.PREFIX + name, value);
    }

    @Test
    void aMalformedCoseEnvelopeIsOneRefusalBesideAGoodOne() throws Exception {
        assertThat(judge(NOTATION.cose(FakeNotation.headers())).outcome()).isEqualTo(Outcome.PASS);
        oneRefusal("its algorithm does not fit", cose(headers -> headers.remove(1L)));
        for (Object algorithm : List.of("ES256", Bytes.of(new byte[1]), List.of(), Map.of(), true, -8L, 0L)) {
            oneRefusal("its algorithm does not fit", cose(headers -> headers.put(1L, algorithm)));
        }
        for (long seconds : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 1L << 40, -(1L << 40)}) {
            for (String name : List.of("signingTime", "authenticSigningTime", "expiry")) {
                oneRefusal("its envelope lacks a time", cose(time(name, new CborText.Tag(1, seconds))));
            }
        }
        for (Object moment : List.of(5L, "2026-11-24T12:00:00Z", new CborText.Tag(0, "x"), new CborText.Tag(1, "x"))) {
            oneRefusal("its envelope lacks a time", cose(time("signingTime", moment)));
        }
        oneRefusal("is critical and not understood", cose(headers -> headers.put(2L, List.of(List.of()))));
        oneRefusal("array for its list of critical headers", cose(headers -> headers.put(2L, 7L)));
        oneRefusal("something other than a Notary Project payload", cose(headers -> headers.remove(3L)));
        oneRefusal("something other than a Notary Project payload", cose(headers -> headers.put(3L, 7L)));
        oneRefusal("array for its certificate chain", NOTATION.cose(FakeNotation.headers(), Map.of()));
        oneRefusal("brings 0 certificates", NOTATION.cose(FakeNotation.headers(), Map.of(33L, List.of())));
        oneRefusal("DER is malformed", NOTATION.cose(FakeNotation.headers(), Map.of(33L, Bytes.of(new byte[0]))));
        oneRefusal("CBOR is malformed", Bytes.of(new byte[] {(byte) 0xf6}));
        oneRefusal("an array for its message", Bytes.of(CborText.of(new CborText.Tag(18, true))));
    }

    @Test
    void aMalformedJwsIsOneRefusalBesideAGoodOne() throws Exception {
        assertThat(judge(NOTATION.jws(FakeNotation.jwsHeaders(SignatureRun.NOW, "")))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        String good = FakeNotation.jwsHeaders(SignatureRun.NOW, "");
        oneRefusal("'alg' is missing", NOTATION.jws(good.replace("\"alg\"", "\"gla\"")));
        oneRefusal("is not a text", NOTATION.jws(good.replace("\"ES256\"", "7")));
        oneRefusal("unreadable time", NOTATION.jws(good.replace(SignatureRun.NOW.toString(), "")));
        oneRefusal(
                "unreadable time",
                NOTATION.jws(good.replace(SignatureRun.NOW.toString(), "+1000000001-01-01T00:00:00Z")));
        oneRefusal("is not valid JSON", NOTATION.jws(good.substring(1)));
        oneRefusal("is not an object", NOTATION.jws("[]"));
    }

    // mutants

    /** Verifies it, or says why not. */
    private interface Judge {
        VerifiedSignature verify(byte[] document) throws GateException;
    }

    /** What is said of a signature is what was said of the honest one: no change of it makes it say anything else. */
    private static void refusedOrTheSame(byte[] mutant, Judge judge, VerifiedSignature honest, String what) {
        VerifiedSignature accepted;
        try {
            accepted = judge.verify(mutant);
        } catch (GateException e) {
            assertThat(e.problem()).as(what).isNotBlank();
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(what + " is not a refusal", e);
        }
        assertThat(accepted).as(what).isEqualTo(honest);
    }

    private static byte[] mutant(byte[] document, Random random) {
        byte[] changed = document.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(6)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed[at] = new byte[] {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, 0x1b}[random.nextInt(6)];
                case 3 -> changed = Arrays.copyOf(changed, Math.max(1, at));
                case 4 -> {
                    int length = Math.min(1 + random.nextInt(9), changed.length - at);
                    Arrays.fill(changed, at, at + length, (byte) 0xff);
                }
                default -> {
                    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
                    spliced.write(changed, 0, at);
                    int from = random.nextInt(changed.length);
                    spliced.write(changed, from, Math.min(random.nextInt(20), changed.length - from));
                    spliced.write(changed, at, changed.length - at);
                    changed = spliced.toByteArray();
                }
            }
        }
        return changed;
    }

    private static void bytes(String what, byte[] honest, Judge judge) throws GateException {
        VerifiedSignature same = judge.verify(honest);
        Random random = new Random(honest[0]);
        for (int i = 0; i < MUTANTS; i++) {
            refusedOrTheSame(mutant(honest, random), judge, same, what + ", mutant " + i);
        }
    }

    private static final Pattern BASE64 = Pattern.compile("\"([A-Za-z0-9+/_-]{24,}={0,2})\"");

    /** What is inside of base64 is changed too, so that what reads it is reached. */
    private static void inside(String what, String honest, Judge judge) throws GateException {
        VerifiedSignature same = judge.verify(honest.getBytes(StandardCharsets.UTF_8));
        List<MatchResult> parts = BASE64.matcher(honest)
                .results()
                .filter(part -> what.equals("a JWS") || part.group(1).length() % 4 == 0)
                .toList();
        assertThat(parts).isNotEmpty();
        Random random = new Random(3161);
        for (int i = 0; i < MUTANTS; i++) {
            MatchResult part = parts.get(random.nextInt(parts.size()));
            String text = part.group(1);
            boolean url = what.equals("a JWS") && text.matches("[A-Za-z0-9_-]+") && !text.startsWith("MII");
            byte[] decoded = url
                    ? Base64.getUrlDecoder().decode(text)
                    : Base64.getDecoder().decode(text);
            byte[] changed = mutant(decoded, random);
            String encoded = url
                    ? Base64.getUrlEncoder().withoutPadding().encodeToString(changed)
                    : Base64.getEncoder().encodeToString(changed);
            String mutant = honest.substring(0, part.start(1)) + encoded + honest.substring(part.end(1));
            refusedOrTheSame(
                    mutant.getBytes(StandardCharsets.UTF_8), judge, same, what + ", inner mutant " + i + " of " + text);
        }
    }

    private static void members(String what, String honest, Judge judge) throws Exception {
        VerifiedSignature same = judge.verify(honest.getBytes(StandardCharsets.UTF_8));
        JsonNode tree = JsonMapper.builder().build().readTree(honest);
        JsonMutations.of((ObjectNode) tree)
                .forEach((change, mutant) -> refusedOrTheSame(
                        mutant.toString().getBytes(StandardCharsets.UTF_8), judge, same, what + ": " + change));
    }

    private static Judge notation(String mediaType) throws Exception {
        NotationSigner signer = new NotationSigner(
                "release",
                Optional.empty(),
                "given as certificates",
                List.of(IDENTITY),
                NotationSigner.StoreType.CA,
                Optional.empty(),
                NotationSigner.VerifyTimestamp.ALWAYS,
                NotationSigner.Level.STRICT,
                NotationSigner.Revocation.ENFORCE);
        NotationTrust trust = new NotationTrust(
                signer,
                List.of(Certificates.ofDer(NOTATION.certificate())),
                List.of(),
                List.of(TrustedIdentity.parse(IDENTITY)));
        NotationVerifier verifier = new NotationVerifier(CLOCK, RevocationCheck.offline());
        return document -> verifier.verify(
                new Candidate.Envelope("a referrer", IMAGE, mediaType, Bytes.of(document)),
                SUBJECT,
                new TrustedSigner.Notation("release", trust));
    }

    @Test
    void noMutantOfANotationEnvelopeIsMoreThanARefusal() throws Exception {
        bytes("COSE", NOTATION.cose(FakeNotation.headers()).toArray(), notation(FakeNotation.COSE));
        String jws = new String(
                NOTATION.jws(FakeNotation.jwsHeaders(SignatureRun.NOW, "")).toArray(), StandardCharsets.UTF_8);
        bytes("JWS", jws.getBytes(StandardCharsets.UTF_8), notation(FakeNotation.JOSE));
        inside("a JWS", jws, notation(FakeNotation.JOSE));
        members("a JWS", jws, notation(FakeNotation.JOSE));
    }

    /** Signed all the same: what reads it meets headers that a signer may have put there. */
    @Test
    void noProtectedHeaderThatASignerMayWriteIsMoreThanARefusal() throws Exception {
        Judge judge = notation(FakeNotation.COSE);
        VerifiedSignature same =
                judge.verify(NOTATION.cose(FakeNotation.headers()).toArray());
        byte[] honest = CborText.of(FakeNotation.headers());
        Random random = new Random(9052);
        for (int i = 0; i < MUTANTS; i++) {
            Bytes mutant = NOTATION.coseOf(Bytes.of(mutant(honest, random)));
            try {
                assertThat(judge.verify(mutant.toArray()).digest()).isEqualTo(same.digest());
            } catch (GateException e) {
                assertThat(e.problem()).isNotBlank();
            }
        }
    }

    private static String bundle(FakeSigstore sigstore) {
        ObjectNode bundle = sigstore.bundle(
                SignatureTexts.statement(IMAGE.digest().hex(), SignatureTexts.IMAGE_SIGNATURE, "{\"a\":\"b\"}", "{}"));
        FakeSigstore.stamp(bundle, sigstore.timestamps().stamp(FakeSigstore.signature(bundle), SIGNED));
        return bundle.toString();
    }

    @Test
    void noMutantOfABundleIsMoreThanARefusal() throws Exception {
        FakeSigstore sigstore = new FakeSigstore();
        TrustedSigner signer = new TrustedSigner.Keyless(
                KeylessSigner.of("ci", FakeSigstore.ISSUER, Glob.overText(FakeSigstore.SUBJECT)),
                Optional.of(FakeSigstore.parsed(sigstore.root())));
        BundleVerifier verifier = new BundleVerifier(CLOCK);
        Judge judge = document ->
                verifier.verify(new Candidate.Bundle("a referrer", IMAGE, Bytes.of(document)), SUBJECT, signer);
        String honest = bundle(sigstore);
        bytes("a bundle", honest.getBytes(StandardCharsets.UTF_8), judge);
        inside("a bundle", honest, judge);
        members("a bundle", honest, judge);
    }

    @Test
    void noMutantOfACosignSignatureIsMoreThanARefusal() throws Exception {
        FakeSigstore sigstore = new FakeSigstore();
        SigningKey key = SigningKey.ecdsa();
        String payload =
                SignatureTexts.payload(SignatureRun.REPOSITORY, IMAGE.digest().toString(), "{\"a\":\"b\"}");
        Map<String, String> annotations = sigstore.simpleSigning(key, payload);
        TrustedSigner signer = new TrustedSigner.Key(
                "release",
                key.publicKey(),
                new TrustedSigner.LogDemand.Required(Optional.of(FakeSigstore.parsed(sigstore.root()))));
        SimpleSigningVerifier verifier = new SimpleSigningVerifier(CLOCK);
        for (String changed : annotations.keySet()) {
            Judge judge = document -> {
                Map<String, String> found = new LinkedHashMap<>(annotations);
                found.put(changed, new String(document, StandardCharsets.UTF_8));
                return verifier.verify(simple(IMAGE, Bytes.ofText(payload), found), SUBJECT, signer);
            };
            bytes(changed, annotations.get(changed).getBytes(StandardCharsets.UTF_8), judge);
            if (annotations.get(changed).startsWith("{")) {
                inside(changed, annotations.get(changed), judge);
                members(changed, annotations.get(changed), judge);
            }
        }
        Judge judge = document -> verifier.verify(simple(IMAGE, Bytes.of(document), annotations), SUBJECT, signer);
        bytes("a payload", payload.getBytes(StandardCharsets.UTF_8), judge);
    }

    private static Candidate.SimpleSigning simple(Descriptor found, Bytes payload, Map<String, String> annotations) {
        return new Candidate.SimpleSigning("a tag", found, payload, annotations);
    }
}
