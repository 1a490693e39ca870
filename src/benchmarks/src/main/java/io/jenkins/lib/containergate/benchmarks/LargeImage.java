package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Images that are large, each in another way. */
enum LargeImage {
    ONE("1 GiB of programs and libraries, 4 layers") {
        @Override
        Path layout(Path directory) throws IOException {
            return machine(1, directory);
        }
    },
    FOUR("4 GiB of them, 4 layers") {
        @Override
        Path layout(Path directory) throws IOException {
            return machine(4, directory);
        }
    },
    MANY_FILES("1,000,000 files in one layer") {
        @Override
        Path layout(Path directory) throws IOException {
            LayerBuilder layer = LayerBuilder.layer().compression(Compression.GZIP);
            for (int i = 0; i < 1_000_000; i++) {
                layer.entry(TarEntry.file("srv/data/" + i / 1000 + "/record-" + i + ".txt", Content.of("record " + i)));
            }
            return written(ImageBuilder.image().layer(layer).build(), directory);
        }
    },
    LARGE_FILE("one file of 16 GiB of zeros") {
        @Override
        Path layout(Path directory) throws IOException {
            LayerBuilder layer = LayerBuilder.layer()
                    .compression(Compression.GZIP)
                    .entry(TarEntry.file("var/lib/data/disk.img", Content.zeros(16L << 30)));
            return written(ImageBuilder.image().layer(layer).build(), directory);
        }
    },
    MANY_LAYERS("500 layers") {
        @Override
        Path layout(Path directory) throws IOException {
            ImageBuilder image = ImageBuilder.image();
            for (int i = 0; i < 500; i++) {
                image.layer(LayerBuilder.layer()
                        .compression(Compression.GZIP)
                        .entry(TarEntry.file("srv/app/part-" + i + ".bin", Content.noise(i, 2 << 20))));
            }
            return written(image.build(), directory);
        }
    };

    private final String title;

    LargeImage(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The OCI layout with the image; what is there from an earlier run is used again. */
    abstract Path layout(Path directory) throws IOException;

    private static Path machine(int gibibytes, Path directory) throws IOException {
        Path root = FileSystems.getDefault().getRootDirectories().iterator().next();
        return new BenchmarkImage((long) gibibytes << 30, 4, Compression.GZIP).write(root, directory);
    }

    Path written(BuiltImage image, Path directory) throws IOException {
        Path layout = directory.resolve("image-" + name());
        if (!Files.exists(layout)) {
            Path part = directory.resolve("part-" + name());
            OciLayout.of(image).writeDirectory(part);
            Files.move(part, layout);
        }
        return layout;
    }
}
