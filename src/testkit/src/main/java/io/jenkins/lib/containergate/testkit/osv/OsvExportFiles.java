package io.jenkins.lib.containergate.testkit.osv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes records the way exports are published. */
public final class OsvExportFiles {
    private OsvExportFiles() {}

    /** A folder with one file for each record. */
    public static Path folder(Path folder, OsvJson... records) throws IOException {
        Files.createDirectories(folder);
        for (OsvJson record : records) {
            Files.write(folder.resolve(record.id() + ".json"), record.bytes());
        }
        return folder;
    }

    /** A zip with one entry for each record. */
    public static Path zip(Path file, OsvJson... records) throws IOException {
        return Files.write(file, zip(records));
    }

    public static byte[] zip(OsvJson... records) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        for (OsvJson record : records) {
            entries.put(record.id() + ".json", record.bytes());
        }
        return zip(entries);
    }

    /** A zip with these entries, in the order of the map. */
    public static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
