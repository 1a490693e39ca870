package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.EightBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is found in a program. Its lines are counted afterwards, and only when something was found: they are of no use to
 * the search, and to count them in all programs of an image costs as much as to find the text in them.
 */
final class LateHits {
    private static final int BUFFER = 64 << 10;

    /** By rule and value, in the order of their places. */
    private final Map<String, Placed> hits = new LinkedHashMap<>();

    private record Placed(Hit hit, long position) {}

    /** Takes a hit with its line. */
    @FunctionalInterface
    interface Report {
        void found(Hit hit, int line);
    }

    /** @param position in the file; not before that of the hit added last, except where stretches overlap */
    void add(Hit hit, long position) {
        hits.putIfAbsent(hit.identity(), new Placed(hit, position));
    }

    int size() {
        return hits.size();
    }

    /** @param again the file from its beginning */
    void report(InputStream again, Report report) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long position = 0;
        int line = 1;
        for (Placed placed : hits.values()) {
            while (position < placed.position()) {
                int wanted = (int) Math.min(BUFFER, placed.position() - position);
                int read = again.readNBytes(buffer, 0, wanted);
                line += EightBytes.count(buffer, (byte) '\n', 0, read);
                position += read;
                if (read < wanted) {
                    break;
                }
            }
            report.found(placed.hit(), line);
        }
    }
}
