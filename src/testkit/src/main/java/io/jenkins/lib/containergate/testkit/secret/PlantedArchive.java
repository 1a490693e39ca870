package io.jenkins.lib.containergate.testkit.secret;

import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LongNames;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that secrets are carried about in. */
enum PlantedArchive {
    ZIP("bundle.zip") {
        @Override
        byte[] pack(String name, byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
            return bytes.toByteArray();
        }
    },
    TAR("bundle.tar") {
        @Override
        byte[] pack(String name, byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TarWriter tar = new TarWriter(bytes, LongNames.PAX);
            tar.write(TarEntry.file(name, Content.of(content)));
            tar.end();
            return bytes.toByteArray();
        }
    },
    GZIP("app.env.gz") {
        @Override
        byte[] pack(String name, byte[] content) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            }
            return bytes.toByteArray();
        }
    },
    TAR_IN_GZIP("bundle.tar.gz") {
        @Override
        byte[] pack(String name, byte[] content) {
            return GZIP.around(name, TAR.around(name, content));
        }
    },
    /** Text that says where it is cut off, so that errors may quote it. */
    DAMAGED_ZIP("damaged.zip") {
        @Override
        byte[] pack(String name, byte[] content) throws IOException {
            byte[] zip = ZIP.around(name, content);
            byte[] damaged = Arrays.copyOf(zip, zip.length / 2 + content.length);
            System.arraycopy(content, 0, damaged, zip.length / 2, content.length);
            return damaged;
        }
    },
    DAMAGED_TAR("damaged.tar") {
        @Override
        byte[] pack(String name, byte[] content) {
            byte[] tar = TAR.around(name, content);
            // the name of the next entry, whose checksum is then wrong
            System.arraycopy(content, 0, tar, 1024, content.length);
            return tar;
        }
    };

    private final String fileName;

    PlantedArchive(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    abstract byte[] pack(String name, byte[] content) throws IOException;

    byte[] around(String name, byte[] content) {
        try {
            return pack(name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
