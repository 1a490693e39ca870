package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw verify} needs no other program: what does is tagged, and runs under {@code -Ppeers}. */
class PeerTagTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern PEER =
            Pattern.compile("\\bPeer\\.needs\\(|\\bMoto\\.start\\(|\\bRealTrivy\\.|CONTAINER_GATE_PEERS=");

    @Test
    void everyTestBesideAnotherProgramIsTagged() throws IOException {
        List<Path> beside = tests().stream()
                .filter(file -> file.toString().endsWith("PeerTest.java")
                        || PEER.matcher(read(file)).find())
                .toList();
        assertThat(beside)
                .hasSizeGreaterThan(25)
                .allSatisfy(file -> assertThat(read(file)).as(file.toString()).contains("@Tag(\"peers\")"));
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> file.toString().contains("/src/test/"))
                    .filter(file -> !file.getFileName().toString().equals("PeerTagTest.java"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
