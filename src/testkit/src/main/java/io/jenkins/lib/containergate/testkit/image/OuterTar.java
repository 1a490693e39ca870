package io.jenkins.lib.containergate.testkit.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tar file around an image. */
final class OuterTar {
    interface Body {
        void write(TarWriter tar) throws IOException;
    }

    private OuterTar() {}

    static void write(Path file, Compression compression, List<TarEntry> extra, Body body) {
        try (OutputStream out =
                Compressor.over(new BufferedOutputStream(Files.newOutputStream(file), 256 << 10), compression)) {
            TarWriter tar = new TarWriter(out, LongNames.PAX);
            body.write(tar);
            for (TarEntry entry : extra) {
                tar.write(entry);
            }
            tar.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
