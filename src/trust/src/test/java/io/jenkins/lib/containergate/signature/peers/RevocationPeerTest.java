package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.http.AddressGuard;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.signature.notation.SigningJobCheck;
import io.jenkins.lib.containergate.signature.revocation.CertificateRevocation;
import io.jenkins.lib.containergate.signature.revocation.RevocationLimits;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What OpenSSL says of certificates, over OCSP and in lists: believed when it is the issuer's, fresh and whole. */
@Tag("peers")
class RevocationPeerTest {
    @TempDir
    Path directory;

    private OpensslAuthority authority;
    private AuthorityServer server;

    @BeforeEach
    void authority() throws Exception {
        authority = OpensslAuthority.create(directory.resolve("authority"));
        authority.issue("responder", "P-256", "extendedKeyUsage=OCSPSigning", "noCheck=ignored");
        server = AuthorityServer.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    static CertificateRevocation asking(Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new CertificateRevocation(
                http,
                AddressGuard.exempting("127.0.0.1"::equals),
                RevocationLimits.defaults(),
                Deadline.after(Duration.ofMinutes(2), clock),
                clock,
                SigningJobCheck.unasked());
    }

    /** @param sources lines of the certificate's extensions */
    private List<X509Certificate> issued(String... sources) throws Exception {
        authority.issue("release", "P-256", sources);
        List<X509Certificate> chain = new ArrayList<>();
        for (String name : List.of("release", "root")) {
            chain.addAll(Certificates.ofPem(authority.pem(name), name));
        }
        return chain;
    }

    private String ocsp() {
        return "authorityInfoAccess=OCSP;URI:" + server.url("/ocsp");
    }

    private String list() {
        return "crlDistributionPoints=URI:" + server.url("/list");
    }

    private static void good(List<X509Certificate> chain) {
        assertThatCode(() -> asking(Clock.systemUTC()).check(chain)).doesNotThrowAnyException();
    }

    private static void revoked(List<X509Certificate> chain) {
        assertThatThrownBy(() -> asking(Clock.systemUTC()).check(chain))
                .isInstanceOf(RejectedSignatureException.class)
                .hasMessageContaining("was revoked at");
    }

    private static void untold(List<X509Certificate> chain, Clock clock, String reason) {
        assertThatThrownBy(() -> asking(clock).check(chain))
                .isInstanceOf(UndecidedSignatureException.class)
                .hasMessageContaining("is unknown")
                .hasMessageContaining(reason);
    }

    private static Clock in(Duration later) {
        return Clock.offset(Clock.systemUTC(), later);
    }

    @Test
    void anAuthorisedRespondersAnswerCounts() throws Exception {
        server.ocsp("/ocsp", authority, "responder");
        List<X509Certificate> chain = issued(ocsp());
        good(chain);
        untold(chain, in(Duration.ofHours(2)), "the OCSP response held until");
        untold(chain, in(Duration.ofHours(-2)), "is not valid now");
        authority.revoke("release");
        revoked(chain);
    }

    @Test
    void theIssuersOwnAnswerCountsFromTheRealServer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<X509Certificate> chain = issued("authorityInfoAccess=OCSP;URI:http://127.0.0.1:" + port);
        untold(chain, Clock.systemUTC(), "127.0.0.1");
        Process responder = new ProcessBuilder(("openssl ocsp -index index.txt -CA root.pem -rsigner root.pem"
                                + " -rkey root.key -nmin 60 -port " + port)
                        .split(" "))
                .directory(authority.file(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("responder.log").toFile())
                .start();
        try {
            listening(directory.resolve("responder.log"));
            good(chain);
        } finally {
            responder.destroy();
        }
    }

    /** It speaks to one at a time, so that a connection that only tries would block it. */
    private static void listening(Path log) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (Files.readString(log).contains("waiting for OCSP client connections")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Peer.missing("openssl ocsp did not start");
    }

    @Test
    void aResponderWithoutTheIssuersAuthorityTellsNothing() throws Exception {
        authority.issue("careless", "P-256");
        server.ocsp("/ocsp", authority, "careless");
        untold(issued(ocsp()), Clock.systemUTC(), "is not for OCSP");
    }

    @Test
    void aStrangersAnswerTellsNothing() throws Exception {
        OpensslAuthority stranger = OpensslAuthority.create(directory.resolve("stranger"));
        stranger.issue("responder", "P-256", "extendedKeyUsage=OCSPSigning", "noCheck=ignored");
        Files.copy(stranger.file("responder.pem"), authority.file("stranger.pem"));
        Files.copy(stranger.file("responder.key"), authority.file("stranger.key"));
        server.ocsp("/ocsp", authority, "stranger");
        untold(issued(ocsp()), Clock.systemUTC(), "is not signed by whom it names");
    }

    @Test
    void aSpoiledOversizedOrForeignAnswerTellsNothing() throws Exception {
        AtomicReference<byte[]> served = new AtomicReference<>(new byte[0]);
        server.ocsp("/real", authority, "responder").serve("/ocsp", "application/ocsp-response", r -> served.get());
        good(issued("authorityInfoAccess=OCSP;URI:" + server.url("/real")));
        List<X509Certificate> chain = issued(ocsp());
        untold(chain, Clock.systemUTC(), "its DER is malformed");
        Files.copy(authority.file("release.pem"), authority.file("judged.pem"));
        authority.openssl("ocsp -issuer root.pem -cert judged.pem -no_nonce -reqout request.der");
        authority.openssl("ocsp -index index.txt -CA root.pem -rsigner responder.pem -rkey responder.key"
                + " -reqin request.der -respout response.der -nmin 60");
        byte[] answer = Files.readAllBytes(authority.file("response.der"));
        served.set(answer);
        good(chain);
        byte[] signed =
                Der.parse(answer).child(1).child(0).child(1).unwrap().child(0).encoded();
        int start = new String(answer, StandardCharsets.ISO_8859_1)
                .indexOf(new String(signed, StandardCharsets.ISO_8859_1));
        assertThat(start).isPositive();
        for (int at = 0; at < answer.length; at += 5) {
            byte[] spoiled = answer.clone();
            spoiled[at] ^= 4;
            served.set(spoiled);
            try {
                asking(Clock.systemUTC()).check(chain);
                // what is not signed: the wrapping, and parameters of algorithms
                assertThat(at < start || at >= start + signed.length).isTrue();
            } catch (UndecidedSignatureException e) {
                assertThat(e.problem()).contains("is unknown");
            }
        }
        server.serve("/big", "application/ocsp-response", request -> new byte[1 << 20]);
        untold(issued("authorityInfoAccess=OCSP;URI:" + server.url("/big")), Clock.systemUTC(), "65536");
        server.serve("/old", "application/ocsp-response", request -> answer);
        untold(issued("authorityInfoAccess=OCSP;URI:" + server.url("/old")), Clock.systemUTC(), "another certificate");
    }

    @Test
    void theIssuersListCounts() throws Exception {
        server.list("/list", authority);
        List<X509Certificate> chain = issued(list());
        good(chain);
        untold(chain, in(Duration.ofDays(40)), "the revocation list held until");
        untold(chain, in(Duration.ofHours(-2)), "in the future");
        authority.revoke("release");
        revoked(chain);
    }

    @Test
    void anotherIssuersListTellsNothing() throws Exception {
        server.list("/list", OpensslAuthority.create(directory.resolve("stranger")));
        untold(issued(list()), Clock.systemUTC(), "is not signed by whom it names");
    }

    @Test
    void aSilentResponderLeadsToTheList() throws Exception {
        server.list("/list", authority).serve("/ocsp", "text/plain", request -> new byte[] {'n', 'o'});
        List<X509Certificate> chain = issued(ocsp(), list());
        good(chain);
        authority.revoke("release");
        revoked(chain);
    }

    @Test
    void aDelegateThatCanBeRevokedIsLookedUpItself() throws Exception {
        authority.issue("delegate", "P-256", "extendedKeyUsage=OCSPSigning", list());
        server.ocsp("/ocsp", authority, "delegate").list("/list", authority);
        List<X509Certificate> chain = issued(ocsp());
        good(chain);
        authority.revoke("delegate");
        untold(chain, Clock.systemUTC(), "the OCSP responder's certificate is revoked");
    }

    @Test
    void addressesThatNobodyCanAskTellNothingAndNoneIsNoRevocation() throws Exception {
        untold(
                issued("crlDistributionPoints=URI:ldap://directory.example/cn=x"),
                Clock.systemUTC(),
                "it names no OCSP responder or CRL over HTTP");
        good(issued());
    }
}
