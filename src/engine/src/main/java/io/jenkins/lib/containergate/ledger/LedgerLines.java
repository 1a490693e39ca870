package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines within a bound, one after the other. */
final class LedgerLines {
    /** What a line has beyond is left out, so that it is damaged. */
    static final int MAX_LINE = 1 << 20;

    private LedgerLines() {}

    interface LineReader {
        /** @param bytes that it has in the file, with its line break */
        void read(byte[] line, long bytes) throws GateException, IOException;
    }

    /** @param torn whether a last line without an end is left out */
    static void read(InputStream in, boolean torn, LineReader reader) throws GateException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long bytes = 0;
        int next = in.read();
        while (next >= 0) {
            bytes++;
            if (next == '\n') {
                reader.read(line.toByteArray(), bytes);
                line.reset();
                bytes = 0;
            } else if (line.size() < MAX_LINE) {
                line.write(next);
            }
            next = in.read();
        }
        if (!torn && line.size() > 0) {
            reader.read(line.toByteArray(), bytes);
        }
    }
}
