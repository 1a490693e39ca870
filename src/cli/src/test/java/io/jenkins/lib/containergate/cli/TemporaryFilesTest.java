package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.secret.PlantedImage;
import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process of its own leaves in the directory for temporary files. */
class TemporaryFilesTest {
    private static final int TRIES = 6_000;

    @TempDir
    private Path folder;

    private Path temporary;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noSecretHasAFileWhileAnImageIsSearchedAndNothingIsLeftAfterwards() throws Exception {
        PlantedImage planted = new PlantedImage(18, Fixtures.debian());
        SecretTraces traces = SecretTraces.of(planted.values());
        Path archive = OciLayout.of(planted.image(), "1").writeArchive(folder.resolve("app.tar"));
        Process gate = start("secrets", "oci-archive:" + archive);

        while (gate.isAlive()) {
            assertThat(TraceSearch.below(temporary, traces)).isEmpty();
            gate.waitFor(5, TimeUnit.MILLISECONDS);
        }

        assertThat(gate.exitValue()).as("damaged archives").isEqualTo(ExitCode.FAILED);
        assertThat(names()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nothingIsLeftByACommandThatIsTerminated() throws Exception {
        PlantedImage planted = new PlantedImage(19, Fixtures.debian());
        try (FakeRegistry registry = FakeRegistry.start()
                .with("shop/app", OciLayout.of(planted.image(), "1"))
                .failAlways("/blobs/", new RegistryFault.Silence())) {
            Process gate =
                    start("secrets", registry.authority() + "/shop/app:1", "--plain-http", "--docker-config", folder);
            for (int i = 0; !asked(registry) && i < TRIES && gate.isAlive(); i++) {
                gate.waitFor(10, TimeUnit.MILLISECONDS);
            }
            assertThat(names()).as(Files.readString(folder.resolve("output"))).isNotEmpty();

            gate.destroy();

            assertThat(gate.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(names()).isEmpty();
        }
    }

    /** Whether the image is being read. */
    private static boolean asked(FakeRegistry registry) {
        return registry.requests().stream().anyMatch(request -> request.contains("/blobs/"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("container-gate"))
                    .toList();
        }
    }
}
