package io.jenkins.lib.containergate.inventory.unpack;

import java.nio.charset.StandardCharsets;

/** What kind of archive a file is, by its first bytes and not by its name. */
public enum ArchiveFormat {
    NONE,
    ZIP,
    GZIP,
    ZSTD,
    XZ,
    BZIP2,
    /** A stream of zlib alone (RFC 1950), as dumps and backups of programs have it. */
    ZLIB,
    SEVEN_ZIP,
    DEBIAN_PACKAGE,
    TAR,
    /** A pack of git, with the compressed objects of a repository. */
    GIT_PACK,
    /** A single object of git, known by its place. */
    GIT_OBJECT,
    /** RAR, LZ4, lzip or LZMA: recognised so that they are not passed over in silence. */
    UNKNOWN;

    private static final int TAR_MAGIC = 257;

    /** @param head the first 512 bytes, or all of a shorter file */
    public static ArchiveFormat of(byte[] head) {
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
        if (starts(head, 0, "\u00fd7zXZ\0")) {
            return XZ;
        }
        if (starts(head, 0, "BZh") && (starts(head, 4, "1AY&SY") || starts(head, 4, "\u0017rE8P\u0090"))) {
            return BZIP2;
        }
        if (starts(head, 0, "7z\u00bc\u00af'\u001c")) {
            return SEVEN_ZIP;
        }
        if (starts(head, 0, "!<arch>\ndebian-binary")) {
            return DEBIAN_PACKAGE;
        }
        if (starts(head, 0, "PACK\0\0\0\2") || starts(head, 0, "PACK\0\0\0\3")) {
            return GIT_PACK;
        }
        if (starts(head, 0, "Rar!\u001a\u0007")
                || starts(head, 0, "\u0004\"M\u0018")
                || starts(head, 0, "LZIP\u0001")
                || lzma(head)) {
            return UNKNOWN;
        }
        if (starts(head, TAR_MAGIC, "ustar")) {
            return TAR;
        }
        return ZlibHead.is(head) ? ZLIB : NONE;
    }

    /** The format before xz has no magic number: usual properties, a dictionary of whole KiB, an unknown size. */
    private static boolean lzma(byte[] head) {
        return starts(head, 0, "]\0\0") && starts(head, 5, "\u00ff".repeat(8)) && head.length > 13 && head[13] == 0;
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
