package io.jenkins.lib.containergate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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
    private static final String TREE = "tree/";
    private static final String IMAGE = "oci-archive:" + DEMO + "shop-before.tar";
    private static final List<List<String>> COMMANDS = List.of(
            List.of("demo"),
            List.of("run", IMAGE, "--osv", DEMO + "osv", "--kev", DEMO + "kev.json", "--policy", DEMO + "policy.yaml"),
            List.of("scan", IMAGE, "--osv", DEMO + "osv", "--offline"),
            List.of("secrets", IMAGE),
            List.of("secrets", TREE, "--out", "target/secrets"),
            List.of("taskdef", "task.json", "--policy", DEMO + "policy.yaml"),
            List.of("verify", "localhost:1/shop:1.4", "--offline"),
            List.of("policy", "explain", DEMO + "policy.yaml"),
            List.of("inventory", IMAGE));

    private ArchiveTraining() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of("task.json"), TASK_DEFINITION);
        tree();
        for (List<String> command : COMMANDS) {
            Main.execute(command.toArray(String[]::new));
        }
    }

    /** A file of each of the kinds that are searched for secrets in their own way. */
    private static void tree() throws IOException {
        Files.createDirectories(Path.of(TREE, "src"));
        String password = UUID.randomUUID().toString();
        String assigned = "password = \"" + password + "\"\nurl: https://user:" + password + "@db.example.com/\n";
        for (String file : List.of(
                "application.properties",
                "compose.yaml",
                "deploy.sh",
                "main.tf",
                "pom.xml",
                "readme.md",
                "src/App.java",
                "src/app.js",
                "src/app.py",
                "src/index.php")) {
            Files.writeString(Path.of(TREE, file), assigned);
        }
        Files.writeString(Path.of(TREE, "config.json"), "{\"name\": \"shop\", \"password\": \"" + password + "\"}");
        Files.write(Path.of(TREE, "program"), new byte[1 << 16]);
        zip(Path.of(TREE, "notes.zip"), "notes/readme.txt", assigned);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(TREE, "log.gz")))) {
            out.write(assigned.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void zip(Path file, String entry, String content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
