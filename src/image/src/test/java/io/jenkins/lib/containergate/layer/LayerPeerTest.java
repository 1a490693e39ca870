package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random images beside the programs that unpack them: every file that umoci or podman shows is visible to us, whatever the
 * symbolic links, whiteouts and opaque directories. We may show more, because the programs differ from each other. An
 * image that a program refuses says nothing about that program.
 *
 * <p>{@code -Dcontainer-gate.layers.rounds=500 -Dcontainer-gate.layers.seed=7000} tries that many, from that seed on.
 */
@Tag("peers")
class LayerPeerTest {
    private static final int ROUNDS = Integer.getInteger("container-gate.layers.rounds", 12);
    private static final long FIRST_SEED = Long.getLong("container-gate.layers.seed", 1L);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Pattern CONTENT = Pattern.compile("layer (\\d+) (.*)");

    @TempDir
    Path directory;

    private int tag;

    /** podman binds its store to itself while it has overlays. */
    @AfterEach
    void unmount() throws IOException, InterruptedException {
        Path overlay = directory.resolve("store-overlay/root/overlay");
        if (Files.exists(overlay)) {
            run("umount", "--lazy", overlay.toString());
        }
    }

    /** Puts an image together and says what is in each file; empty when it refuses the image. */
    private interface Runtime {
        Optional<Map<String, String>> files(Path layout) throws IOException, InterruptedException;
    }

    @Test
    void whatUmociShowsIsVisible() throws Exception {
        Peer.needs("umoci");
        compare(this::umoci, true);
    }

    @Test
    void whatPodmanShowsWithoutOverlayIsVisible() throws Exception {
        Peer.needs("podman");
        rootOnly();
        compare(layout -> podman(layout, "vfs"), false);
    }

    @Test
    void whatPodmanShowsInAnOverlayIsVisible() throws Exception {
        Peer.needs("podman");
        rootOnly();
        if (podman(layout(0, LayerBuilder.layer().file("a", "layer 0 a")), "overlay")
                .isEmpty()) {
            Peer.missing("this kernel or file system has no overlay mounts");
        }
        compare(layout -> podman(layout, "overlay"), false);
    }

    private static void rootOnly() {
        if (!"root".equals(System.getProperty("user.name"))) {
            Peer.missing("podman shows an image's files to root only");
        }
    }

    private void compare(Runtime runtime, boolean repeats) throws Exception {
        int accepted = 0;
        int undecided = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed++) {
            List<String> script = new ArrayList<>();
            LayerBuilder[] layers = random(new Random(seed), repeats, script);
            Path layout = layout(seed, layers);
            Optional<Map<String, String>> shown = runtime.files(layout);
            if (shown.isEmpty()) {
                continue;
            }
            accepted++;
            Visibility seen;
            try {
                seen = Scans.scan("oci:" + layout + ":t", Limits.defaults(), directory)
                        .visibility();
            } catch (GateException refused) {
                // links in a circle that the program leaves in some way of its own, and what no tool writes: an ERROR,
                // so nothing is
                // passed over
                assertThat(String.valueOf(refused.getMessage()))
                        .as("seed %d: %s", seed, script)
                        .containsAnyOf("maxLinkDepth", "replaces the directory", "wrote it once more");
                undecided++;
                continue;
            }
            for (Map.Entry<String, String> file : shown.get().entrySet()) {
                var content = CONTENT.matcher(file.getValue());
                assertThat(content.matches()).isTrue();
                int layer = Integer.parseInt(content.group(1));
                String written = content.group(2);
                assertThat(seen.visible(layer, written))
                        .as("seed %d: %s shows %s; the image: %s", seed, file.getKey(), file.getValue(), script)
                        .isTrue();
                assertThat(seen.reached(file.getKey()))
                        .as("seed %d: %s shows %s; the image: %s", seed, file.getKey(), file.getValue(), script)
                        .anyMatch(found ->
                                found.layer() == layer && found.written().equals(written));
            }
        }
        assertThat(accepted - undecided)
                .as("images that the program unpacked, without %d of %d that are undecided", undecided, accepted)
                .isGreaterThan(accepted / 2);
    }

    private static LayerBuilder[] random(Random random, boolean repeats, List<String> script) {
        int count = 2 + random.nextInt(3);
        LayerBuilder[] layers = new LayerBuilder[count];
        List<String> files = new ArrayList<>();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LayerBuilder layer = LayerBuilder.layer();
            Set<String> used = new HashSet<>();
            script.add("layer " + i);
            if (i == 0 || !repeats) {
                // without these, podman seldom finds a directory where a link leads to
                for (String path : List.of("a", "b", "a/b", "b/c")) {
                    if (i > 0 && random.nextInt(4) == 0) {
                        layer.whiteout(path);
                        script.add("whiteout " + path);
                    }
                    layer.directory(path);
                    used.add(path);
                    if (i == 0) {
                        used.add(path + "/f");
                        file(layer, script, files, i, path + "/f");
                    }
                }
            }
            int steps = 2 + random.nextInt(7);
            for (int step = 0; step < steps; step++) {
                step(random, layer, script, files, links, i, repeats, used);
            }
            layers[i] = layer;
        }
        return layers;
    }

    private static void step(
            Random random,
            LayerBuilder layer,
            List<String> script,
            List<String> files,
            List<String> links,
            int number,
            boolean repeats,
            Set<String> used) {
        String path = path(random, links);
        String file = path + "/" + (char) ('f' + random.nextInt(2));
        int kind = random.nextInt(11);
        if (!repeats && !used.add(kind > 6 ? file : path)) {
            return;
        }
        switch (kind) {
            case 0, 1, 2 -> {
                String target = target(random, path);
                layer.symlink(path, target);
                links.add(path);
                script.add(path + " -> " + target);
            }
            case 3 -> {
                layer.directory(path);
                script.add(path + "/");
            }
            case 4 -> {
                layer.whiteout(path);
                script.add("whiteout " + path);
                if (random.nextBoolean()) {
                    layer.directory(path);
                    script.add(path + "/");
                }
            }
            case 5 -> {
                layer.opaque(path);
                script.add("opaque " + path);
            }
            case 6 -> {
                List<String> targets = random.nextBoolean() && !links.isEmpty() ? links : files;
                String target = targets.get(random.nextInt(targets.size()));
                if (!target.equals(path)) {
                    layer.hardLink(path, target);
                    script.add(path + " = " + target);
                    (targets == links ? links : files).add(path);
                }
            }
            default -> file(layer, script, files, number, file);
        }
    }

    private static void file(LayerBuilder layer, List<String> script, List<String> files, int number, String path) {
        layer.file(path, "layer " + number + " " + path);
        files.add(path);
        script.add(path);
    }

    /** Often through a link. */
    private static String path(Random random, List<String> links) {
        String start = !links.isEmpty() && random.nextInt(3) > 0
                ? links.get(random.nextInt(links.size()))
                : NAMES.get(random.nextInt(NAMES.size()));
        return random.nextInt(3) == 0 ? start + "/" + NAMES.get(random.nextInt(NAMES.size())) : start;
    }

    private static String target(Random random, String link) {
        String path = List.of("a", "b", "a/b", "b/c", "c", "a/c").get(random.nextInt(6));
        return switch (random.nextInt(4)) {
            case 0 -> "/" + path;
            case 1 -> "../".repeat(3) + path;
            default -> "../".repeat(link.split("/").length - 1) + path;
        };
    }

    private Path layout(long seed, LayerBuilder... layers) throws IOException {
        Path layout = Files.createDirectories(directory.resolve("layout-" + seed + "-" + tag++));
        return OciLayout.of(Scans.image(layers), "t").writeDirectory(layout);
    }

    private Optional<Map<String, String>> umoci(Path layout) throws IOException, InterruptedException {
        Path bundle = directory.resolve("bundle-" + tag++);
        return run("umoci", "raw", "unpack", "--image", layout + ":t", bundle.toString())
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(files(bundle));
    }

    private Optional<Map<String, String>> podman(Path layout, String driver) throws IOException, InterruptedException {
        Path store = Files.createDirectories(directory.resolve("store-" + driver));
        String[] podman = {
            "podman",
            "--root",
            store.resolve("root").toString(),
            "--runroot",
            store.resolve("run").toString(),
            "--storage-driver",
            driver
        };
        Optional<String> id = run(with(podman, "pull", "-q", "oci:" + layout + ":t"));
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> mounted = run(with(podman, "image", "mount", id.get()));
        try {
            return mounted.isEmpty() ? Optional.empty() : Optional.of(files(Path.of(mounted.get())));
        } finally {
            run(with(podman, "image", "umount", "--force", id.get()));
            run(with(podman, "rmi", "--force", id.get()));
        }
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    files.put(root.relativize(file).toString(), Files.readString(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // listed by the directory, but a whiteout
            }
        });
        return files;
    }

    /** What the command said; empty when it failed. */
    private Optional<String> run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        return process.exitValue() == 0
                ? Optional.of(Files.readString(out, StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }
}
