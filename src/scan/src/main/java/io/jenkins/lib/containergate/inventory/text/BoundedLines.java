package io.jenkins.lib.containergate.inventory.text;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a hostile text file, bounded in total bytes and in bytes per line. Decodes UTF-8, malformed bytes replaced;
 * line ends are LF or CR LF and not part of the line.
 */
public final class BoundedLines {
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final String input;
    private final long maxBytes;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;
    private long total;
    private boolean complete = true;

    /** @param input what is read, for messages */
    public BoundedLines(InputStream in, String input, long maxBytes) {
        this.in = in;
        this.input = input;
        this.maxBytes = maxBytes;
    }

    /** The next line; empty at the end of the file. */
    public Optional<String> next() throws IOException, LimitExceededException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            if (position == limit && !fill()) {
                if (line.size() == 0) {
                    return Optional.empty();
                }
                complete = false;
                return Optional.of(decode(line));
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > MAX_LINE_BYTES) {
                throw new LimitExceededException("a line of " + input, "maxLineBytes", MAX_LINE_BYTES);
            }
            if (position < limit) {
                position++;
                return Optional.of(decode(line));
            }
        }
    }

    /** Whether the last line ended with a line feed; only known after the end of the file. */
    public boolean complete() {
        return complete;
    }

    private boolean fill() throws IOException, LimitExceededException {
        int read = in.readNBytes(buffer, 0, buffer.length);
        if (read == 0) {
            return false;
        }
        total += read;
        if (total > maxBytes) {
            throw new LimitExceededException(input, "maxBytes", maxBytes);
        }
        position = 0;
        limit = read;
        return true;
    }

    private static String decode(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
