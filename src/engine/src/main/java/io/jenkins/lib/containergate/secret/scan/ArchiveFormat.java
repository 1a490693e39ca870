package io.jenkins.lib.containergate.secret.scan;

import java.nio.charset.StandardCharsets;

/** What kind of archive a file is, by its first bytes and not by its name. */
enum ArchiveFormat {
    NONE,
    ZIP,
    GZIP,
    ZSTD,
    TAR;

    private static final int TAR_MAGIC = 257;

    /** @param head the first 512 bytes, or all of a shorter file */
    static ArchiveFormat of(byte[] head) {
        if (starts(head, 0, "PK\3\4")) {
            return ZIP;
        }
        // third byte: deflate, the only method there is; fourth: no reserved flag
        if (starts(head, 0, "\u001f\u008b\b") && head.length > 3 && (head[3] & 0xe0) == 0) {
            return GZIP;
        }
        if (starts(head, 0, "(\u00b5/\u00fd")) {
            return ZSTD;
        }
        return starts(head, TAR_MAGIC, "ustar") ? TAR : NONE;
    }

    private static boolean starts(byte[] head, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (head.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (head[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
