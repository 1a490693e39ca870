package io.jenkins.lib.containergate.testkit.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of an archive or layout go: a tar or a directory. */
interface BlobSink {
    void put(String name, Content content) throws IOException;

    static BlobSink directory(Path root) {
        return (name, content) -> {
            Path file = root.resolve(name);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                content.writeTo(out);
            }
        };
    }

    static BlobSink tar(TarWriter tar) {
        return (name, content) -> tar.write(TarEntry.file(name, content));
    }
}
