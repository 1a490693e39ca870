package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.EightBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches a stream in overlapping buffers, so that neither a long file nor a long line needs memory: whatever lies
 * within {@link Detector#REACH} of its keyword is seen whole.
 */
final class TextSearch {
    private static final int CHUNK = 256 << 10;
    private static final int BUFFER = Detector.REACH + CHUNK + Detector.REACH;
    private static final int PROBE = 4096;
    private static final int WIDE_PROBE = 64;
    private static final int SHORTEST_WIDE = 16;

    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final byte[] buffer = new byte[BUFFER];

    TextSearch(SecretCatalogue catalogue, ScanOptions options) {
        this.catalogue = catalogue;
        this.options = options;
    }

    void search(FileContent content, Subject subject, Subject.Place place)
            throws IOException, GateException, InterruptedException {
        LateHits late = new LateHits();
        try (InputStream in = content.open()) {
            search(in, subject, place, late);
        }
        if (late.size() > 0) {
            try (InputStream again = content.open()) {
                late.report(again, (hit, line) -> report(hit, line, subject, place));
            }
        }
    }

    private void search(InputStream in, Subject subject, Subject.Place place, LateHits late)
            throws IOException, GateException, InterruptedException {
        int filled = in.readNBytes(buffer, 0, PROBE);
        boolean wide = wide(filled);
        InputStream text = wide ? new NarrowingStream(in) : in;
        if (wide) {
            filled = NarrowingStream.narrow(buffer, filled);
        }
        boolean binary = !wide && binary(filled);
        Subject.Place seen = binary ? new Subject.Place(place.path(), FileKind.PROSE, place.archiveDepth()) : place;
        BufferSearch search = new BufferSearch(
                catalogue, options, subject, seen, subject.limits().maxDecodeDepth());
        int searched = 0;
        int line = 1;
        long begin = 0;
        while (!subject.exhausted() && late.size() <= subject.limits().maxFindingsPerFile()) {
            int read = text.readNBytes(buffer, filled, BUFFER - filled);
            subject.contentRead(read);
            filled += read;
            boolean ended = filled < BUFFER;
            int safe = ended ? filled : filled - Detector.REACH;
            List<Hit> hits = new ArrayList<>();
            search.search(new BufferSearch.Stretch(buffer, filled, searched, safe), binary, hits);
            List<Hit> strongest = hits.isEmpty() ? hits : Hit.strongest(hits);
            if (binary) {
                for (Hit hit : strongest) {
                    late.add(hit, begin + hit.start());
                }
            } else {
                report(strongest, line, subject, place);
            }
            if (ended) {
                return;
            }
            int dropped = safe - Detector.REACH;
            begin += dropped;
            line += binary ? 0 : lines(0, dropped);
            System.arraycopy(buffer, dropped, buffer, 0, filled - dropped);
            filled -= dropped;
            searched = Detector.REACH;
        }
    }

    private void report(List<Hit> hits, int firstLine, Subject subject, Subject.Place place) {
        int line = firstLine;
        int counted = 0;
        for (Hit hit : hits) {
            line += lines(counted, hit.start());
            counted = Math.max(counted, hit.start());
            report(hit, line, subject, place);
        }
    }

    private static void report(Hit hit, int line, Subject subject, Subject.Place place) {
        subject.found(
                new FoundSecret(
                        hit.rule(),
                        hit.title(),
                        hit.severity(),
                        place.path(),
                        line,
                        hit.sample(),
                        hit.note(),
                        hit.through(),
                        hit.fingerprint()),
                hit.identity());
    }

    private int lines(int from, int to) {
        return EightBytes.count(buffer, (byte) '\n', from, to);
    }

    /** UTF-16 by its byte order mark, or by a zero in every other byte of readable text. */
    private boolean wide(int filled) {
        int first = filled > 1 ? buffer[0] & 0xff : 0;
        int second = filled > 1 ? buffer[1] & 0xff : 0;
        return first == 0xff && second == 0xfe
                || first == 0xfe && second == 0xff
                || everyOtherZero(filled, 0)
                || everyOtherZero(filled, 1);
    }

    /** @param parity of the positions that hold the zeros */
    private boolean everyOtherZero(int filled, int parity) {
        int length = Math.min(filled, WIDE_PROBE);
        for (int i = 0; i < length; i++) {
            int c = buffer[i] & 0xff;
            boolean text = Characters.printable(c) || Characters.lineBreak(c) || c == '\t';
            if (i % 2 == parity ? c != 0 : !text) {
                return false;
            }
        }
        return length >= SHORTEST_WIDE;
    }

    private boolean binary(int filled) {
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
