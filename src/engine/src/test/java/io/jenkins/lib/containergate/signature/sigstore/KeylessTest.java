package io.jenkins.lib.containergate.signature.sigstore;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.signature.fake.FakeSigstore.CODE_SIGNING;
import static io.jenkins.lib.containergate.signature.fake.FakeSigstore.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.signature.fake.FakeCertificate;
import io.jenkins.lib.containergate.signature.fake.FakeLog;
import io.jenkins.lib.containergate.signature.fake.FakeSigstore;
import io.jenkins.lib.containergate.signature.fake.FakeTimestamps;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keyless signatures under a trusted root, each wrong in one way. */
class KeylessTest {
    private static final String STATEMENT =
            SignatureTexts.statement(IMAGE.digest().hex(), SignatureTexts.IMAGE_SIGNATURE, "{}", "{}");
    private static final String POLICY = "signatures:\n  - repositories: ['**']\n    signers:\n"
            + "    - {name: ci, keyless: {issuer: '" + FakeSigstore.ISSUER + "', subject: '" + FakeSigstore.SUBJECT
            + "'}}\n";

    private final FakeSigstore sigstore = new FakeSigstore();

    private static Verdict verdict(JsonNode bundle, TrustedRoot root) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.bundle(IMAGE.digest(), bundle.toString());
        return new SignatureRun()
                .repository(repository)
                .policy(POLICY)
                .root(root)
                .verdict();
    }

    private static GateResult judge(JsonNode bundle, TrustedRoot root) throws Exception {
        return verdict(bundle, root).gates().get(0);
    }

    private GateResult judge(JsonNode bundle) throws Exception {
        return judge(bundle, FakeSigstore.parsed(sigstore.root()));
    }

    private static void refused(String reason, GateResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    private static void passes(GateResult result) {
        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    }

    private static void malformed(String reason, ObjectNode root) {
        assertThatThrownBy(() -> FakeSigstore.parsed(root))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aKeylessSignatureOfTheTrustedIdentityPasses() throws Exception {
        passes(judge(sigstore.bundle(STATEMENT)));
        refused("transparency log is not trusted", judge(new FakeSigstore().bundle(STATEMENT)));
    }

    // the repository that a reusable workflow was run for

    private static final String SOURCE = "1.3.6.1.4.1.57264.1.12";

    private GateResult judgeRunOf(String repository, String policy) throws Exception {
        sigstore.leaf(certificate -> {
            if (!repository.isEmpty()) {
                certificate.with(
                        SOURCE, false, DerWriter.element(Der.UTF8_STRING, repository.getBytes(StandardCharsets.UTF_8)));
            }
        });
        return judgeUnder(policy);
    }

    private GateResult judgeUnder(String policy) throws Exception {
        MemoryRepository images = new MemoryRepository();
        images.bundle(IMAGE.digest(), sigstore.bundle(STATEMENT).toString());
        return new SignatureRun()
                .repository(images)
                .policy(policy)
                .root(FakeSigstore.parsed(sigstore.root()))
                .verdict()
                .gates()
                .get(0);
    }

    @Test
    void aReusableWorkflowCountsOnlyWhereARepositoryThatIsNamedRanIt() throws Exception {
        String policy = POLICY.replace("'}}", "', sourceRepository: 'https://github.com/acme/*'}}");
        passes(judgeRunOf("https://github.com/acme/shop", policy));
        refused(
                "its certificate is for a run of the repository 'https://github.com/acme-evil/shop'",
                judgeRunOf("https://github.com/acme-evil/shop", policy));
        refused("for a run of the repository", judgeRunOf("https://github.com/acme/shop/evil", policy));
        refused("does not say from which repository it was run", judgeRunOf("", policy));
        passes(judgeRunOf("https://github.com/anybody/else", POLICY));
    }

    @Test
    void aSourceRepositoryThatNobodyOrEverybodyHasIsAnErrorInThePolicy() {
        for (String source : List.of("acme/shop", "**", "https://**", "https://github.com/**")) {
            assertThatThrownBy(() -> judgeRunOf(
                            "https://github.com/acme/shop",
                            POLICY.replace("'}}", "', sourceRepository: '" + source + "'}}")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("sourceRepository");
        }
    }

    // the subject

    private GateResult judgeSubject(String subject, String pattern) throws Exception {
        sigstore.leaf(certificate -> certificate.with(
                FakeCertificate.SUBJECT_ALTERNATIVE_NAME,
                true,
                DerWriter.sequence(DerWriter.element(0x86, subject.getBytes(StandardCharsets.US_ASCII)))));
        return judgeUnder(POLICY.replace(FakeSigstore.SUBJECT, pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/**@refs/heads/main",
                "**/workflows/*@refs/*/main",
                "https://github.com/acme/shop/.github/workflows/build.yml@refs/heads/main",
            })
    void aBranchThatIsCalledLikeTheEndOfASubjectIsNotThatBranch(String pattern) throws Exception {
        String workflow = "https://github.com/acme/shop/.github/workflows/build.yml@refs/heads/";
        passes(judgeSubject(workflow + "main", pattern));
        refused("its certificate is for", judgeSubject(workflow + "x@refs/heads/main", pattern));
        refused("its certificate is for", judgeSubject(workflow + "x", pattern));
    }

    @Test
    void aReferenceMayHoldWhatTheWorkflowMayNot() throws Exception {
        String workflow = "https://github.com/acme/shop/.github/workflows/build.yml@refs/tags/";
        passes(judgeSubject(workflow + "shop@1.4.0", "https://github.com/acme/**@refs/tags/**"));
        passes(judgeSubject(workflow + "shop@1.4.0", "https://github.com/acme/**@refs/tags/shop@*"));
        passes(judgeSubject(workflow + "shop@1.4.0", "https://github.com/acme/shop/**"));
        refused(
                "its certificate is for",
                judgeSubject(workflow + "other@shop@1.4.0", "https://github.com/acme/**@refs/tags/shop@*"));
    }

    // the trusted root

    private void eachWithout(String member, String period) {
        ObjectNode whole = sigstore.root();
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(
                owner -> owner.remove("validFor"),
                owner -> owner.putNull("validFor"),
                owner -> owner.putObject("validFor"),
                owner -> owner.putObject("validFor").put("end", "2030-01-01T00:00:00Z"),
                owner -> owner.putObject("validFor").putNull("start"),
                owner -> owner.putObject("validFor").put("start", ""))) {
            ObjectNode root = whole.deepCopy();
            change.accept((ObjectNode) root.at("/" + member + "/0" + period));
            malformed("has no validFor.start", root);
        }
        ObjectNode backwards = whole.deepCopy();
        ((ObjectNode) backwards.at("/" + member + "/0" + period))
                .putObject("validFor")
                .put("start", "2026-01-01T00:00:00Z")
                .put("end", "2025-01-01T00:00:00Z");
        malformed("ends before it starts", backwards);
    }

    @Test
    void whatIsTrustedWithoutAStartIsTrustedForEverAndRefused() {
        eachWithout("tlogs", "/publicKey");
        eachWithout("ctlogs", "/publicKey");
        eachWithout("certificateAuthorities", "");
        eachWithout("timestampAuthorities", "");
    }

    private void startsAfter(String place, String reason) throws Exception {
        ObjectNode root = sigstore.root();
        ((ObjectNode) root.at(place))
                .putObject("validFor")
                .put("start", SIGNED.plusSeconds(3600).toString());
        refused(reason, judge(sigstore.bundle(STATEMENT), FakeSigstore.parsed(root)));
    }

    @Test
    void whatWasTrustedOnlyLaterCountsForNothing() throws Exception {
        startsAfter("/tlogs/0/publicKey", "its log's key was not in use");
        startsAfter("/ctlogs/0/publicKey", "SCT is not of a trusted certificate log");
        startsAfter("/certificateAuthorities/0", "was not trusted at");
    }

    @Test
    void twoLogsOfOneIdAreRefused() {
        for (String member : new String[] {"tlogs", "ctlogs"}) {
            ObjectNode root = sigstore.root();
            ((ArrayNode) root.get(member)).add(root.at("/" + member + "/0").deepCopy());
            malformed("has the id of another log", root);
        }
    }

    private static void key(ObjectNode root, String member, byte[] key) {
        ((ObjectNode) root.at("/" + member + "/0/publicKey"))
                .put("rawBytes", Base64.getEncoder().encodeToString(key));
    }

    @Test
    void aLogWhoseIdIsNotItsKeysCountsForNothing() throws Exception {
        for (String member : new String[] {"tlogs", "ctlogs"}) {
            ObjectNode root = sigstore.root();
            key(root, member, SigningKey.ecdsa().publicKey().getEncoded());
            GateResult result = judge(sigstore.bundle(STATEMENT), FakeSigstore.parsed(root));
            assertThat(result.outcome()).as(member).isEqualTo(Outcome.ERROR);
            assertThat(result.toString()).contains("its id is not that of its key");
        }
    }

    /** An X25519 key, an empty sequence, one byte, and RSA too short to trust. */
    private static final String[] UNREADABLE = {"302a300506032b656e032100" + "09".repeat(32), "3000", "00", "3003020101"
    };

    @Test
    void aKeyThatCannotBeReadIsSaidAndLeavesTheOthersInForce() throws Exception {
        for (String unreadable : UNREADABLE) {
            ObjectNode root = sigstore.root();
            ObjectNode odd = new FakeLog(SigningKey.ecdsa(), "odd.example").trusted();
            ((ObjectNode) odd.get("publicKey"))
                    .put(
                            "rawBytes",
                            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(unreadable)));
            ((ArrayNode) root.get("tlogs")).insert(0, odd);
            ((ArrayNode) root.get("ctlogs")).insert(0, odd.deepCopy());
            TrustedRoot parsed = FakeSigstore.parsed(root);
            assertThat(parsed.notes()).hasSize(2).allMatch(note -> note.contains("odd.example"));
            Verdict verdict = verdict(sigstore.bundle(STATEMENT), parsed);
            passes(verdict.gates().get(0));
            assertThat(verdict.notes().toString()).contains("odd.example");
            assertThat(verdict.gates().get(0).account().notEvaluated().toString())
                    .contains("odd.example");
        }
    }

    @Test
    void whatNeedsAKeyThatCannotBeReadIsUndecided() throws Exception {
        for (String member : new String[] {"tlogs", "ctlogs"}) {
            ObjectNode root = sigstore.root();
            key(root, member, new byte[] {0x30, 0});
            GateResult result = judge(sigstore.bundle(STATEMENT), FakeSigstore.parsed(root));
            assertThat(result.outcome()).as(member).isEqualTo(Outcome.ERROR);
            assertThat(result.toString()).contains("cannot be checked with the trusted root");
        }
    }

    @Test
    void anAuthorityThatCannotBeReadIsSaidAndVouchesForNothing() throws Exception {
        ObjectNode root = sigstore.root();
        ((ObjectNode) root.at("/certificateAuthorities/0/certChain/certificates/0")).put("rawBytes", "MAA=");
        TrustedRoot parsed = FakeSigstore.parsed(root);
        assertThat(parsed.notes()).hasSize(1);
        refused("certificate authority is not trusted", judge(sigstore.bundle(STATEMENT), parsed));
    }

    @Test
    void anRsaKeyWithoutItsAlgorithmIsRead() throws Exception {
        SigningKey rsa = SigningKey.rsa(2048);
        byte[] encoded = rsa.publicKey().getEncoded();
        ObjectNode root = sigstore.root();
        ObjectNode odd = new FakeLog(rsa, "rsa.example").trusted();
        ((ObjectNode) odd.get("publicKey"))
                .put("rawBytes", Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, 24, encoded.length)));
        ((ArrayNode) root.get("ctlogs")).add(odd);
        assertThat(FakeSigstore.parsed(root).notes()).isEmpty();
    }

    @Test
    void eachLineOfSeveralTrustedRootsCountsByItself() throws Exception {
        FakeSigstore second = new FakeSigstore();
        String lines = second.root() + "\n\n" + sigstore.root() + "\n";
        TrustedRoot both = TrustedRoot.parse(Bytes.ofText(lines), "the roots");
        passes(judge(sigstore.bundle(STATEMENT), both));
        passes(judge(second.bundle(STATEMENT), both));
        refused("transparency log is not trusted", judge(new FakeSigstore().bundle(STATEMENT), both));

        ObjectNode mixed = sigstore.root();
        mixed.set("ctlogs", second.root().get("ctlogs"));
        ObjectNode rest = second.root();
        rest.set("ctlogs", sigstore.root().get("ctlogs"));
        TrustedRoot halves = TrustedRoot.parse(Bytes.ofText(mixed + "\n" + rest), "the roots");
        assertThat(judge(sigstore.bundle(STATEMENT), halves).outcome()).isEqualTo(Outcome.FAIL);
        assertThatThrownBy(() -> TrustedRoot.parse(Bytes.ofText(sigstore.root() + "\n{}"), "the roots"))
                .hasMessageContaining("is not a Sigstore trusted root");
        passes(judge(
                sigstore.bundle(STATEMENT),
                TrustedRoot.parse(Bytes.ofText(sigstore.root().toPrettyString()), "the root")));
    }

    // the certificate

    private void certificate(String reason, Consumer<FakeCertificate> change) throws Exception {
        refused(reason, judge(sigstore.leaf(change).bundle(STATEMENT)));
    }

    @Test
    void aCertificateForAnythingButSignaturesOfCodeIsRefused() throws Exception {
        certificate("is a certificate authority's", leaf -> leaf.authority(-1));
        certificate("is a certificate authority's", leaf -> leaf.authority(0));
        certificate("is a certificate authority's", leaf -> leaf.authority(0).keyUsage(0, 5));
        certificate("not for digital signatures", leaf -> leaf.keyUsage(1));
        certificate("incorrect KeyUsage", leaf -> leaf.keyUsage());
        certificate("not for digital signatures", leaf -> leaf.keyUsage(2, 4));
        certificate("not for digital signatures", leaf -> leaf.without(FakeCertificate.KEY_USAGE));
        certificate("may issue certificates", leaf -> leaf.keyUsage(0, 5));
        certificate("may issue certificates", leaf -> leaf.keyUsage(0, 6));
        certificate("not for signing code", leaf -> leaf.without(FakeCertificate.EXTENDED_KEY_USAGE));
        certificate("not for signing code", leaf -> leaf.purposes(false, "1.3.6.1.5.5.7.3.1"));
        certificate("not for signing code", leaf -> leaf.purposes(false, "2.5.29.37.0"));
        certificate("does not lead to a trusted root", leaf -> leaf.with("1.2.3.4", true, new byte[] {5, 0}));
        passes(judge(sigstore.leaf(leaf -> leaf.purposes(true, CODE_SIGNING)).bundle(STATEMENT)));
    }

    @Test
    void aChainThatItsAuthoritiesDoNotAllowIsRefused() throws Exception {
        FakeSigstore short0 = new FakeSigstore().top(root -> root.authority(0));
        refused("longer than its root allows", judge(short0.bundle(STATEMENT), FakeSigstore.parsed(short0.root())));
        for (Consumer<FakeCertificate> change : List.<Consumer<FakeCertificate>>of(
                issuing -> issuing.without(FakeCertificate.BASIC_CONSTRAINTS),
                issuing -> issuing.with(FakeCertificate.BASIC_CONSTRAINTS, true, new byte[] {0x30, 0}),
                issuing -> issuing.keyUsage(0))) {
            FakeSigstore wrong = new FakeSigstore().issuing(change);
            refused(
                    "does not lead to a trusted root",
                    judge(wrong.bundle(STATEMENT), FakeSigstore.parsed(wrong.root())));
            FakeSigstore above = new FakeSigstore().top(change);
            refused(
                    "does not lead to a trusted root",
                    judge(above.bundle(STATEMENT), FakeSigstore.parsed(above.root())));
        }
    }

    // what is brought along besides

    @Test
    void anEntryOfAnUnknownLogNeitherHelpsNorHarms() throws Exception {
        ObjectNode bundle = sigstore.bundle(STATEMENT);
        byte[] body =
                FakeSigstore.body((ObjectNode) FakeSigstore.entries(bundle).get(0));
        FakeLog stranger = new FakeLog(SigningKey.ecdsa(), "stranger.example");
        FakeSigstore.entries(bundle).insert(0, stranger.entry(body, SIGNED.plusSeconds(3)));
        FakeSigstore.entries(bundle).add(stranger.entry(body, SIGNED.plusSeconds(86_400 * 365)));
        passes(judge(bundle));
        FakeSigstore.entries(bundle).remove(1);
        refused("transparency log is not trusted", judge(bundle));
    }

    @Test
    void anEntryOfATrustedLogThatDoesNotHoldIsNotPassedOver() throws Exception {
        ObjectNode bundle = sigstore.bundle(STATEMENT);
        ObjectNode other = sigstore.bundle(STATEMENT);
        FakeSigstore.entries(bundle).add(FakeSigstore.entries(other).get(0));
        refused("log entry is of another signature", judge(bundle));
    }

    @Test
    void aTimestampOfAnUnknownAuthorityNeitherHelpsNorHarms() throws Exception {
        FakeTimestamps stranger = new FakeTimestamps("stranger");
        ObjectNode bundle = sigstore.bundle(STATEMENT);
        FakeSigstore.stamp(bundle, stranger.stamp(FakeSigstore.signature(bundle), SIGNED));
        FakeSigstore.stamp(bundle, stranger.stamp(FakeSigstore.signature(bundle), SIGNED.plusSeconds(86_400 * 365)));
        FakeSigstore.stamp(bundle, sigstore.timestamps().stamp(new byte[] {1}, SIGNED));
        FakeSigstore.stamp(bundle, new byte[] {0x30, 0});
        passes(judge(bundle));
        ((ObjectNode) FakeSigstore.entries(bundle).get(0)).remove("inclusionPromise");
        refused("no trusted signing time", judge(bundle));
        FakeSigstore.stamp(bundle, sigstore.timestamps().stamp(FakeSigstore.signature(bundle), SIGNED.plusSeconds(1)));
        passes(judge(bundle));
    }

    @Test
    void aTimestampOfATrustedAuthorityOutsideTheCertificatesTimeIsNotPassedOver() throws Exception {
        ObjectNode bundle = sigstore.bundle(STATEMENT);
        FakeSigstore.stamp(
                bundle, sigstore.timestamps().stamp(FakeSigstore.signature(bundle), SIGNED.plusSeconds(1000)));
        refused("its certificate was not valid when it signed", judge(bundle));
    }
}
