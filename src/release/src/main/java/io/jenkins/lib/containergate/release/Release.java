package io.jenkins.lib.containergate.release;

import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Makes the files of a release from what the build made: {@code --repository=DIR --version=V --time=INSTANT --out=DIR
 * [--packages=DIR] [--builder=URI]}.
 */
public final class Release {
    private static final String LOCAL =
            "https://github.com/jenkinsci/container-gate-plugin/blob/main/docs/verify-a-release.md#build-it-yourself";
    private static final String SUMS = "SHA256SUMS";
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    private final Path repository;
    private final String version;
    private final Instant time;
    private final Path out;

    private Release(Path repository, String version, Instant time, Path out) {
        this.repository = repository;
        this.version = version;
        this.time = time;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not --NAME=VALUE: " + argument);
            }
            options.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        Path repository = Path.of(options.get("repository"));
        Path out = Path.of(options.get("out"));
        Release release = new Release(repository, options.get("version"), Instant.parse(options.get("time")), out);
        String packages = options.getOrDefault("packages", "");
        release.make(
                Optional.of(packages).filter(text -> !text.isBlank()).map(repository::resolve),
                options.getOrDefault("builder", LOCAL),
                System.out);
    }

    private void make(Optional<Path> packages, String builder, PrintStream said)
            throws IOException, InterruptedException {
        Path jar = repository.resolve("src/cli/target/container-gate.jar");
        Path hpi = repository.resolve("src/plugin/central/target/container-gate.hpi");
        empty();
        Files.copy(hpi, out.resolve("container-gate-" + version + ".hpi"), StandardCopyOption.REPLACE_EXISTING);
        Distribution distribution = new Distribution(repository, version, time);
        List<ReleaseEntry> entries = distribution.entries(jar);
        Archives.tarGz(out.resolve(distribution.folder() + ".tar.gz"), entries, time);
        Archives.zip(out.resolve(distribution.folder() + ".zip"), entries, time);
        bill("container-gate-" + version + ".hpi", hpi, Set.of("container-gate-" + version + ".jar"));
        bill(distribution.folder() + ".tar.gz", jar, Set.of());
        if (packages.isPresent()) {
            image(packages.get(), jar).write(out.resolve("container-gate-" + version + ".oci.tar"));
        } else {
            said.println("no image: name the Debian packages it is made of with -Drelease.image.packages=DIR");
        }
        Map<String, Digest> files = digests();
        Provenance provenance = new Provenance(version, builder, commit());
        Files.write(out.resolve("provenance.intoto.json"), provenance.json(files));
        StringBuilder sums = new StringBuilder();
        digests()
                .forEach((name, digest) ->
                        sums.append(digest.hex()).append("  ").append(name).append('\n'));
        Files.writeString(out.resolve(SUMS), sums);
        said.print(sums);
    }

    private void empty() throws IOException {
        Files.createDirectories(out);
        for (Path file : FileTree.entries(out)) {
            Files.delete(file);
        }
    }

    private void bill(String name, Path archive, Set<String> own) throws IOException {
        SortedSet<BillOfMaterials.Artifact> artifacts =
                BillOfMaterials.artifacts(archive, archive.resolveSibling("dependencies.txt"), own);
        Files.write(out.resolve(name + ".cdx.json"), BillOfMaterials.json(name, version, artifacts, time));
    }

    private OciArchive image(Path packages, Path jar) throws IOException {
        ImageLayer program = new ImageLayer();
        program.file("opt/container-gate/container-gate.jar", Files.readAllBytes(jar), 0644);
        program.file("opt/container-gate/LICENSE", Files.readAllBytes(repository.resolve("LICENSE")), 0644);
        ImageLayer.Built application = program.build(time);
        OciArchive image = new OciArchive(version, time);
        for (String architecture : ARCHITECTURES) {
            Path debs = packages.resolve(architecture);
            if (Files.isDirectory(debs)) {
                image.add(
                        architecture,
                        List.of(RuntimeLayer.of(debs, time).build(time), application),
                        List.of(
                                "/usr/lib/jvm/java-17-openjdk-" + architecture + "/bin/java",
                                "-XX:+UseSerialGC",
                                "-XX:MaxRAMPercentage=75",
                                "-jar",
                                "/opt/container-gate/container-gate.jar"));
            }
        }
        return image;
    }

    private Map<String, Digest> digests() throws IOException {
        Map<String, Digest> digests = new TreeMap<>();
        for (Path file : FileTree.entries(out)) {
            digests.put(String.valueOf(file.getFileName()), digest(file));
        }
        return digests;
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Digest.of(digest);
    }

    /** Empty where what was built is not exactly what a commit holds. */
    private Optional<String> commit() throws IOException, InterruptedException {
        boolean changed = !git("status", "--porcelain").filter(String::isEmpty).isPresent();
        return changed ? Optional.empty() : git("rev-parse", "HEAD").filter(text -> text.matches("[0-9a-f]{40,64}"));
    }

    private Optional<String> git(String... arguments) throws IOException, InterruptedException {
        if (!Files.exists(repository.resolve(".git"))) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return git.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    }
}
