package io.jenkins.lib.containergate.secret.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Binary keys and stores as OpenSSL writes them. */
@Tag("peers")
class OpenSslKeysPeerTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void makeAKeyAndACertificate() throws IOException, InterruptedException {
        Peer.needs("openssl");
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -subj /CN=shop -days 2");
    }

    @Test
    void keysAndStoresThatNothingProtectsAreFound() throws Exception {
        assertThat(written("pkcs8 -topk8 -nocrypt -in key.pem -outform DER").rules())
                .containsExactly("private-key");
        assertThat(written("rsa -traditional -in key.pem -outform DER").rules()).containsExactly("private-key");
        assertThat(written("ecparam -genkey -name prime256v1 -noout -outform DER")
                        .rules())
                .containsExactly("private-key");
        assertThat(store("-passout pass:").rules()).containsExactly("private-key");
        assertThat(store("-passout pass: -macalg sha512").rules()).containsExactly("private-key");
        assertThat(store("-passout pass: -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1")
                        .rules())
                .containsExactly("private-key");
        assertThat(store("-passout pass:Tr4-unguessed -keypbe NONE -certpbe NONE")
                        .rules())
                .containsExactly("private-key");
    }

    @Test
    void whatAPasswordProtectsOrHoldsNoKeyIsNone() throws Exception {
        for (Searched searched : new Searched[] {
            store("-passout pass:Tr4-unguessed"),
            written("pkcs12 -export -nokeys -in certificate.pem -passout pass:"),
            written("pkcs8 -topk8 -in key.pem -outform DER -passout pass:Tr4-unguessed"),
            written("x509 -in certificate.pem -outform DER"),
            written("rsa -in key.pem -pubout -outform DER")
        }) {
            assertThat(searched.found()).isEmpty();
            assertThat(searched.unsearched()).isEmpty();
        }
    }

    @Test
    void aStoreWithoutACodeIsUndecided() throws Exception {
        assertThat(store("-passout pass: -nomac").unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("without the code"));
    }

    private static Searched store(String options) throws IOException, InterruptedException {
        return written("pkcs12 -export -inkey key.pem -in certificate.pem " + options);
    }

    private static Searched written(String command) throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "written", ".bin");
        openssl(command + " -out " + file);
        return Searched.file("srv/app/written.bin", Files.readAllBytes(file));
    }

    private static void openssl(String command) throws IOException, InterruptedException {
        Peer.run(directory, ("openssl " + command).split(" "));
    }
}
