package io.jenkins.lib.containergate.inventory.unpack;

import java.util.BitSet;
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
    /** Debian packages and static libraries, those of Go among them. */
    AR,
    /** With a text of digits before each entry, as in initial file systems of Linux. */
    CPIO,
    TAR,
    /** A pack of git, with the compressed objects of a repository. */
    GIT_PACK,
    /** A single object of git, known by its place. */
    GIT_OBJECT,
    /** Lines that name references of git, and a pack behind them. */
    GIT_BUNDLE,
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

    /** Bytes that those begin with which are looked for anywhere, tar aside. */
    private static final BitSet FIRST = new BitSet();

    static {
        FIRST.set(0x50, 0x60); // a frame of zstd that is to be skipped, zip, ZOO
        "\u001f(\u00fdB7!\u00edh\u007f0]E".chars().forEach(FIRST::set);
        OTHERS.forEach(magic -> FIRST.set(magic.charAt(0)));
    }

    /** Bytes without which none of them is looked at. */
    private static final int ANYWHERE = 18;

    private static final int CPIO_OCTAL = 76;
    private static final int CPIO_HEXADECIMAL = 110;
    private static final int TAR_MAGIC = 257;
    private static final int TAR_BLOCK = 512;
    private static final int TAR_CHECKSUM = 148;
    private static final int TAR_CHECKSUM_LENGTH = 8;

    /** @param head the first 512 bytes or more, or all of a shorter file */
    public static ArchiveFormat of(byte[] head) {
        return of(head, 0, head.length);
    }

    /** The same of a part of some bytes. */
    static ArchiveFormat of(byte[] bytes, int from, int to) {
        Head head = new Head(bytes, from, to - from);
        ArchiveFormat beginning = head.length() < 3 ? NONE : ofBeginning(head);
        if (beginning != NONE) {
            return beginning;
        }
        if (tar(head)) {
            return TAR;
        }
        if (lzh(head)) {
            return UNKNOWN;
        }
        return ZlibHead.is(bytes, from, to) ? ZLIB : NONE;
    }

    /** Of content that may begin at any byte: of kinds whose first bytes do not stand in gigabytes of others by chance. */
    static ArchiveFormat anywhere(byte[] bytes, int from, int to) {
        boolean star = to - from >= TAR_BLOCK && bytes[from + TAR_MAGIC] == 'u';
        if (!star && !FIRST.get(bytes[from] & 0xff)) {
            return NONE;
        }
        Head head = new Head(bytes, from, to - from);
        ArchiveFormat format = head.length() < ANYWHERE ? NONE : ofBeginning(head);
        boolean chance = format == GZIP && (head.at(8) & 0xf9) != 0
                || format == UNKNOWN && (head.at(0) == 0x1f || head.at(0) == 0x60)
                || format == GIT_PACK;
        if (format != NONE && !chance) {
            return format;
        }
        return star && head.starts(TAR_MAGIC, "ustar") && head.at(0) != 0 && checksumRight(head) ? TAR : NONE;
    }

    private static ArchiveFormat ofBeginning(Head head) {
        if ((head.at(0) & 0xf0) == 0x50 && head.starts(1, "*M\u0018")) {
            return ZSTD; // a frame to be skipped, which may come first
        }
        return switch (head.at(0)) {
            case 'P' -> {
                boolean pack = head.starts("PACK\0\0\0\2") || head.starts("PACK\0\0\0\3");
                yield head.starts("PK\3\4") ? ZIP : pack ? GIT_PACK : NONE;
            }
            // third byte: deflate, the only method there is; fourth: no reserved flag
            case 0x1f -> {
                boolean gzip = head.starts("\u001f\u008b\b") && head.length() > 3 && (head.at(3) & 0xe0) == 0;
                yield gzip ? GZIP : compress(head) ? UNKNOWN : NONE;
            }
            case '#' -> head.starts("# v2 git bundle\n") || head.starts("# v3 git bundle\n") ? GIT_BUNDLE : NONE;
            case '(' -> head.starts("(\u00b5/\u00fd") ? ZSTD : NONE;
            case 0xfd -> head.starts("\u00fd7zXZ\0") ? XZ : NONE;
            case 'B' -> bzip2(head) ? BZIP2 : NONE;
            case '7' -> head.starts("7z\u00bc\u00af'\u001c") ? SEVEN_ZIP : NONE;
            case '!' -> head.starts("!<arch>\n") ? AR : NONE;
            case 0xed -> head.starts("\u00ed\u00ab\u00ee\u00db") ? RPM_PACKAGE : NONE;
            case 'h' -> head.starts("hsqs") ? FILE_SYSTEM : NONE;
            case 0x7f -> head.starts("\u007fELF") && head.starts(8, "AI\2") ? FILE_SYSTEM : NONE;
            case '0' -> cpio(head) ? CPIO : NONE;
            case ']' -> lzma(head) ? UNKNOWN : NONE;
            case 'Z' -> head.starts("ZOO ") && head.starts(20, "\u00dc\u00a7\u00c4\u00fd") ? UNKNOWN : NONE;
            case 0x60 -> arj(head) ? UNKNOWN : NONE;
            case 'E' -> head.starts("E=\u00cd(") ? FILE_SYSTEM : NONE;
            default -> other(head) ? UNKNOWN : NONE;
        };
    }

    private static boolean other(Head head) {
        for (String magic : OTHERS) {
            if (head.starts(magic)) {
                return true;
            }
        }
        return false;
    }

    private static boolean cpio(Head head) {
        boolean octal = head.starts("070707");
        if (!octal && !head.starts("070701") && !head.starts("070702")) {
            return false;
        }
        int length = octal ? CPIO_OCTAL : CPIO_HEXADECIMAL;
        for (int i = 0; i < length; i++) {
            if (head.length() < length || Character.digit(head.at(i), octal ? 8 : 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean bzip2(Head head) {
        return head.starts("BZh") && (head.starts(4, "1AY&SY") || head.starts(4, "\u0017rE8P\u0090"));
    }

    /** Of the oldest program that compresses: two bytes, then the largest code, of 9 to 16 bits, and whether it is reset. */
    private static boolean compress(Head head) {
        int bits = head.at(2) & 0x1f;
        return head.at(1) == 0x9d && (head.at(2) & 0xe0) == 0x80 && bits >= 9 && bits <= 16;
    }

    /** The format before xz has no magic number: usual properties, a dictionary of whole KiB, an unknown size. */
    private static boolean lzma(Head head) {
        return head.starts("]\0\0") && head.starts(5, "\u00ff".repeat(8)) && head.length() > 13 && head.at(13) == 0;
    }

    /** The first header: two bytes, its size of up to 2,600, its fixed part of at least 30, and that it is the archive's. */
    private static boolean arj(Head head) {
        return head.starts("`\u00ea") && head.length() > 10 && head.at(3) <= 10 && head.at(4) >= 30 && head.at(10) == 2;
    }

    /**
     * The method of the first entry, {@code -lh5-} and others, and the level of its header. The first byte is the length of
     * that header, so it can be the first of any other format.
     */
    private static boolean lzh(Head head) {
        return (head.starts(2, "-lh") || head.starts(2, "-lz"))
                && head.length() > 20
                && head.at(6) == '-'
                && head.at(20) <= 3;
    }

    /** By its magic number or, since the oldest ones have none, by the checksum of its first header. */
    private static boolean tar(Head head) {
        return head.starts(TAR_MAGIC, "ustar") || head.length() >= TAR_BLOCK && head.at(0) != 0 && checksumRight(head);
    }

    private static boolean checksumRight(Head head) {
        int stated = 0;
        int digits = 0;
        for (int i = TAR_CHECKSUM; i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH; i++) {
            if (head.at(i) >= '0' && head.at(i) <= '7') {
                stated = stated * 8 + head.at(i) - '0';
                digits++;
            } else if (head.at(i) != ' ' && head.at(i) != 0) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < TAR_BLOCK && digits > 0; i++) {
            sum += i >= TAR_CHECKSUM && i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH ? ' ' : head.at(i);
        }
        return digits > 2 && sum == stated;
    }
}
