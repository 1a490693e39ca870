package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.inventory.jar.JavaArchives;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import java.util.Arrays;
import java.util.regex.Pattern;

/** How content is read that may be an archive; by its first bytes. */
enum ArchiveKind {
    /** By how it begins. How it ends may still make it a zip archive. */
    NONE,
    ZIP,
    TAR,
    COMPRESSED,
    /** 7z and cpio, which a library reads. */
    BY_LIBRARY,
    /** No kind that is opened. */
    UNKNOWN;

    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    /** How Java 5 to 13 packed the classes of a jar, mostly compressed by gzip: text of the classes stands in it as it is. */
    private static final byte[] PACK200 = {(byte) 0xca, (byte) 0xfe, (byte) 0xd0, 0x0d};

    private static final int LOCAL_HEADER = 30;
    /** Methods that were ever given a number are below. */
    private static final int METHODS = 100;

    private static final Pattern TARRED =
            Pattern.compile(".*\\.(?:tar|tar\\.[a-z0-9]{1,4}|tgz|tzst|tzstd|txz|tbz2?)", Pattern.CASE_INSENSITIVE);
    private static final String EGG = ".egg";

    /** @param head the first 512 bytes or more, or all of shorter content */
    static ArchiveKind of(byte[] head) {
        return of(ArchiveFormat.of(head), head);
    }

    static ArchiveKind of(ArchiveFormat format, byte[] head) {
        return switch (format) {
            case ZIP -> ZIP;
            case TAR -> TAR;
            case GZIP, ZSTD, XZ, BZIP2, ZLIB -> COMPRESSED;
            case SEVEN_ZIP, CPIO -> BY_LIBRARY;
            case UNKNOWN -> UNKNOWN;
            case NONE -> begins(head, EMPTY_ZIP) ? ZIP : begins(head, PACK200) ? UNKNOWN : NONE;
            // packages that are not installed and static libraries; what has a finding of its own; what holds no
            // packages
            case AR, RPM_PACKAGE, FILE_SYSTEM, GIT_PACK, GIT_BUNDLE, GIT_OBJECT -> NONE;
        };
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /** Whether its name says that it is a zip archive of packages, so that it is one or broken. */
    static boolean isNamedSo(String path) {
        return JavaArchives.isNamedSo(path) || isEgg(path);
    }

    static boolean isEgg(String path) {
        return path.endsWith(EGG);
    }

    /** Whether its name says that a tar is in it. */
    static boolean isTarred(String path) {
        return TARRED.matcher(path).matches();
    }

    /** Whether a zip archive without a directory begins with an entry all the same, so that something was cut off. */
    static boolean isCutZip(byte[] head) {
        if (head.length < LOCAL_HEADER || ArchiveFormat.of(head) != ArchiveFormat.ZIP) {
            return false;
        }
        int method = number(head, 8);
        int name = number(head, 26);
        boolean printable = name > 0 && LOCAL_HEADER + name <= head.length;
        for (int i = LOCAL_HEADER; printable && i < LOCAL_HEADER + name; i++) {
            printable = head[i] < 0 || head[i] >= ' ';
        }
        return method < METHODS && printable;
    }

    private static int number(byte[] head, int at) {
        return head[at] & 0xff | (head[at + 1] & 0xff) << 8;
    }
}
