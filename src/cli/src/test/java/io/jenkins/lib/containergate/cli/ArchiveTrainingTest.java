package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTrainingTest {
    @TempDir
    private Path folder;

    /** As in a distribution, which comes without the packages of the example: a step that fails early loads few classes. */
    @Test
    void inAnEmptyDirectoryTheGatesRunToTheirReports() throws Exception {
        ProcessBuilder training = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ArchiveTraining.class.getName()))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        training.environment().put("XDG_CACHE_HOME", folder.toString());
        training.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));

        assertThat(training.start().waitFor()).isZero();
        assertThat(folder.resolve("target")).isDirectoryRecursivelyContaining("glob:**/demo/after/verdict.json");
        assertThat(folder.resolve("target/demo/running/verdict.json")).isRegularFile();
        assertThat(folder.resolve("target/secrets/verdict.json"))
                .content()
                .contains("config.json", "src/App.java", "notes.zip", "log.gz");
        assertThat(folder.resolve("target/verified/verdict.json"))
                .content()
                .contains("\"reason\": \"signatures: signed by key-1\"");
        assertThat(folder.resolve("target/scanned/verdict.json")).content().contains("CVE-2021-44228");
    }
}
