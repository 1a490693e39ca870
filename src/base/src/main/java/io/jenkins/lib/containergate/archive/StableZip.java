package io.jenkins.lib.containergate.archive;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip archive in which nothing depends on when and where it is made: the same entries make the same bytes. */
public final class StableZip implements Closeable {
    /** Local time, as the format has it: the time zone of the machine changes nothing. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    private final ZipOutputStream zip;

    private StableZip(Path file, int level) throws IOException {
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
        zip.setLevel(level);
    }

    public static StableZip at(Path file) throws IOException {
        return new StableZip(file, Deflater.DEFAULT_COMPRESSION);
    }

    /** For content most of which is compressed already. */
    public static StableZip fast(Path file) throws IOException {
        return new StableZip(file, Deflater.BEST_SPEED);
    }

    /** @throws IOException also when there is an entry of this name already */
    public void put(String name, byte[] content) throws IOException {
        begin(name);
        zip.write(content);
        zip.closeEntry();
    }

    /** @throws IOException as above */
    public void put(String name, Path content) throws IOException {
        begin(name);
        Files.copy(content, zip);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
