package io.jenkins.lib.containergate.testkit.peer;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tools of other ecosystems that build real trees and say what is in them. Without a tool or the network a test
 * is skipped, with the reason; it fails instead when the environment says {@code CONTAINER_GATE_PEERS=required}. All are
 * skipped when it says {@code CONTAINER_GATE_PEERS=off}.
 */
public final class Peer {
    private static final Path CACHE = Path.of("target", "peers").toAbsolutePath();
    private static final int MINUTES = 5;
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");

    /** Fills a directory. */
    public interface Builder {
        void build(Path directory) throws IOException, InterruptedException;
    }

    private Peer() {}

    public static void needs(String... tools) {
        if ("off".equals(MODE)) {
            abort("CONTAINER_GATE_PEERS=off");
        }
        for (String tool : tools) {
            boolean there = Arrays.stream(
                            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
            if (!there) {
                missing(tool + " is not installed");
            }
        }
    }

    public static void missing(String reason) {
        if ("required".equals(MODE)) {
            fail("CONTAINER_GATE_PEERS=required, but " + reason);
        }
        abort(reason);
    }

    /** A tree kept below {@code target/} for the next run once it is whole. */
    public static Path tree(String name, Builder builder) throws IOException, InterruptedException {
        Path directory = CACHE.resolve(name);
        Path whole = CACHE.resolve(name + ".whole");
        if (!Files.exists(whole)) {
            delete(directory);
            Files.createDirectories(directory);
            builder.build(directory);
            Files.createFile(whole);
        }
        return directory;
    }

    /**
     * What a script prints that runs in an environment of Python with one package.
     *
     * @param tree name of the environment, which is kept
     * @param requirement {@code NAME==VERSION}
     */
    public static String python(String tree, String requirement, String script)
            throws IOException, InterruptedException {
        needs("python3");
        Path environment = tree(tree, root -> {
            run(root, "python3", "-m", "venv", root.resolve("venv").toString());
            run(root, root.resolve("venv/bin/python").toString(), "-m", "pip", "install", "--quiet", requirement);
        });
        return run(environment, environment.resolve("venv/bin/python").toString(), "-c", script);
    }

    /** Standard output of a command; a failure counts as a missing tool, as most of them need a network. */
    public static String run(Path directory, String... command) throws IOException, InterruptedException {
        return run(directory, List.of(), command);
    }

    /** @param environment each {@code NAME=value} */
    public static String run(Path directory, List<String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(Files.createDirectories(CACHE), "out", ".txt");
        Path errors = Files.createTempFile(CACHE, "errors", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile());
            environment.forEach(setting -> builder.environment()
                    .put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                missing(command[0] + " did not end in " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(errors, StandardCharsets.ISO_8859_1);
                String end = said.substring(Math.max(0, said.length() - 500));
                missing(String.join(" ", command) + " ended with " + process.exitValue() + ": " + end);
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(errors);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var walk = Files.walk(directory)) {
                for (Path path :
                        walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
