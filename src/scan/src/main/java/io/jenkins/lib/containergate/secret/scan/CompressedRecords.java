package io.jenkins.lib.containergate.secret.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Files of programs whose records are compressed one by one, in formats that are not opened. */
final class CompressedRecords {
    private static final byte[] POSTGRES = "PGDMP\1".getBytes(StandardCharsets.ISO_8859_1);
    /** Of {@code pg_dump}: behind three bytes of a version and the sizes of numbers. */
    private static final int POSTGRES_FORMAT = 10;

    private static final byte[] JOURNAL = "LPKSHHRH".getBytes(StandardCharsets.ISO_8859_1);
    /** What a reader has to know: entries are compressed with xz, LZ4 or zstd. */
    private static final int JOURNAL_FLAGS = 12;

    private static final int JOURNAL_COMPRESSED = 1 | 2 | 8;

    private static final byte[] FIREFOX = "mozLz40\0".getBytes(StandardCharsets.ISO_8859_1);

    private CompressedRecords() {}

    /** What the content that begins so is; a sentence part. */
    static Optional<String> kind(byte[] head) {
        if (begins(head, POSTGRES) && head.length > POSTGRES_FORMAT && head[POSTGRES_FORMAT] == 1) {
            return Optional.of("a dump of PostgreSQL whose tables are compressed");
        }
        if (begins(head, JOURNAL) && head.length > JOURNAL_FLAGS && (head[JOURNAL_FLAGS] & JOURNAL_COMPRESSED) != 0) {
            return Optional.of("a journal of systemd whose longer entries are compressed");
        }
        return begins(head, FIREFOX) ? Optional.of("compressed settings of Firefox") : Optional.empty();
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
