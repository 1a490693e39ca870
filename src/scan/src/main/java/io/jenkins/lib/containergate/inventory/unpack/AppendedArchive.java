package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An archive behind the last line of a script that unpacks it, as makeself writes them, or behind the end of a program or a
 * picture; a zip there is known by its end.
 */
public final class AppendedArchive {
    private static final int SEARCHED = 1 << 20;
    private static final int HEAD = 512;
    /** Zeros that may fill up what comes before it. */
    private static final int PADDING = 64 << 10;

    private static final Set<ArchiveFormat> KINDS = EnumSet.of(
            ArchiveFormat.GZIP,
            ArchiveFormat.ZSTD,
            ArchiveFormat.XZ,
            ArchiveFormat.BZIP2,
            ArchiveFormat.SEVEN_ZIP,
            ArchiveFormat.TAR,
            ArchiveFormat.CPIO,
            ArchiveFormat.AR,
            ArchiveFormat.RPM_PACKAGE,
            ArchiveFormat.FILE_SYSTEM,
            ArchiveFormat.UNKNOWN);

    private AppendedArchive() {}

    /** @param head the first bytes of content */
    public static boolean possible(byte[] head) {
        return script(head) || ExecutableLayout.isProgram(head);
    }

    /** @param head the first bytes of content */
    public static boolean script(byte[] head) {
        return head.length > 2 && head[0] == '#' && head[1] == '!';
    }

    /** Where an archive begins: after a line of the first MiB of a script, or after the end of what a file begins with. */
    public static OptionalLong begin(byte[] head, FileContent content) throws IOException {
        if (script(head)) {
            return behindLine(content);
        }
        for (long end : FileEnd.of(head, content)) {
            OptionalLong begin = behind(end, content);
            if (begin.isPresent()) {
                return begin;
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong behindLine(FileContent content) throws IOException {
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

    private static OptionalLong behind(long end, FileContent content) throws IOException {
        if (end <= 0 || end >= content.size()) {
            return OptionalLong.empty();
        }
        byte[] bytes;
        try (InputStream in = content.open()) {
            in.skipNBytes(end);
            bytes = in.readNBytes(PADDING + HEAD);
        }
        int at = 0;
        while (at < bytes.length && bytes[at] == 0) {
            at++;
        }
        ArchiveFormat format = format(bytes, at);
        return format == ArchiveFormat.ZLIB || KINDS.contains(format)
                ? OptionalLong.of(end + at)
                : OptionalLong.empty();
    }

    private static ArchiveFormat format(byte[] bytes, int at) {
        return ArchiveFormat.of(bytes, at, Math.min(bytes.length, at + HEAD));
    }
}
