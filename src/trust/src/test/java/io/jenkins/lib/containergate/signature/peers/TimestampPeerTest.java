package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.TimestampToken;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timestamps that OpenSSL makes (RFC 3161), accepted and spoiled. */
@Tag("peers")
class TimestampPeerTest {
    private static final String CONFIGURATION = """
        [req]
        distinguished_name = name
        prompt = no
        [name]
        O = Acme
        CN = Acme Time
        [stamping]
        keyUsage = critical,digitalSignature
        extendedKeyUsage = critical,timeStamping
        [careless]
        keyUsage = critical,digitalSignature
        extendedKeyUsage = timeStamping
        [tsa]
        default_tsa = authority
        [authority]
        serial = serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256, sha384, sha512
        accuracy = secs:1, millisecs:500
        ess_cert_id_alg = sha256
        """;

    @TempDir
    static Path directory;

    @BeforeAll
    static void authority() throws Exception {
        Peer.needs("openssl");
        Files.writeString(directory.resolve("tsa.cnf"), CONFIGURATION);
        Files.writeString(directory.resolve("signature"), "a signature");
        Files.writeString(directory.resolve("serial"), "01\n");
        openssl("ts", "-query", "-config", "tsa.cnf", "-data", "signature", "-sha256", "-cert", "-out", "query");
        for (String kind : List.of("stamping", "careless")) {
            openssl(
                    "req",
                    "-x509",
                    "-config",
                    "tsa.cnf",
                    "-extensions",
                    kind,
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-keyout",
                    kind + ".key",
                    "-out",
                    kind + ".pem",
                    "-days",
                    "30");
        }
        openssl(
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                "query",
                "-signer",
                "stamping.pem",
                "-inkey",
                "stamping.key",
                "-out",
                "stamping");
    }

    private static void openssl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Peer.run(directory, command);
    }

    private static Bytes reply() throws Exception {
        return Bytes.of(Files.readAllBytes(directory.resolve("stamping")));
    }

    private static X509Certificate certificate(String kind) throws Exception {
        return Certificates.ofPem(Files.readString(directory.resolve(kind + ".pem")), kind)
                .get(0);
    }

    @Test
    void whatOpensslStampedIsAccepted() throws Exception {
        TimestampToken token = TimestampToken.parse(reply());
        assertThat(token.check(Bytes.ofText("a signature"), List.of())).isEqualTo(certificate("stamping"));
        assertThat(Duration.between(token.time(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        assertThat(token.accuracy()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aTimestampOfSomethingElseIsRefused() throws Exception {
        TimestampToken token = TimestampToken.parse(reply());
        assertThatThrownBy(() -> token.check(Bytes.ofText("another signature"), List.of()))
                .hasMessageContaining("of something else");
    }

    @Test
    void aChangedTimestampSaysNothingElse() throws Exception {
        byte[] original = reply().toArray();
        for (int at = 0; at < original.length; at++) {
            byte[] changed = original.clone();
            changed[at] ^= 1;
            try {
                TimestampToken token = TimestampToken.parse(Bytes.of(changed));
                token.check(Bytes.ofText("a signature"), List.of(certificate("stamping")));
                assertThat(token.time()).isEqualTo(TimestampToken.parse(reply()).time());
            } catch (RejectedSignatureException e) {
                assertThat(e.problem()).startsWith("its ");
            }
        }
    }
}
