package io.jenkins.lib.containergate.bounds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a log of any size. A line that is too long is passed over and not held in memory: it is for the reader to count. */
public final class LogLines {
    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * @param in buffered; stays open
     * @param longest bytes of a line
     */
    public LogLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Whether there is another line. */
    public boolean next() throws IOException {
        line.reset();
        int each = in.read();
        if (each < 0) {
            return false;
        }
        while (each >= 0 && each != '\n') {
            if (line.size() <= longest) {
                line.write(each);
            }
            each = in.read();
        }
        return true;
    }

    /** The line without its end, as UTF-8; empty when it is too long. */
    public Optional<String> text() {
        return line.size() > longest ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }
}
