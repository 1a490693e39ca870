package io.jenkins.plugins.containergate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/** An image archive whose one layer is a file of many gigabytes of nothing: it takes minutes to read and no disk. */
final class EndlessArchive {
    private static final long LAYER = 60L << 30;

    private EndlessArchive() {}

    static void write(Path file) throws IOException {
        String digest = "0".repeat(64);
        byte[] config = ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                        + "\"diff_ids\":[\"sha256:" + digest + "\"]},\"history\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] manifest = "[{\"Config\":\"config.json\",\"RepoTags\":[\"shop/app:1.4\"],\"Layers\":[\"layer.tar\"]}]"
                .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile tar = new RandomAccessFile(file.toFile(), "rw")) {
            tar.write(entry("manifest.json", manifest.length));
            tar.write(padded(manifest));
            tar.write(entry("config.json", config.length));
            tar.write(padded(config));
            tar.write(entry("layer.tar", LAYER));
            tar.write(entry("srv/nothing", LAYER - 3 * TarConstants.DEFAULT_RCDSIZE));
            tar.setLength(tar.getFilePointer() + LAYER + TarConstants.DEFAULT_RCDSIZE);
        }
    }

    private static byte[] entry(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        return header;
    }

    private static byte[] padded(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content);
        out.write(
                new byte
                        [(TarConstants.DEFAULT_RCDSIZE - content.length % TarConstants.DEFAULT_RCDSIZE)
                                % TarConstants.DEFAULT_RCDSIZE]);
        return out.toByteArray();
    }
}
