package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /** Of Redis, and of Valkey since version 9. */
    private static final Pattern REDIS = Pattern.compile("(?s)(?:REDIS00|VALKEY0)[0-9].");

    private static final int REDIS_NAME = 9;

    private static final byte[] LUCENE = {0x3f, (byte) 0xd7, 0x6c, 0x17};
    /** Of Lucene's files those with documents as they were, alone or with all others of a segment, whoever's codec wrote them. */
    private static final Pattern LUCENE_DOCUMENTS = Pattern.compile("Stored[Ff]ields|Compound");

    private static final int LUCENE_NAME = 64;

    /** There is one in each repository. */
    private static final String MERCURIAL = ".hg/store/00changelog.i";

    /** The last bytes of a table of LevelDB, and of one of RocksDB. */
    private static final List<String> TABLES = List.of("57fb808b247547db", "f7cff485b741e288");

    private static final int TABLE_END = 8;

    private CompressedRecords() {}

    /** What the content that begins so is; a sentence part. */
    static Optional<String> kind(byte[] head, String path, FileContent content) throws IOException {
        if (path.endsWith(MERCURIAL)) {
            return Optional.of("the index of a repository of Mercurial, the revisions of which are compressed");
        }
        if (table(path, content)) {
            return Optional.of("a table of LevelDB or RocksDB, the blocks of which are compressed");
        }
        return kind(head).or(() -> redis(head)).or(() -> lucene(head));
    }

    private static Optional<String> redis(byte[] head) {
        return REDIS.matcher(latin(head, REDIS_NAME)).matches()
                ? Optional.of("a dump of Redis or Valkey, the longer values of which are compressed")
                : Optional.empty();
    }

    private static Optional<String> lucene(byte[] head) {
        boolean documents = begins(head, LUCENE)
                && LUCENE_DOCUMENTS.matcher(latin(head, LUCENE_NAME)).find();
        return documents ? Optional.of("documents of a Lucene index, which are compressed") : Optional.empty();
    }

    /** Its mark is at the end, so it is only looked for in files that are called like tables. */
    private static boolean table(String path, FileContent content) throws IOException {
        if (!path.endsWith(".ldb") && !path.endsWith(".sst") || content.size() < TABLE_END) {
            return false;
        }
        ByteBuffer end = ByteBuffer.allocate(TABLE_END);
        try (SeekableByteChannel channel = content.channel()) {
            channel.position(content.size() - TABLE_END);
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // reads on
            }
        }
        return TABLES.contains(HexFormat.of().formatHex(end.array()));
    }

    private static Optional<String> kind(byte[] head) {
        if (begins(head, POSTGRES) && head.length > POSTGRES_FORMAT && head[POSTGRES_FORMAT] == 1) {
            return Optional.of("a dump of PostgreSQL whose tables are compressed");
        }
        if (begins(head, JOURNAL) && head.length > JOURNAL_FLAGS && (head[JOURNAL_FLAGS] & JOURNAL_COMPRESSED) != 0) {
            return Optional.of("a journal of systemd whose longer entries are compressed");
        }
        return begins(head, FIREFOX) ? Optional.of("compressed settings of Firefox") : Optional.empty();
    }

    private static String latin(byte[] head, int length) {
        return new String(head, 0, Math.min(head.length, length), StandardCharsets.ISO_8859_1);
    }

    private static boolean begins(byte[] head, byte[] magic) {
        return head.length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }
}
