package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks through content for places where an archive begins, in time linear in it. What lies in an archive is passed over. */
final class ArchiveBegins {
    /** Of one content; a script that unpacks itself has one or two. */
    private static final int MOST = 16;

    private static final int HEAD = 512;
    private static final int CHUNK = 64 << 10;
    /** Bytes of an archive that may be read as text: the name of the first entry of a tar. */
    private static final int TEXT = 128;

    private static final long UNKNOWN = ArchiveExtent.UNKNOWN;

    private static final Set<ArchiveFormat> KINDS = EnumSet.of(
            ArchiveFormat.ZIP,
            ArchiveFormat.GZIP,
            ArchiveFormat.ZSTD,
            ArchiveFormat.XZ,
            ArchiveFormat.BZIP2,
            ArchiveFormat.SEVEN_ZIP,
            ArchiveFormat.TAR,
            ArchiveFormat.CPIO,
            ArchiveFormat.AR,
            ArchiveFormat.RPM_PACKAGE,
            ArchiveFormat.FILE_SYSTEM,
            ArchiveFormat.UNKNOWN);

    private final FileContent content;
    private final SortedMap<Long, AppendedArchive.Place> found = new TreeMap<>();
    private boolean zip;
    private boolean more;

    ArchiveBegins(FileContent content) {
        this.content = content;
    }

    AppendedArchive.Places places() {
        return new AppendedArchive.Places(List.copyOf(found.values()), more);
    }

    boolean anyFrom(long position) {
        return !found.tailMap(position).isEmpty();
    }

    /** What kind begins at a place in some bytes that are a part of the content. */
    @FunctionalInterface
    private interface Look {
        /** @param before the byte before that place */
        ArchiveFormat at(byte[] bytes, int at, int filled, int before);
    }

    /** At the beginning of a line; and anywhere behind an archive that ends. */
    void behindLines() throws IOException {
        look(0, (bytes, at, filled, before) -> before == '\n' ? kind(bytes, at, filled) : ArchiveFormat.NONE);
    }

    /** At any byte: only of kinds that do not begin so by chance. */
    void anywhere(long from) throws IOException {
        look(from, ArchiveBegins::anywhere);
    }

    private static ArchiveFormat anywhere(byte[] bytes, int at, int filled, int before) {
        return ArchiveFormat.anywhere(bytes, at, end(at, filled));
    }

    /** Where the text ends that the content begins with: before its first control character. */
    void behindText() throws IOException {
        byte[] bytes = new byte[CHUNK + TEXT + HEAD];
        long begin = 0;
        try (InputStream in = content.open()) {
            int filled = in.readNBytes(bytes, 0, bytes.length);
            int end = textEnd(bytes, 0, filled);
            while (end == filled && filled == bytes.length) {
                int kept = TEXT + HEAD;
                System.arraycopy(bytes, filled - kept, bytes, 0, kept);
                begin += filled - kept;
                filled = kept + in.readNBytes(bytes, kept, bytes.length - kept);
                end = textEnd(bytes, kept, filled);
            }
            if (end + HEAD > filled && filled == bytes.length) {
                int kept = Math.min(filled, filled - end + TEXT);
                System.arraycopy(bytes, filled - kept, bytes, 0, kept);
                begin += filled - kept;
                end -= filled - kept;
                filled = kept + in.readNBytes(bytes, kept, bytes.length - kept);
            }
            for (int at = Math.max(1, end - TEXT); end < filled && at <= end; at++) {
                if (ArchiveFormat.anywhere(bytes, at, end(at, filled)) != ArchiveFormat.NONE) {
                    add(begin + at, content.size());
                }
            }
        }
    }

    private static int textEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] < 0 || bytes[at] >= ' ' || bytes[at] >= 7 && bytes[at] <= '\r')) {
            at++;
        }
        return at;
    }

    /** After zeros that fill up what ends at a place. */
    void behindZeros(long end) throws IOException {
        if (end <= 0 || end >= content.size()) {
            return;
        }
        byte[] bytes = new byte[CHUNK + HEAD];
        try (InputStream in = content.open()) {
            in.skipNBytes(end);
            long begin = end;
            int filled = in.readNBytes(bytes, 0, bytes.length);
            int at = notZero(bytes, filled);
            while (at == filled && filled > 0) {
                begin += filled;
                filled = in.readNBytes(bytes, 0, bytes.length);
                at = notZero(bytes, filled);
            }
            if (at + HEAD > filled) {
                System.arraycopy(bytes, at, bytes, 0, filled - at);
                begin += at;
                filled = filled - at + in.readNBytes(bytes, filled - at, HEAD);
                at = 0;
            }
            ArchiveFormat format = kind(bytes, at, filled);
            if (format != ArchiveFormat.NONE || ArchiveFormat.of(bytes, at, end(at, filled)) == ArchiveFormat.ZLIB) {
                add(begin + at, content.size());
            }
        }
    }

    private static int notZero(byte[] bytes, int filled) {
        int at = 0;
        while (at < filled && bytes[at] == 0) {
            at++;
        }
        return at;
    }

    private void look(long from, Look look) throws IOException {
        byte[] bytes = new byte[CHUNK + HEAD];
        Look current = look;
        long next = from;
        while (next < content.size() && !more) {
            long begin = next;
            try (InputStream in = content.open()) {
                in.skipNBytes(begin);
                next = content.size();
                int before = 0;
                int filled = in.readNBytes(bytes, 0, bytes.length);
                while (filled > 0) {
                    int safe = filled < bytes.length ? filled : CHUNK;
                    int at = first(bytes, safe, filled, before, current);
                    if (at < safe) {
                        long end = found(begin + at, kind(bytes, at, filled));
                        next = end == UNKNOWN ? begin + at + 1 : end;
                        current = end == UNKNOWN ? current : ArchiveBegins::anywhere;
                        break;
                    }
                    before = bytes[safe - 1];
                    begin += safe;
                    System.arraycopy(bytes, safe, bytes, 0, filled - safe);
                    filled = filled - safe + in.readNBytes(bytes, filled - safe, bytes.length - (filled - safe));
                }
            }
        }
    }

    private int first(byte[] bytes, int safe, int filled, int before, Look look) {
        int last = before;
        for (int at = 0; at < safe; at++) {
            ArchiveFormat format = look.at(bytes, at, filled, last);
            // where an entry of a zip begins others of it do; that it is no whole archive makes the file undecided once
            if (format != ArchiveFormat.NONE && !(format == ArchiveFormat.ZIP && zip)) {
                return at;
            }
            last = bytes[at];
        }
        return safe;
    }

    /** @return where it ends */
    private long found(long begin, ArchiveFormat format) throws IOException {
        long end = ArchiveExtent.end(format, content, begin);
        add(begin, end == UNKNOWN ? content.size() : end);
        zip |= format == ArchiveFormat.ZIP;
        return end;
    }

    private void add(long begin, long end) throws IOException {
        if (DirectoryHeaders.fill(content, begin)) {
            return;
        }
        more |= found.size() == MOST && !found.containsKey(begin);
        if (!more) {
            found.put(begin, new AppendedArchive.Place(begin, end));
        }
    }

    private static ArchiveFormat kind(byte[] bytes, int at, int filled) {
        ArchiveFormat format = ArchiveFormat.of(bytes, at, end(at, filled));
        return KINDS.contains(format) ? format : ArchiveFormat.NONE;
    }

    private static int end(int at, int filled) {
        return Math.min(filled, at + HEAD);
    }
}
