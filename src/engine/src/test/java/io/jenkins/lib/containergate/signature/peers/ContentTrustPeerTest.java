package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.contenttrust.ContentTrustRun;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the notary client publishes on a Notary v1 server is accepted, also after its root key was changed. */
@Tag("peers")
class ContentTrustPeerTest {
    private static final String REPOSITORY = "registry.example/shop/app";
    private static final List<String> PASSPHRASES = Stream.of("ROOT", "TARGETS", "SNAPSHOT", "DELEGATION")
            .map(role -> "NOTARY_" + role + "_PASSPHRASE=only-for-this-test")
            .toList();
    private static final Descriptor IMAGE =
            Descriptor.of(MediaType.OCI_MANIFEST, Digest.of("signed".getBytes(StandardCharsets.UTF_8)), 528);

    @TempDir
    Path directory;

    private String server = "";

    private String notary(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("notary", "-s", server, "--tlscacert", "tls.crt", "-d", "trust"));
        command.addAll(List.of(arguments));
        return Peer.run(directory, PASSPHRASES, command.toArray(String[]::new));
    }

    private Process start(ServerIdentity identity) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = "https://127.0.0.1:" + port;
        Files.writeString(directory.resolve("tls.crt"), identity.pem());
        Files.writeString(directory.resolve("tls.key"), identity.keyPem());
        Path configuration = Files.writeString(directory.resolve("server.json"), """
            {"server": {"http_addr": "127.0.0.1:%s", "tls_cert_file": "tls.crt", "tls_key_file": "tls.key"},
             "trust_service": {"type": "local"}, "storage": {"backend": "memory"}, "logging": {"level": "error"}}
            """.formatted(port));
        Process process = new ProcessBuilder("notary-server", "-config", configuration.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile())
                .start();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return process;
                }
            } catch (java.net.ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        process.destroy();
        Peer.missing("notary-server did not start");
        return process;
    }

    private String rootKey() throws Exception {
        return notary("key", "list")
                .lines()
                .filter(line -> line.startsWith("root"))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElseThrow();
    }

    private GateResult judge(ServerIdentity identity, Descriptor image, String rootKey) throws Exception {
        return judge(identity, image, rootKey, "targets");
    }

    private GateResult judge(ServerIdentity identity, Descriptor image, String rootKey, String... delegations)
            throws Exception {
        return new ContentTrustRun(server, identity, directory.resolve("seen"))
                .asked(REPOSITORY + ":1.4")
                .image(image)
                .at(Instant.now())
                .delegations(String.join(", ", delegations))
                .result(rootKey);
    }

    private void sign(Descriptor image, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "addhash", REPOSITORY, "1.4", "528", "--sha256", image.digest().hex(), "-p"));
        arguments.addAll(List.of(options));
        notary(arguments.toArray(String[]::new));
    }

    /** Lets somebody with a key of their own sign for a role. */
    private void delegate(String role) throws Exception {
        String file = role.replace('/', '-');
        for (String command : List.of(
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out " + file + ".key",
                "req -x509 -new -key " + file + ".key -out " + file + ".pem -days 300 -subj /CN=" + file)) {
            Peer.run(directory, ("openssl " + command).split(" "));
        }
        notary("delegation", "add", REPOSITORY, role, file + ".pem", "--all-paths", "-p");
        notary("key", "import", file + ".key", "--role", role);
    }

    @Test
    void whatTheClientPublishesPassesAndNothingElse() throws Exception {
        Peer.needs("notary", "notary-server", "openssl");
        ServerIdentity identity = ServerIdentity.valid(directory);
        Process process = start(identity);
        try {
            notary("init", REPOSITORY, "-p");
            sign(IMAGE);
            String first = rootKey();

            GateResult result = judge(identity, IMAGE, first);
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);

            Descriptor other =
                    Descriptor.of(MediaType.OCI_MANIFEST, Digest.of("other".getBytes(StandardCharsets.UTF_8)), 528);
            assertThat(judge(identity, other, first).outcome()).isEqualTo(Outcome.FAIL);
            assertThat(judge(identity, IMAGE, "ab".repeat(32)).outcome()).isEqualTo(Outcome.FAIL);

            notary("key", "rotate", REPOSITORY, "root");
            GateResult rotated = judge(identity, IMAGE, first);
            assertThat(rotated.findings()).isEmpty();
            assertThat(rotated.outcome()).isEqualTo(Outcome.PASS);
        } finally {
            process.destroy();
        }
    }

    @Test
    void whatADelegationSignsPassesForThoseWhoDemandItAndForNobodyElse() throws Exception {
        Peer.needs("notary", "notary-server", "openssl");
        ServerIdentity identity = ServerIdentity.valid(directory);
        Process process = start(identity);
        try {
            notary("init", REPOSITORY, "-p");
            notary("key", "rotate", REPOSITORY, "snapshot", "-r");
            delegate("targets/releases");
            delegate("targets/qa");
            sign(IMAGE, "--roles", "targets/releases");
            String root = rootKey();

            GateResult result = judge(identity, IMAGE, root, "targets/releases");
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            for (String[] unsigned : new String[][] {{"targets"}, {"targets/qa"}, {"targets/releases", "targets/qa"}}) {
                assertThat(judge(identity, IMAGE, root, unsigned).outcome()).isEqualTo(Outcome.FAIL);
            }

            sign(IMAGE, "--roles", "targets/qa");
            assertThat(judge(identity, IMAGE, root, "targets/releases", "targets/qa")
                            .outcome())
                    .isEqualTo(Outcome.PASS);
        } finally {
            process.destroy();
        }
    }
}
