package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;

/** What a file begins with, which says whether it is an archive. */
final class FirstBytes {
    private static final int COUNT = 512;

    private FirstBytes() {}

    static byte[] of(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(COUNT);
        }
    }

    /** @param path which says that it is an object of git */
    static ArchiveFormat format(String path, byte[] head) {
        return GitObject.loose(path, head) ? ArchiveFormat.GIT_OBJECT : ArchiveFormat.of(head);
    }
}
