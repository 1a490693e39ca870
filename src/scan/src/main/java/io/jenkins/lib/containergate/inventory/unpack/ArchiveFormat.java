package io.jenkins.lib.containergate.inventory.unpack;

import java.util.List;

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
    /** Debian packages and static libraries; those of Go are only alike and hold nothing compressed. */
    AR,
    /** With a text of digits before each entry, as in initial file systems of Linux. */
    CPIO,
    TAR,
    /** A pack of git, with the compressed objects of a repository. */
    GIT_PACK,
    /** A single object of git, known by its place. */
    GIT_OBJECT,
    RPM_PACKAGE,
    /** A compressed file system: cramfs, or SquashFS, alone or in an AppImage. */
    FILE_SYSTEM,
    /** RAR, LZ4, lzip, LZMA and others: recognised so that they are not passed over in silence. */
    UNKNOWN;

    /** RAR, LZ4 in both framings, lzip; cabinets and images of Windows, xar, lzop, framed Snappy, lrzip. */
    private static final List<String> OTHERS = List.of(
            "Rar!\u001a\u0007",
            "\u0004\"M\u0018",
            "\u0002!L\u0018",
            "LRZI\0",
            "LZIP\u0001",
            "MSCF\0\0\0\0",
            "MSWIM\0\0\0",
            "xar!\0\u001c",
            "\u0089LZO\0\r\n\u001a\n",
            "\u00ff\u0006\0\0sNaPpY");

    private static final int CPIO_OCTAL = 76;
    private static final int CPIO_HEXADECIMAL = 110;
    private static final int TAR_MAGIC = 257;
    private static final int TAR_BLOCK = 512;
    private static final int TAR_CHECKSUM = 148;
    private static final int TAR_CHECKSUM_LENGTH = 8;

    /** @param head the first 512 bytes or more, or all of a shorter file */
    public static ArchiveFormat of(byte[] head) {
        ArchiveFormat beginning = head.length < 3 ? NONE : ofBeginning(head);
        if (beginning != NONE) {
            return beginning;
        }
        if (tar(head)) {
            return TAR;
        }
        return ZlibHead.is(head) ? ZLIB : NONE;
    }

    private static ArchiveFormat ofBeginning(byte[] head) {
        if ((head[0] & 0xf0) == 0x50 && starts(head, 1, "*M\u0018")) {
            return ZSTD; // a frame to be skipped, which may come first
        }
        return switch (head[0] & 0xff) {
            case 'P' -> {
                boolean pack = starts(head, "PACK\0\0\0\2") || starts(head, "PACK\0\0\0\3");
                yield starts(head, "PK\3\4") ? ZIP : pack ? GIT_PACK : NONE;
            }
            // third byte: deflate, the only method there is; fourth: no reserved flag
            case 0x1f -> {
                boolean gzip = starts(head, "\u001f\u008b\b") && head.length > 3 && (head[3] & 0xe0) == 0;
                yield gzip ? GZIP : compress(head) ? UNKNOWN : NONE;
            }
            case '(' -> starts(head, "(\u00b5/\u00fd") ? ZSTD : NONE;
            case 0xfd -> starts(head, "\u00fd7zXZ\0") ? XZ : NONE;
            case 'B' -> bzip2(head) ? BZIP2 : NONE;
            case '7' -> starts(head, "7z\u00bc\u00af'\u001c") ? SEVEN_ZIP : NONE;
            case '!' -> starts(head, "!<arch>\n") && !starts(head, 8, "__.PKGDEF") ? AR : NONE;
            case 0xed -> starts(head, "\u00ed\u00ab\u00ee\u00db") ? RPM_PACKAGE : NONE;
            case 'h' -> starts(head, "hsqs") ? FILE_SYSTEM : NONE;
            case 0x7f -> starts(head, "\u007fELF") && starts(head, 8, "AI\2") ? FILE_SYSTEM : NONE;
            case '0' -> cpio(head) ? CPIO : NONE;
            case ']' -> lzma(head) ? UNKNOWN : NONE;
            case 'Z' -> starts(head, "ZOO ") && starts(head, 20, "\u00dc\u00a7\u00c4\u00fd") ? UNKNOWN : NONE;
            case 0x60 -> arj(head) ? UNKNOWN : NONE;
            case 'E' -> starts(head, "E=\u00cd(") ? FILE_SYSTEM : NONE;
            default -> lzh(head) || OTHERS.stream().anyMatch(magic -> starts(head, magic)) ? UNKNOWN : NONE;
        };
    }

    private static boolean cpio(byte[] head) {
        boolean octal = starts(head, "070707");
        if (!octal && !starts(head, "070701") && !starts(head, "070702")) {
            return false;
        }
        int length = octal ? CPIO_OCTAL : CPIO_HEXADECIMAL;
        for (int i = 0; i < length; i++) {
            if (head.length < length || Character.digit(head[i], octal ? 8 : 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean bzip2(byte[] head) {
        return starts(head, "BZh") && (starts(head, 4, "1AY&SY") || starts(head, 4, "\u0017rE8P\u0090"));
    }

    /** Of the oldest program that compresses: two bytes, then the largest code, of 9 to 16 bits, and whether it is reset. */
    private static boolean compress(byte[] head) {
        int bits = head[2] & 0x1f;
        return (head[1] & 0xff) == 0x9d && (head[2] & 0xe0) == 0x80 && bits >= 9 && bits <= 16;
    }

    /** The format before xz has no magic number: usual properties, a dictionary of whole KiB, an unknown size. */
    private static boolean lzma(byte[] head) {
        return starts(head, "]\0\0") && starts(head, 5, "\u00ff".repeat(8)) && head.length > 13 && head[13] == 0;
    }

    /** The first header: two bytes, its size of up to 2,600, its fixed part of at least 30, and that it is the archive's. */
    private static boolean arj(byte[] head) {
        return starts(head, "`\u00ea")
                && head.length > 10
                && (head[3] & 0xff) <= 10
                && (head[4] & 0xff) >= 30
                && head[10] == 2;
    }

    /** The method of the first entry, {@code -lh5-} and others, and the level of its header. */
    private static boolean lzh(byte[] head) {
        return (starts(head, 2, "-lh") || starts(head, 2, "-lz"))
                && head.length > 20
                && head[6] == '-'
                && head[20] >= 0
                && head[20] <= 3;
    }

    /** By its magic number or, since the oldest ones have none, by the checksum of its first header. */
    private static boolean tar(byte[] head) {
        return starts(head, TAR_MAGIC, "ustar") || head.length >= TAR_BLOCK && head[0] != 0 && checksumRight(head);
    }

    private static boolean checksumRight(byte[] head) {
        int stated = 0;
        int digits = 0;
        for (int i = TAR_CHECKSUM; i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH; i++) {
            if (head[i] >= '0' && head[i] <= '7') {
                stated = stated * 8 + head[i] - '0';
                digits++;
            } else if (head[i] != ' ' && head[i] != 0) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < TAR_BLOCK && digits > 0; i++) {
            sum += i >= TAR_CHECKSUM && i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH ? ' ' : head[i] & 0xff;
        }
        return digits > 2 && sum == stated;
    }

    private static boolean starts(byte[] head, String magic) {
        return starts(head, 0, magic);
    }

    private static boolean starts(byte[] head, int at, String magic) {
        if (head.length < at + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((head[at + i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
