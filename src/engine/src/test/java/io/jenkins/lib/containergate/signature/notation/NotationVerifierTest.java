package io.jenkins.lib.containergate.signature.notation;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.fake.FakeTimestamps;
import io.jenkins.lib.containergate.testkit.signature.SelfSigned;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of the Notary Project's algorithm, passed and failed (C.4, C.5). */
class NotationVerifierTest {
    private static final String NAME = "CN=release, O=Acme, L=Berlin, ST=Berlin, C=DE";
    private static final String IDENTITY = "x509.subject: C=DE, ST=Berlin, O=Acme";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String TYPE = "application/vnd.cncf.notary.signature";

    private static SelfSigned signer;
    private static SelfSigned stranger;

    private String algorithm = "ES256";
    private String contentType = "application/vnd.cncf.notary.payload.v1+json";
    private String scheme = "notary.x509";
    private String critical = "\"io.cncf.notary.signingScheme\"";
    private String more = "";
    private String digest = IMAGE.digest().toString();
    private long size = IMAGE.size();
    private SelfSigned shown = signer;

    @BeforeAll
    static void certificates(@TempDir Path directory) {
        signer = SelfSigned.create(directory, NAME, "-1d", 30, "KU:critical=digitalSignature", "EKU=codeSigning");
        stranger = SelfSigned.create(directory, NAME, "-1d", 30, "KU:critical=digitalSignature", "EKU=codeSigning");
    }

    private String envelope(SelfSigned key) {
        return envelope(key, header(), payload());
    }

    private String header() {
        return """
            {"alg":"%s","cty":"%s","crit":[%s],"io.cncf.notary.signingScheme":"%s",\
            "io.cncf.notary.signingTime":"%s"%s}\
            """.formatted(algorithm, contentType, critical, scheme, NOW.minusSeconds(60), more);
    }

    private String payload() {
        return """
            {"targetArtifact":{"mediaType":"%s","digest":"%s","size":%s,"annotations":{"stage":"prod"}}}\
            """.formatted(IMAGE.mediaType(), digest, size);
    }

    private String envelope(SelfSigned key, String header, String payload) {
        String signed = url(header) + "." + url(payload);
        return "{\"payload\":\"" + url(payload) + "\",\"protected\":\"" + url(header) + "\",\"header\":{\"x5c\":["
                + shown.chain().stream()
                        .map(der -> "\"" + Base64.getEncoder().encodeToString(der) + "\"")
                        .collect(Collectors.joining(","))
                + "]},\"signature\":\""
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.signPlain(signed.getBytes(StandardCharsets.US_ASCII)))
                + "\"}";
    }

    private static String url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One more signer of the same entry. */
    private static String and(SelfSigned root, String identity, String role) {
        return "    - {name: second, " + role + "notation: {trustStore: \""
                + root.pem().replace("\n", "\\n") + "\", identities: ['" + identity + "']}}\n";
    }

    private static String policy(SelfSigned root, String identity, String extra) {
        return "signatures:\n  - repositories: ['**']\n    annotations: {stage: prod}\n    signers:\n"
                + "    - {name: release, notation: {trustStore: \"" + root.pem().replace("\n", "\\n")
                + "\", identities: ['" + identity + "']" + extra + "}}\n";
    }

    private GateResult judge(String content, String policy, Instant at) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.attach(IMAGE.digest(), TYPE, "application/jose+json", content);
        return new SignatureRun().repository(repository).policy(policy).at(at).result();
    }

    private void accepted() throws Exception {
        GateResult result = judge(envelope(signer), policy(signer, IDENTITY, ""), NOW);
        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    }

    private void refused(String reason) throws Exception {
        refused(reason, envelope(signer), policy(signer, IDENTITY, ""), NOW);
    }

    private void refused(String reason, String content, String policy, Instant at) throws Exception {
        GateResult result = judge(content, policy, at);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    @Test
    void anEnvelopeOfATrustedIdentityIsAccepted() throws Exception {
        accepted();
    }

    @Test
    void anotherDigestSizeOrPayloadTypeIsRefused() throws Exception {
        digest = "sha256:" + "cd".repeat(32);
        refused("it signs another digest");
        digest = IMAGE.digest().toString();
        size = 7;
        refused("it signs another size");
        size = IMAGE.size();
        contentType = "application/json";
        refused("something other than a Notary Project payload");
    }

    @Test
    void aForeignKeyOrASwappedCertificateIsRefused() throws Exception {
        refused("not made with its certificate's key", envelope(stranger), policy(signer, IDENTITY, ""), NOW);
        shown = stranger;
        refused("do not lead to this signer's trust store", envelope(stranger), policy(signer, IDENTITY, ""), NOW);
    }

    @Test
    void anAlgorithmThatDoesNotFitTheKeyIsRefused() throws Exception {
        algorithm = "none";
        refused("its algorithm does not fit");
    }

    @Test
    void anUnknownCriticalAttributeIsRefusedAndAnUnknownOtherOneIsNot() throws Exception {
        more = ",\"org.example.colour\":\"red\"";
        accepted();
        critical += ",\"org.example.colour\"";
        refused("'org.example.colour' is critical and not understood");
    }

    @Test
    void theSchemeMustBeCriticalAndThePolicysOwn() throws Exception {
        critical = "";
        refused("'io.cncf.notary.signingScheme' is not marked critical");
        critical = "\"io.cncf.notary.signingScheme\"";
        scheme = "notary.x509.signingAuthority";
        refused("its signing scheme is not notary.x509");
    }

    @Test
    void aPluginThatIsNotHereCannotVouch() throws Exception {
        more = ",\"io.cncf.notary.verificationPlugin\":\"com.example.plugin\"";
        critical += ",\"io.cncf.notary.verificationPlugin\"";
        refused("it has to be verified by a plugin");
    }

    @Test
    void expiryIsEnforcedAndLoggedOnlyInThePermissiveLevel() throws Exception {
        more = ",\"io.cncf.notary.expiry\":\"" + NOW.minusSeconds(1) + "\"";
        critical += ",\"io.cncf.notary.expiry\"";
        refused("it expired at");
        GateResult permissive = judge(envelope(signer), policy(signer, IDENTITY, ", level: permissive"), NOW);
        assertThat(permissive.outcome()).isEqualTo(Outcome.PASS);
        more = more.replace(NOW.minusSeconds(1).toString(), NOW.plusSeconds(60).toString());
        accepted();
    }

    @Test
    void anExpiredCertificateIsRefusedWhenNobodyVouchesForTheTime() throws Exception {
        refused("not valid at", envelope(signer), policy(signer, IDENTITY, ""), NOW.plus(Duration.ofDays(60)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x509.subject: C=DE, ST=Berlin, O=Acme2",
                "x509.subject: C=DE, ST=Berlin, O=Acme, CN=rel",
                "x509.subject: C=DE, ST=Berlin, O=Acme, OU=x",
            })
    void anotherIdentityIsRefused(String identity) throws Exception {
        refused("who is not trusted", envelope(signer), policy(signer, identity, ""), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"x509.subject: C=DE, O=Acme", "x509.subject: nonsense", "release@acme.example"})
    void anIdentityThatNamesNobodyIsAnError(String identity) throws Exception {
        GateResult result = judge(envelope(signer), policy(signer, identity, ""), NOW);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KU=digitalSignature | not marked, critically",
                "KU:critical=digitalSignature,keyCertSign | more than signatures",
                "KU:critical=digitalSignature EKU=serverAuth | for another purpose",
                "KU:critical=digitalSignature EKU=timeStamping | for another purpose",
                "KU:critical=digitalSignature EKU=codeSigning,OCSPSigning | for another purpose",
                "KU:critical=digitalSignature BC=ca:true | an authority's",
            })
    void aCertificateForOtherPurposesIsRefused(String extensions, String reason, @TempDir Path directory)
            throws Exception {
        SelfSigned odd = SelfSigned.create(directory, NAME, "-1d", 30, extensions.split(" "));
        shown = odd;
        refused(reason, envelope(odd), policy(odd, IDENTITY, ""), NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BC:critical=ca:true KU:critical=keyCertSign | true",
                "BC:critical=ca:true,pathlen:0 KU:critical=keyCertSign,cRLSign | true",
                "KU:critical=digitalSignature | false",
                "KU:critical=keyCertSign | false",
                "BC:critical=ca:false KU:critical=keyCertSign | false",
                "BC:critical=ca:true KU:critical=digitalSignature | false",
                "BC:critical=ca:true KU=keyCertSign | false",
                "BC=ca:true KU:critical=keyCertSign | false",
            })
    void onlyAnAuthorityIssues(String extensions, boolean authority, @TempDir Path directory) throws Exception {
        SelfSigned issued = SelfSigned.issued(
                directory,
                "CN=mallory, O=Acme, ST=Berlin, C=DE",
                List.of(extensions.split(" ")),
                NAME,
                List.of("KU:critical=digitalSignature", "EKU=codeSigning"));
        shown = issued;
        if (authority) {
            assertThat(judge(envelope(issued), policy(issued, IDENTITY, ""), NOW)
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        } else {
            refused("issued by one that may not issue it", envelope(issued), policy(issued, IDENTITY, ""), NOW);
        }
    }

    @Test
    void whoeverFitsTwoNamesCountsOnce() throws Exception {
        String both = policy(signer, IDENTITY, "") + and(signer, IDENTITY + ", CN=release", "");
        refused("second does not count: its signer already counts under another name", envelope(signer), both, NOW);
        String either = both.replace("    signers:", "    require: 1\n    signers:");
        assertThat(judge(envelope(signer), either, NOW).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void whoeverFitsTwoRolesFillsOne() throws Exception {
        String roles = policy(signer, IDENTITY, "").replace("{name: release", "{name: release, role: built-by")
                + and(signer, IDENTITY + ", CN=release", "role: approved-by, ");
        String policy =
                roles.replace("    signers:", "    require: 1\n    roles: [built-by, approved-by]\n    signers:");
        refused("no signer has the role built-by", envelope(signer), policy, NOW);
    }

    @Test
    void oneKeyIsOneSignerInWhateverFormat() throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.attach(IMAGE.digest(), TYPE, "application/jose+json", envelope(signer));
        repository.bundle(
                IMAGE.digest(),
                SignatureTexts.bundle(
                        signer.bare(),
                        SignatureTexts.statement(
                                IMAGE.digest().hex(), SignatureTexts.IMAGE_SIGNATURE, "{\"stage\":\"prod\"}", "{}")));
        String both = policy(signer, IDENTITY, "") + SignatureRun.signer("bare", signer.bare());
        GateResult result =
                new SignatureRun().repository(repository).policy(both).at(NOW).result();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains("its signer already counts");
    }

    @Test
    void aTimestampHasToBeThereWhereAuthoritiesAreTrustedToMakeThem() throws Exception {
        String store = ", timestampStore: \"" + stranger.pem().replace("\n", "\\n") + "\"";
        refused("no timestamp authority vouches", envelope(signer), policy(signer, IDENTITY, store), NOW);
        String later = policy(signer, IDENTITY, store + ", verifyTimestamp: afterCertExpiry");
        assertThat(judge(envelope(signer), later, NOW).outcome()).isEqualTo(Outcome.PASS);
        refused("not valid at", envelope(signer), later, NOW.plus(Duration.ofDays(60)));
        assertThat(judge(envelope(signer), policy(signer, IDENTITY, store + ", level: permissive"), NOW)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "1.3.6.1.5.5.7.3.8 | ''",
                "2.5.29.37.0 | ''",
                "1.3.6.1.5.5.7.3.1 | may issue no certificates for timestamps",
                "1.3.6.1.4.1.99999.1 | may issue no certificates for timestamps",
            })
    void onlyAnAuthorityForTimestampsIssuesTheirCertificates(String purpose, String reason) throws Exception {
        FakeTimestamps timestamps = new FakeTimestamps("time", purpose);
        List<byte[]> chain = timestamps.chain();
        String root = "-----BEGIN CERTIFICATE-----\\n" + Base64.getEncoder().encodeToString(chain.get(chain.size() - 1))
                + "\\n-----END CERTIFICATE-----";
        String policy = policy(signer, IDENTITY, ", timestampStore: \"" + root + "\"");
        String bare = envelope(signer);
        byte[] signature = Base64.getUrlDecoder()
                .decode(JsonMapper.builder()
                        .build()
                        .readTree(bare)
                        .get("signature")
                        .textValue());
        String stamped = bare.replace(
                "\"header\":{",
                "\"header\":{\"io.cncf.notary.timestampSignature\":\""
                        + Base64.getEncoder().encodeToString(timestamps.stamp(signature, NOW)) + "\",");
        if (reason.isEmpty()) {
            assertThat(judge(stamped, policy, NOW).outcome()).isEqualTo(Outcome.PASS);
        } else {
            refused(reason, stamped, policy, NOW);
        }
    }

    @Test
    void certificatesThatCanBeRevokedAreUndecidedWhenNobodyWasAsked(@TempDir Path directory) throws Exception {
        SelfSigned revocable = SelfSigned.create(
                directory, NAME, "-1d", 30, "KU:critical=digitalSignature", "CRL=uri:http://crl.example/x.crl");
        shown = revocable;
        GateResult result = judge(envelope(revocable), policy(revocable, IDENTITY, ""), NOW);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("can be revoked");
        assertThat(judge(envelope(revocable), policy(revocable, IDENTITY, ", revocation: skip"), NOW)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whatIsLeftOutOrOfAnotherTypeIsRefusedUnlessNothingDependsOnIt() throws Exception {
        refusedBut("none", header(), header -> envelope(signer, header, payload()));
        refusedBut("none", payload(), payload -> envelope(signer, header(), payload));
        refusedBut("none", envelope(signer), UnaryOperator.identity());
    }

    /** @param harmless what nothing depends on, by its place */
    private void refusedBut(String harmless, String document, UnaryOperator<String> placed) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.builder().build().readTree(document);
        for (Map.Entry<String, ObjectNode> mutation : JsonMutations.of(json).entrySet()) {
            if (!mutation.getKey().replaceFirst(" .*", "").matches(harmless)) {
                GateResult result =
                        judge(placed.apply(mutation.getValue().toString()), policy(signer, IDENTITY, ""), NOW);
                assertThat(result.outcome()).as(mutation.getKey()).isEqualTo(Outcome.FAIL);
            }
        }
    }

    @Test
    void severalSignaturesInOneEnvelopeAndMembersThatAreThereTwiceAreRefused() throws Exception {
        String honest = envelope(signer);
        refused(
                "several signatures",
                honest.replaceFirst("\\{", "{\"signatures\":[],"),
                policy(signer, IDENTITY, ""),
                NOW);
        refused("JSON", honest.replaceFirst("\\{", "{\"payload\":\"e30\","), policy(signer, IDENTITY, ""), NOW);
        refused("occurs twice", honest.replaceFirst("\\{", "{\"Payload\":\"e30\","), policy(signer, IDENTITY, ""), NOW);
    }
}
