package io.jenkins.lib.containergate.signature.notation;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.gate.SigningJobRevocation;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.signature.SelfSigned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step on top of the Notary Project's algorithm (C.5). */
class AwsSignerTest {
    private static final String PREFIX = "arn:aws:signer:eu-central-1:123456789012:/";
    private static final String PROFILE = PREFIX + "signing-profiles/release";
    private static final String JOB = PREFIX + "signing-jobs/11111111-2222-3333-4444-555555555555";
    private static final String PROFILE_ATTRIBUTE = "com.amazonaws.signer.signingProfileVersion";
    private static final String JOB_ATTRIBUTE = "com.amazonaws.signer.signingJob";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static SelfSigned signer;

    private final List<SigningJobs.Question> asked = new ArrayList<>();
    private String critical = "\"io.cncf.notary.signingScheme\",\"io.cncf.notary.authenticSigningTime\",\""
            + PROFILE_ATTRIBUTE + "\",\"" + JOB_ATTRIBUTE + "\"";
    private String scheme = "notary.x509.signingAuthority";
    private String attributes =
            ",\"" + PROFILE_ATTRIBUTE + "\":\"" + PROFILE + "/0123456789\",\"" + JOB_ATTRIBUTE + "\":\"" + JOB + "\"";
    private Instant time = NOW.minusSeconds(60);

    @BeforeAll
    static void certificates(@TempDir Path directory) {
        signer = SelfSigned.issued(
                directory,
                "CN=AWS Signer Root, O=AWS, ST=WA, C=US",
                List.of("BC:critical=ca:true", "KU:critical=keyCertSign"),
                "CN=AWS Signer, O=AWS, ST=WA, C=US",
                List.of("KU:critical=digitalSignature", "EKU=codeSigning"));
    }

    private String envelope() {
        String header = "{\"alg\":\"ES256\",\"cty\":\"application/vnd.cncf.notary.payload.v1+json\",\"crit\":["
                + critical + "],\"io.cncf.notary.signingScheme\":\"" + scheme
                + "\",\"io.cncf.notary.authenticSigningTime\":\"" + time + "\"" + attributes + "}";
        String payload = "{\"targetArtifact\":{\"mediaType\":\"" + IMAGE.mediaType() + "\",\"digest\":\""
                + IMAGE.digest() + "\",\"size\":" + IMAGE.size() + "}}";
        String signed =
                url(header.getBytes(StandardCharsets.UTF_8)) + "." + url(payload.getBytes(StandardCharsets.UTF_8));
        String chain = String.join(
                "\",\"",
                signer.chain().stream().map(Base64.getEncoder()::encodeToString).toList());
        return "{\"payload\":\"" + signed.substring(signed.indexOf('.') + 1) + "\",\"protected\":\""
                + signed.substring(0, signed.indexOf('.')) + "\",\"header\":{\"x5c\":[\"" + chain
                + "\"]},\"signature\":\"" + url(signer.signPlain(signed.getBytes(StandardCharsets.US_ASCII))) + "\"}";
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String policy(String identity, String extra) {
        return "signatures:\n  - repositories: ['**']\n    signers:\n"
                + "    - {name: aws, notation: {type: signingAuthority, trustStore: \""
                + signer.pem().replace("\n", "\\n") + "\", identities: ['" + identity + "']" + extra + "}}\n";
    }

    private GateResult judge(String policy, SigningJobs jobs) throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.attach(IMAGE.digest(), "application/vnd.cncf.notary.signature", "application/jose+json", envelope());
        SigningJobRevocation revocation = new SigningJobRevocation(
                (question, deadline) -> {
                    asked.add(question);
                    return jobs.revoked(question, deadline);
                },
                Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        return new SignatureRun()
                .repository(repository)
                .policy(policy)
                .revocation(new RevocationCheck() {
                    @Override
                    public void check(List<X509Certificate> chain) {}

                    @Override
                    public void checkSigningJob(SigningJob job) throws GateException {
                        revocation.check(job);
                    }
                })
                .at(NOW)
                .result();
    }

    private void refused(String reason) throws Exception {
        refused(reason, policy(PROFILE, ""), (question, deadline) -> List.of());
    }

    private void refused(String reason, String policy, SigningJobs jobs) throws Exception {
        GateResult result = judge(policy, jobs);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    @Test
    void aJobOfATrustedProfileThatAwsClearsPasses() throws Exception {
        for (String identity : List.of(PROFILE, PROFILE + "/0123456789")) {
            assertThat(judge(policy(identity, ""), (question, deadline) -> List.of())
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        }
        SigningJobs.Question question = asked.get(0);
        assertThat(question.profileVersion()).hasToString(PROFILE + "/0123456789");
        assertThat(question.job()).hasToString(JOB);
        assertThat(question.signedAt()).isEqualTo(time);
        String leaf = hash(0);
        String root = hash(1);
        assertThat(question.certificateHashes()).containsExactly(leaf + root, root + root);
    }

    /** SHA-384 of what the issuer signed. */
    private static String hash(int at) throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(signer.chain().get(at)));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-384").digest(certificate.getTBSCertificate()));
    }

    @Test
    void whatAwsHasRevokedDoesNotCount() throws Exception {
        refused("has revoked the signing job " + JOB, policy(PROFILE, ""), (question, deadline) -> List.of(JOB));
        refused(
                "has revoked the signing profile",
                policy(PROFILE, ""),
                (question, deadline) -> List.of(PROFILE + "/0123456789"));
        refused(
                "has revoked a certificate",
                policy(PROFILE, ""),
                (question, deadline) -> List.of(question.certificateHashes().get(1)));
        refused("has revoked", policy(PROFILE, ""), (question, deadline) -> List.of("something else"));
    }

    @Test
    void noAnswerIsAnErrorNotAPass() throws Exception {
        SigningJobs silent = (question, deadline) -> {
            throw new GateException("AWS is away", "wait");
        };
        GateResult result = judge(policy(PROFILE, ""), silent);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("AWS is away");
        assertThat(judge(policy(PROFILE, ", revocation: skip"), silent).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(policy(PROFILE, ", level: permissive"), silent).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whereNobodyCanBeAskedItIsAnError() throws Exception {
        MemoryRepository repository = new MemoryRepository();
        repository.attach(IMAGE.digest(), "application/vnd.cncf.notary.signature", "application/jose+json", envelope());
        GateResult result = new SignatureRun()
                .repository(repository)
                .policy(policy(PROFILE, ""))
                .at(NOW)
                .result();
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("AWS Signer was not asked");
    }

    @Test
    void anotherProfileOrVersionIsRefusedAndAwsIsNotAskedAboutIt() throws Exception {
        for (String identity : List.of(
                PREFIX + "signing-profiles/releas", PREFIX + "signing-profiles/other", PROFILE + "/9876543210")) {
            refused("who is not trusted", policy(identity, ""), (question, deadline) -> List.of());
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void attributesThatAreMissingOrNotCriticalAreRefused() throws Exception {
        critical = critical.replace(",\"" + JOB_ATTRIBUTE + "\"", "");
        refused("who is not trusted");
        critical += ",\"" + JOB_ATTRIBUTE + "\"";
        attributes = attributes.replace(",\"" + JOB_ATTRIBUTE + "\":\"" + JOB + "\"", "");
        refused("critical and not understood");
    }

    @Test
    void aJobThatIsNoneIsRefused() throws Exception {
        String good = attributes;
        for (String job : List.of("", "job", "arn:aws:s3:eu-central-1:123456789012:x", "arn:aws:signer:::x")) {
            attributes = good.replace(JOB, job);
            refused("names no signing job of AWS Signer");
        }
        attributes = good.replace("\"" + JOB + "\"", "7");
        refused("names no signing job of AWS Signer");
        assertThat(asked).isEmpty();
    }

    @Test
    void anotherSchemeOrATimeToComeIsRefused() throws Exception {
        scheme = "notary.x509";
        refused("its signing scheme is not");
        scheme = "notary.x509.signingAuthority";
        time = NOW.plusSeconds(3_600);
        refused("in the future");
    }

    @Test
    void anAliasOfTheProfileIsUnderstoodAndTrustsNobody() throws Exception {
        String alias = "com.amazonaws.signer.signingProfileAlias";
        critical += ",\"" + alias + "\"";
        attributes += ",\"" + alias + "\":\"" + PREFIX + "aliases/prod\"";
        assertThat(judge(policy(PROFILE, ""), (question, deadline) -> List.of()).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void itsSigningTimeIsItsAge() throws Exception {
        String aged = policy(PROFILE, "").replace("    signers:", "    maxAge: 7d\n    signers:");
        assertThat(judge(aged, (question, deadline) -> List.of()).outcome()).isEqualTo(Outcome.PASS);
    }
}
