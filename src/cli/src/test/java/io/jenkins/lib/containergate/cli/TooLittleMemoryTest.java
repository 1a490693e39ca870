package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TooLittleMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void isAnErrorThatSaysSoAndNotARefusedTree() throws Exception {
        Path err = folder.resolve("err.txt");
        Process gate = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx8m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "secrets",
                        Files.createDirectory(folder.resolve("tree")).toString()))
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(gate.waitFor()).isEqualTo(ExitCode.ERROR);
        assertThat(err).content().contains("not enough memory", "what to do", "-Xmx1g");
    }
}
