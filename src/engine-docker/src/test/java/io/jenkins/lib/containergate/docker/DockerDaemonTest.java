package io.jenkins.lib.containergate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.testkit.docker.FakeDaemon;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "daemons listen on a named pipe there")
class DockerDaemonTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @TempDir
    private Path temporary;

    private final BuiltImage image = ImageBuilder.image()
            .layer(LayerBuilder.layer().compression(Compression.NONE).file("noise", Content.noise(1, 500_000)))
            .build();
    private FakeDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        Path archive = DockerArchive.of(image, "shop/app:1.4").writeTo(folder.resolve("app.tar"));
        daemon = FakeDaemon.start(folder.resolve("d.sock"))
                .with("docker.io/shop/app:1.4", image.configDigest(), archive);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private List<Image> resolve(String name, Limits limits, Duration allowed) throws Exception {
        DaemonAddress address = new DaemonAddress(URI.create(daemon.address()), Optional.empty());
        ImageLocation.Daemon location = new ImageLocation.Daemon("docker-daemon:" + name, ImageReference.parse(name));
        try (ImageSource source = new DockerDaemon(address, temporary).open(location, limits)) {
            return source.resolve(Optional.empty(), Deadline.after(allowed, Clock.systemUTC()));
        }
    }

    private List<Image> resolve(String name) throws Exception {
        return resolve(name, Limits.defaults(), AMPLE);
    }

    @Test
    void anImageIsSavedByItsIdAndKnownByIt() throws Exception {
        assertThat(resolve("shop/app:1.4")).singleElement().satisfies(found -> {
            assertThat(found.reference()).isEqualTo("docker-daemon:shop/app:1.4");
            assertThat(found.digest()).hasToString(image.configDigest());
            assertThat(found.manifestDigest()).isFalse();
        });
        assertThat(daemon.requests())
                .containsExactly(
                        "GET /v1.44/images/docker.io/shop/app:1.4/json",
                        "GET /v1.44/images/" + image.configDigest() + "/get");
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        resolve("shop/app:1.4");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void anImageTheDaemonDoesNotHaveIsAnError() {
        assertThatThrownBy(() -> resolve("shop/app:2"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("has not the image docker.io/shop/app:2")
                .hasMessageContaining("docker images");
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_500", "CUT"})
    void aDaemonThatFailsIsAnError(FakeDaemon.Fault fault) {
        daemon.failing(fault);
        assertThatThrownBy(() -> resolve("shop/app:1.4"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("docker.io/shop/app:1.4");
    }

    @ParameterizedTest
    @EnumSource(names = {"DRIP", "SILENCE"})
    void aDaemonThatTakesForeverEndsWithTheDeadline(FakeDaemon.Fault fault) {
        daemon.failing(fault);
        assertThatThrownBy(() -> resolve("shop/app:1.4", Limits.defaults(), Duration.ofSeconds(1)))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("from the Docker daemon");
    }

    @Test
    void aSavedImageHasABound() {
        Limits defaults = Limits.defaults();
        Limits small = new Limits(
                defaults.maxManifestBytes(),
                defaults.maxLayers(),
                400_000,
                defaults.maxCompressionRatio(),
                defaults.maxEntries(),
                defaults.maxPathLength(),
                defaults.maxLinkDepth(),
                defaults.maxFileBytes(),
                defaults.maxArchiveDepth(),
                defaults.maxArchiveEntries());
        assertThatThrownBy(() -> resolve("shop/app:1.4", small, AMPLE)).hasMessageContaining("maxLayerBytes = 400000");
    }

    @Test
    void aDaemonThatIsNotThereIsAnError() throws Exception {
        daemon.close();
        assertThatThrownBy(() -> resolve("shop/app:1.4"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("d.sock did not give")
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void theAddressIsFoundAsDockerFindsIt() throws Exception {
        Path home = Path.of("home");
        assertThat(DaemonAddress.of(Map.of(), home))
                .isEqualTo(new DaemonAddress(URI.create("unix:///var/run/docker.sock"), Optional.empty()));
        assertThat(DaemonAddress.of(Map.of("DOCKER_HOST", "tcp://h:2376", "DOCKER_TLS_VERIFY", "1"), home))
                .isEqualTo(new DaemonAddress(URI.create("tcp://h:2376"), Optional.of(home.resolve(".docker"))));
        assertThat(DaemonAddress.of(
                                Map.of(
                                        "DOCKER_HOST",
                                        "tcp://h:2376",
                                        "DOCKER_TLS_VERIFY",
                                        "1",
                                        "DOCKER_CERT_PATH",
                                        "c"),
                                home)
                        .certificates())
                .contains(Path.of("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://me@host", "npipe:////./pipe/docker_engine", "tcp://host", "unix://", ":", "host:1"})
    void anAddressThatCannotBeReachedFromHereIsRefused(String host) {
        assertThatThrownBy(() -> DaemonAddress.of(Map.of("DOCKER_HOST", host), folder))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void overTcpTlsIsSpokenWithTheFilesOfDocker() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        ServerIdentity stranger = ServerIdentity.valid(folder);
        Files.writeString(folder.resolve("ca.pem"), identity.pem());
        Files.writeString(folder.resolve("cert.pem"), identity.pem());
        Files.writeString(folder.resolve("key.pem"), identity.keyPem());
        // any server with nothing at the path will do: its 404 comes after the handshake
        try (FakeRegistry server = FakeRegistry.startTls(identity.context());
                FakeRegistry other = FakeRegistry.startTls(stranger.context())) {
            assertThatThrownBy(() -> overTls(server)).hasMessageContaining("has not the image");
            assertThat(server.requests()).containsExactly("GET /v1.44/images/docker.io/shop/app:1.4/json");
            assertThatThrownBy(() -> overTls(other)).hasMessageContaining("did not give the image");
            assertThat(other.requests()).isEmpty();
        }
    }

    private List<Image> overTls(FakeRegistry server) throws Exception {
        DaemonAddress address = new DaemonAddress(URI.create("tcp://" + server.authority()), Optional.of(folder));
        ImageReference reference = ImageReference.parse("shop/app:1.4");
        try (ImageSource source = new DockerDaemon(address, temporary)
                .open(new ImageLocation.Daemon("docker-daemon:shop/app:1.4", reference), Limits.defaults())) {
            return source.resolve(Optional.empty(), Deadline.after(AMPLE, Clock.systemUTC()));
        }
    }

    @Test
    void certificatesThatAreNotThereAreAnError() {
        DaemonAddress address = new DaemonAddress(URI.create("tcp://127.0.0.1:1"), Optional.of(folder));
        assertThatThrownBy(() -> new DaemonConnection(address, Deadline.after(AMPLE, Clock.systemUTC())))
                .hasMessageContaining("ca.pem, cert.pem and key.pem");
    }
}
