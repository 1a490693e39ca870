package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image made of files of this machine, since nothing synthetic has their mix of programs, text and small files: of
 * the whole machine its programs and libraries, of another tree everything. Base layers first, each about as large as
 * the others.
 */
final class BenchmarkImage {
    /** One file in so many is another one in the image that is built again. */
    private static final int CHANGED = 100;

    private static final List<String> ALWAYS = List.of("etc/os-release", "var/lib/dpkg/status");

    private final long bytes;
    private final int layers;
    private final Compression compression;
    private final boolean again;
    private final boolean programs;

    /** @param bytes uncompressed size of all files, at most */
    BenchmarkImage(long bytes, int layers, Compression compression) {
        this(bytes, layers, compression, false, false);
    }

    private BenchmarkImage(long bytes, int layers, Compression compression, boolean again, boolean programs) {
        this.bytes = bytes;
        this.layers = layers;
        this.compression = compression;
        this.again = again;
        this.programs = programs;
    }

    /** The image built again: in every layer 1 % of the files have the content of another file of their kind. */
    BenchmarkImage builtAgain() {
        return new BenchmarkImage(bytes, layers, compression, true, programs);
    }

    /** Of any tree only its programs and libraries. */
    BenchmarkImage ofPrograms() {
        return new BenchmarkImage(bytes, layers, compression, again, true);
    }

    /** An OCI layout with the image; what is there from an earlier run is used again. */
    Path write(Path root, Path directory) throws IOException {
        return write(List.of(root), directory);
    }

    /** The same of several trees, each in layers of its own upon those of the one before, and each of the size at most. */
    Path write(List<Path> roots, Path directory) throws IOException {
        String names = roots.stream()
                .map(root -> root.toAbsolutePath().normalize().toString().replace('/', '-'))
                .collect(Collectors.joining());
        Path layout = directory.resolve("image" + names + "-" + bytes + "-" + layers + "-" + compression
                + (programs ? "-programs" : "") + (again ? "-again" : ""));
        Path whole = layout.resolveSibling(layout.getFileName() + ".whole");
        if (!Files.exists(whole)) {
            ImageBuilder image = ImageBuilder.image();
            for (Path root : roots) {
                addLayers(root, image);
            }
            OciLayout.of(image.build()).writeDirectory(layout);
            Files.createFile(whole);
        }
        return layout;
    }

    private void addLayers(Path root, ImageBuilder image) throws IOException {
        List<Path> files = files(root);
        long all = 0;
        for (Path file : files) {
            all += Files.size(file);
        }
        long each = Math.min(bytes, all) / layers;
        Map<String, Path> lastOfKind = new HashMap<>();
        int next = 0;
        for (int i = 0; i < layers; i++) {
            LayerBuilder layer = LayerBuilder.layer().compression(compression);
            for (long taken = 0; next < files.size() && (taken < each || i == layers - 1 && all <= bytes); next++) {
                Path file = files.get(next);
                Path other = lastOfKind.put(kind(file), file);
                Path content = again && other != null && next % CHANGED == CHANGED / 2 ? other : file;
                layer.entry(TarEntry.file(root.relativize(file).toString(), Content.of(content))
                        .withMode(Files.isExecutable(file) ? 0755 : 0644));
                taken += Files.size(file);
            }
            image.layer(layer);
        }
    }

    private static String kind(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String path : ALWAYS) {
            if (Files.isRegularFile(root.resolve(path))) {
                files.add(root.resolve(path));
            }
        }
        Set<Path> always = Set.copyOf(files);
        for (String directory : programs || root.equals(root.getRoot())
                ? List.of("usr/bin", "usr/lib", "usr/share", "usr/local", "opt")
                : List.of("")) {
            if (Files.isDirectory(root.resolve(directory))) {
                try (Stream<Path> walk = Files.walk(root.resolve(directory))) {
                    walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                            .filter(Files::isReadable)
                            .filter(path -> !always.contains(path))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }
}
