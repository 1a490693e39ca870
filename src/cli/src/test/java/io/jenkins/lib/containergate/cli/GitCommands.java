package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs git in a directory, with nobody's settings. */
record GitCommands(Path directory) {
    void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=shop", "-c", "user.email=shop@example.com", "-c", "init.defaultBranch=main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    void commitAll(String message) throws IOException, InterruptedException {
        run("add", "--all");
        run("commit", "--quiet", "--message", message);
    }
}
