package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;

/** Tells an archive or a key store in base 64 by its first characters, which stand for the first bytes of its kind. */
final class EncodedArchive {
    /** Zip, xz, zstd, 7z, RAR, both kinds of Java's key stores, a PKCS #12 store without lengths. */
    private static final List<String> BEGINNINGS =
            List.of("UEsDB", "/Td6WFoA", "KLUv/", "N3q8ryccA", "UmFyIRoH", "/u3+7QAAAA", "zs7OzgAAAA", "MIACAQMwgA");

    /** Of PKCS #12: a sequence with a length of two bytes, version 3, a sequence. */
    private static final String SEQUENCE = "MII";

    private static final String VERSION_3 = "IBAzCC";
    private static final int BEFORE_VERSION = 6;

    /** Of bzip2: the mark, two characters of the size of its blocks, and the mark of the first block. */
    private static final String BZIP2 = "Qlpo";

    private static final String BLOCK = "FBWSZTW";
    private static final int BEFORE_BLOCK = 6;
    /** Of tar: the characters before {@code sta} of the word {@code ustar}, and those of a whole header. */
    private static final int BEFORE_STAR = 344;

    private static final String STAR = "c3Rh";
    private static final int TAR_HEADER = 684;
    /** As it is written within a string. */
    private static final String BREAK = "\\n";

    /** Of LZMA: usual properties, and of the unknown size what is the same for every dictionary. */
    private static final String LZMA = "XQAA";

    private static final String UNKNOWN_SIZE = "/////";
    private static final int BEFORE_SIZE = 8;

    private EncodedArchive() {}

    /** @param end of the characters that may belong to it */
    static boolean begins(TextWindow text, int start, int end) {
        for (String beginning : BEGINNINGS) {
            if (text.at(start) == beginning.charAt(0) && text.startsWith(beginning, start)) {
                return true;
            }
        }
        return text.startsWith(SEQUENCE, start) && text.startsWith(VERSION_3, start + BEFORE_VERSION)
                || text.startsWith(BZIP2, start) && text.startsWith(BLOCK, start + BEFORE_BLOCK)
                || text.startsWith(LZMA, start) && text.startsWith(UNKNOWN_SIZE, start + BEFORE_SIZE)
                || end - start >= TAR_HEADER && tar(text, start, end);
    }

    private static boolean tar(TextWindow text, int start, int end) {
        int count = 0;
        for (int at = start; at < end; at++) {
            if (text.startsWith(BREAK, at)) {
                at++;
            } else if (Characters.base64(text.at(at)) && count++ == BEFORE_STAR) {
                return text.startsWith(STAR, at);
            }
        }
        return false;
    }
}
