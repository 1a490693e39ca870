package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/** Streams that documents of some formats compress with zlib: contents of PDF, texts and profiles of PNG. */
final class DocumentStreams {
    private static final int LARGEST = 64 << 20;
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    /** Of the beginning of a stream, to tell what it is. */
    private static final int HEAD = 512;

    private static final int CHUNK_FRAME = 12;

    private final UnpackingBudget budget;

    DocumentStreams(UnpackingBudget budget) {
        this.budget = budget;
    }

    /** Takes what a stream unpacks to. */
    @FunctionalInterface
    interface Visitor {
        void stream(String name, FileContent unpacked) throws IOException, GateException, InterruptedException;
    }

    static boolean possible(byte[] head) {
        return starts(head, 0, PNG) || pdf(head);
    }

    /** Readers accept something before it. */
    private static boolean pdf(byte[] head) {
        for (int at = 0; at < head.length - PDF.length && at < HEAD; at++) {
            if (head[at] == '%' && starts(head, at, PDF)) {
                return true;
            }
        }
        return false;
    }

    void forEach(FileContent content, ScannedFile subject, ScannedFile.Place place, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        if (!subject.atMaxDepth(place)) {
            subject.open();
        }
        if (content.size() > LARGEST) {
            subject.unsearched(
                    place,
                    Unsearched.Reason.TOO_LARGE,
                    "its compressed streams are not searched, because it has more than " + LARGEST + " bytes");
            return;
        }
        byte[] bytes = content.bytes(LARGEST);
        if (starts(bytes, 0, PNG)) {
            png(bytes, subject, place, visitor);
        } else {
            pdf(bytes, subject, place, visitor);
        }
    }

    private void pdf(byte[] bytes, ScannedFile subject, ScannedFile.Place place, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        int count = 0;
        for (int at = 0; at < bytes.length - STREAM.length - 2; at++) {
            if (bytes[at] == 's' && starts(bytes, at, STREAM)) {
                int start = at + STREAM.length;
                while (start < bytes.length && (bytes[start] == ' ' || bytes[start] == '\t')) {
                    start++;
                }
                start += start < bytes.length && bytes[start] == '\r' ? 1 : 0;
                start += start < bytes.length && bytes[start] == '\n' ? 1 : 0;
                count++;
                unpack(bytes, start, "(stream " + count + ")", subject, place, visitor);
            }
        }
    }

    /** Chunks of a length, a type, content and a checksum. */
    private void png(byte[] bytes, ScannedFile subject, ScannedFile.Place place, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        int at = PNG.length;
        while (at <= bytes.length - CHUNK_FRAME) {
            long length = (bytes[at] & 0xffL) << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | bytes[at + 3] & 0xff;
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            int start = at + 8;
            int end = (int) Math.min(bytes.length, start + length);
            switch (type) {
                case "zTXt", "iCCP" ->
                    unpack(bytes, after(bytes, start, end, 1) + 1, "(" + type + ")", subject, place, visitor);
                case "iTXt" -> {
                    int flags = after(bytes, start, end, 1);
                    if (flags + 2 < end && bytes[flags] == 1) {
                        unpack(bytes, after(bytes, flags + 2, end, 2), "(iTXt)", subject, place, visitor);
                    }
                }
                default -> {
                    // picture, or text as it is
                }
            }
            at = length > bytes.length ? bytes.length : end + 4;
        }
    }

    /** The position behind so many zeros. */
    private static int after(byte[] bytes, int from, int end, int zeros) {
        int at = from;
        for (int left = zeros; left > 0 && at < end; at++) {
            left -= bytes[at] == 0 ? 1 : 0;
        }
        return at;
    }

    private void unpack(
            byte[] bytes, int start, String name, ScannedFile subject, ScannedFile.Place place, Visitor visitor)
            throws IOException, GateException, InterruptedException {
        subject.checkDeadline();
        if (start >= bytes.length || subject.exhausted()) {
            return;
        }
        byte[] head = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + HEAD));
        if (ArchiveFormat.of(head) != ArchiveFormat.ZLIB) {
            return;
        }
        if (subject.atMaxDepth(place)) {
            subject.tooDeep(place);
            return;
        }
        budget.entry();
        InputStream stored = new ByteArrayInputStream(bytes, start, bytes.length - start);
        try (InputStream in = budget.bound(new Tolerant(new InflaterInputStream(stored)), () -> bytes.length);
                SpooledContent unpacked = SpooledContent.of(in)) {
            visitor.stream(name, unpacked);
        }
    }

    /** Of a stream that is damaged, what comes before the damage. */
    private static final class Tolerant extends BulkInputStream.OnTop {
        Tolerant(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return super.read(target, offset, length);
            } catch (IOException e) {
                return -1; // zlib's: the bytes are in memory
            }
        }
    }

    private static boolean starts(byte[] bytes, int at, byte[] expected) {
        return bytes.length >= at + expected.length
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }
}
