package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/** An archive behind the last line of a script that unpacks it, as makeself writes them; a zip there is known by its end. */
public final class ScriptPayload {
    private static final int SEARCHED = 1 << 20;
    private static final int HEAD = 512;
    private static final Set<ArchiveFormat> KINDS = EnumSet.of(
            ArchiveFormat.GZIP,
            ArchiveFormat.ZSTD,
            ArchiveFormat.XZ,
            ArchiveFormat.BZIP2,
            ArchiveFormat.SEVEN_ZIP,
            ArchiveFormat.TAR,
            ArchiveFormat.CPIO,
            ArchiveFormat.UNKNOWN);

    private ScriptPayload() {}

    /** @param head the first bytes of content */
    public static boolean possible(byte[] head) {
        return head.length > 2 && head[0] == '#' && head[1] == '!';
    }

    /** Where an archive begins: after a line of the first MiB. */
    public static OptionalLong begin(byte[] head, FileContent content) throws IOException {
        if (!possible(head)) {
            return OptionalLong.empty();
        }
        byte[] bytes;
        try (InputStream in = content.open()) {
            bytes = in.readNBytes(SEARCHED);
        }
        for (int at = 1; at < bytes.length; at++) {
            if (bytes[at - 1] == '\n' && KINDS.contains(format(bytes, at))) {
                return OptionalLong.of(at);
            }
        }
        return OptionalLong.empty();
    }

    private static ArchiveFormat format(byte[] bytes, int at) {
        return ArchiveFormat.of(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + HEAD)));
    }
}
