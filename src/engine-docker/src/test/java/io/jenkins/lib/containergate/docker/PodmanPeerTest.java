package io.jenkins.lib.containergate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon: Podman's service, on a socket and with a storage of its own. */
@Tag("peers")
class PodmanPeerTest {
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");

    @TempDir
    private Path folder;

    private static void needsPodman() {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "podman")));
        if (!there && MODE.equals("required")) {
            fail("CONTAINER_GATE_PEERS=required, but podman is not installed");
        }
        if (!there || MODE.equals("off")) {
            abort("podman is not installed, or peers are off");
        }
    }

    private ProcessBuilder podman(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "podman",
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("podman.log").toFile());
    }

    private Process service(Path socket) throws IOException, InterruptedException {
        Process service =
                podman("system", "service", "--time=0", "unix://" + socket).start();
        for (int attempt = 0; attempt < 100 && !Files.exists(socket); attempt++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return service;
    }

    @Test
    void anImageOfPodmanIsReadAndKnownByItsId() throws Exception {
        needsPodman();
        BuiltImage image = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("hello", "hello\n"))
                .user("1000")
                .build();
        Path archive = DockerArchive.of(image, "localhost/shop/app:1.4").writeTo(folder.resolve("app.tar"));
        Process load = podman("load", "--input", archive.toString()).start();
        assertThat(load.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(load.exitValue())
                .as(Files.readString(folder.resolve("podman.log"), StandardCharsets.UTF_8))
                .isZero();
        Path socket = folder.resolve("p.sock");
        Process service = service(socket);
        try {
            ImageReference reference = ImageReference.parse("localhost/shop/app:1.4");
            DaemonAddress address = new DaemonAddress(URI.create("unix://" + socket), Optional.empty());
            try (ImageSource source = new DockerDaemon(address, folder)
                    .open(new ImageLocation.Daemon("docker-daemon:" + reference, reference), Limits.defaults())) {
                assertThat(source.resolve(Optional.empty(), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())))
                        .singleElement()
                        .satisfies(found -> {
                            assertThat(found.config().user()).isEqualTo("1000");
                            assertThat(found.manifestDigest()).isFalse();
                            assertThat(found.config().diffIds())
                                    .extracting(Object::toString)
                                    .isEqualTo(image.diffIds());
                        });
            }
        } finally {
            service.destroy();
            service.waitFor(10, TimeUnit.SECONDS);
            service.destroyForcibly();
        }
    }
}
