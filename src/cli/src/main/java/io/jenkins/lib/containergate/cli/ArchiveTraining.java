package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Runs what most commands run, in the current directory, so that the Java virtual machine can archive the classes they
 * load (application class data sharing): {@code gate} starts it once after a build with
 * {@code -XX:ArchiveClassesAtExit}. Results do not matter; a class that is missed here is loaded from the jar.
 */
public final class ArchiveTraining {
    private static final String TASK_DEFINITION = """
        {"family": "shop", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
         "containerDefinitions": [{"name": "shop", "image": "registry.example.org/shop:1.4", "essential": true}]}
        """;
    private static final String DEMO = "target/demo/";
    private static final String IMAGE = "docker-archive:" + DEMO + "shop-before.tar";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("demo"),
            List.of("run", IMAGE, "--osv", DEMO + "osv", "--kev", DEMO + "kev.json", "--policy", DEMO + "policy.yaml"),
            List.of("secrets", DEMO, "--out", "target/secrets"),
            List.of("taskdef", "task.json", "--policy", DEMO + "policy.yaml"),
            List.of("verify", "localhost:1/shop:1.4", "--offline"),
            List.of("policy", "explain", DEMO + "policy.yaml"),
            List.of("inventory", IMAGE));

    private ArchiveTraining() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of("task.json"), TASK_DEFINITION);
        for (List<String> command : COMMANDS) {
            GateCommandLine.create(Terminal.ofProcess(), Clock.systemUTC()).execute(command.toArray(String[]::new));
        }
    }
}
