package io.jenkins.lib.containergate.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Archives in which nothing depends on when, where and by whom they are made. */
final class Archives {
    static final int FILE = 0100644;
    static final int PROGRAM = 0100755;

    /** The best takes three times as long, and saves 1 %. */
    private static final int LEVEL = 6;

    private Archives() {}

    static void tarGz(Path file, List<ReleaseEntry> entries, Instant time) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = tar(gzip(out))) {
            for (ReleaseEntry entry : entries) {
                TarArchiveEntry header = new TarArchiveEntry(entry.path());
                header.setSize(entry.content().size());
                header.setMode(entry.executable() ? PROGRAM : FILE);
                put(tar, header, entry.content(), time);
            }
        }
    }

    static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    static OutputStream gzip(OutputStream out) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(LEVEL);
        parameters.setOperatingSystem(255);
        return new GzipCompressorOutputStream(out, parameters);
    }

    /** Writes an entry whose kind, size and mode are set. */
    static void put(TarArchiveOutputStream tar, TarArchiveEntry header, ReleaseEntry.Content content, Instant time)
            throws IOException {
        header.setModTime(FileTime.from(time));
        header.setIds(0, 0);
        header.setNames("", "");
        tar.putArchiveEntry(header);
        if (header.isFile()) {
            try (InputStream in = content.open()) {
                in.transferTo(tar);
            }
        }
        tar.closeArchiveEntry();
    }

    static void zip(Path file, List<ReleaseEntry> entries, Instant time) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (ReleaseEntry entry : entries) {
                ZipArchiveEntry header = new ZipArchiveEntry(entry.path());
                header.setUnixMode(entry.executable() ? PROGRAM : FILE);
                header.setTime(localTime(time));
                header.setSize(entry.content().size());
                header.setCrc(crc(entry.content()));
                zip.putArchiveEntry(header);
                try (InputStream in = entry.content().open()) {
                    in.transferTo(zip);
                }
                zip.closeArchiveEntry();
            }
        }
    }

    private static long crc(ReleaseEntry.Content content) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = content.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }

    /** Zips hold local times: a moment at which every zone writes the same digits. */
    private static long localTime(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }
}
