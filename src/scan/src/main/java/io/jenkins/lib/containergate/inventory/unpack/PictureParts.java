package io.jenkins.lib.containergate.inventory.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Pictures whose end is found by reading through their parts, each of which says how long it is, in time linear in the file. */
final class PictureParts {
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int GIF_SCREEN = 10;
    private static final int GIF_IMAGE = 8;
    private static final int PNG_SIGNATURE = 8;
    private static final int RIFF_HEADER = 12;
    private static final int PNG_END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
    /** Pictures in one file: a second view of it, a depth map. */
    private static final int MOST = 16;

    private final InputStream in;
    private long position;

    PictureParts(InputStream in) {
        this.in = in;
    }

    /** A length, a type of four letters, content and a checksum each. */
    List<Long> png() throws IOException {
        skip(PNG_SIGNATURE);
        List<Long> ends = new ArrayList<>();
        while (true) {
            long begin = position;
            long length = number(24, 16, 8, 0);
            long type = number(24, 16, 8, 0);
            if (!letters(type)) {
                ends.add(begin);
                return ends;
            }
            if (skip(length + Integer.BYTES) < length) {
                // more than there is: viewers show what came before
                ends.add(begin);
                ends.add(begin + 2 * Integer.BYTES);
                return ends;
            }
            if (type == PNG_END) {
                ends.add(position);
                return ends;
            }
        }
    }

    /** A type of four characters, a length and content each. */
    List<Long> riff() throws IOException {
        skip(RIFF_HEADER);
        while (true) {
            long begin = position;
            long type = number(24, 16, 8, 0);
            long length = number(0, 8, 16, 24);
            if (length < 0 || !printable(type)) {
                return List.of(begin);
            }
            if (skip(length + length % 2) < length) {
                return List.of(begin, begin + 2 * Integer.BYTES);
            }
        }
    }

    /** Segments with a length each; between them, after the beginning of a scan, data in which no marker but a restart is. */
    List<Long> jpeg() throws IOException {
        List<Long> ends = new ArrayList<>();
        skip(2);
        for (int i = 0; i < MOST; i++) {
            int marker = marker();
            while (marker >= 0 && marker != END) {
                if (marker != 1 && (marker < 0xd0 || marker > 0xd8)) {
                    int length = read() << 8 | read();
                    skip(Math.max(0, length - 2));
                }
                marker = marker == SCAN ? behindScan() : marker();
            }
            if (marker != END) {
                return ends;
            }
            ends.add(position);
            if (!another()) {
                return ends;
            }
        }
        return ends;
    }

    /** Whether one more picture begins here, perhaps after zeros. */
    private boolean another() throws IOException {
        int c = read();
        while (c == 0) {
            c = read();
        }
        return c == 0xff && read() == 0xd8;
    }

    private int marker() throws IOException {
        if (read() != 0xff) {
            return -1;
        }
        int marker = read();
        while (marker == 0xff) {
            marker = read();
        }
        return marker;
    }

    private int behindScan() throws IOException {
        for (int c = read(); c >= 0; c = read()) {
            while (c == 0xff) {
                c = read();
                if (c > 0 && c != 0xff && (c < 0xd0 || c > 0xd7)) {
                    return c;
                }
            }
        }
        return -1;
    }

    /** Blocks of which each says what it is; most end in an empty part. */
    List<Long> gif() throws IOException {
        skip(GIF_SCREEN);
        skip(colours(read()) + 2);
        for (int kind = read(); kind >= 0; kind = read()) {
            switch (kind) {
                case ';' -> {
                    return List.of(position);
                }
                case '!' -> skip(1);
                case ',' -> {
                    skip(GIF_IMAGE);
                    skip(colours(read()) + 1);
                }
                default -> {
                    return List.of(position - 1);
                }
            }
            for (int length = read(); length > 0; length = read()) {
                skip(length);
            }
        }
        return List.of();
    }

    /** Bytes of the table of colours that flags tell of. */
    private static int colours(int flags) {
        return flags > 0 && (flags & 0x80) != 0 ? 3 << (flags & 7) + 1 : 0;
    }

    /** Four bytes, the places of which in a number are given; -1 at the end. */
    private long number(int... shifts) throws IOException {
        long number = 0;
        for (int shift : shifts) {
            int c = read();
            if (c < 0) {
                return -1;
            }
            number |= (long) c << shift;
        }
        return number;
    }

    private static boolean letters(long type) {
        return each(type, c -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }

    private static boolean printable(long type) {
        return each(type, c -> c >= ' ' && c < 0x7f);
    }

    private static boolean each(long type, IntPredicate condition) {
        return type >= 0
                && IntStream.of(24, 16, 8, 0)
                        .map(shift -> (int) (type >> shift) & 0xff)
                        .allMatch(condition);
    }

    private int read() throws IOException {
        int read = in.read();
        position += read < 0 ? 0 : 1;
        return read;
    }

    private long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count) {
            long step = in.skip(count - skipped);
            if (step == 0 && in.read() < 0) {
                break;
            }
            skipped += step == 0 ? 1 : step;
        }
        position += skipped;
        return skipped;
    }
}
