package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.secret.catalogue.NamedFileRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A tree for {@link ArchiveTraining} in which the search for secrets comes to each of its ways. */
final class TrainingTree {
    /** What the examples of rules leave open. */
    private static final Pattern FIELD = Pattern.compile("\\{[A-Za-z0-9-]+(?::[A-Za-z0-9_-]+)?}");

    private final Path root;
    private final String password = UUID.randomUUID().toString();

    private TrainingTree(Path root) {
        this.root = root;
    }

    static void write(Path root) throws IOException {
        TrainingTree tree = new TrainingTree(root);
        tree.kinds();
        tree.rules();
    }

    /** A file of each of the kinds that are searched in their own way. */
    private void kinds() throws IOException {
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
            file(file, assigned.getBytes(StandardCharsets.UTF_8));
        }
        file(
                "config.json",
                ("{\"name\": \"shop\", \"password\": \"" + password + "\"}").getBytes(StandardCharsets.UTF_8));
        file("program", new byte[1 << 16]);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("notes/readme.txt"));
            zip.write(assigned.getBytes(StandardCharsets.UTF_8));
        }
        file("notes.zip", zipped.toByteArray());
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(assigned.getBytes(StandardCharsets.UTF_8));
        }
        file("log.gz", compressed.toByteArray());
    }

    /** What leads to each rule: what recognises its secrets is made when something does. */
    private void rules() throws IOException {
        for (SecretRule rule : SecretCatalogue.standardRules()) {
            file("rules/" + rule.id() + ".conf", filled(String.join("\n", rule.examples())));
        }
        for (NamedFileRule rule : SecretCatalogue.standardNamedFileRules()) {
            for (String example : rule.examples()) {
                int end = example.indexOf(':');
                file(rule.id() + "/" + example.substring(0, end), filled(example.substring(end + 1)));
            }
        }
    }

    private byte[] filled(String template) {
        return FIELD.matcher(template).replaceAll(password).getBytes(StandardCharsets.UTF_8);
    }

    private void file(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent(), name));
        Files.write(file, content);
    }
}
