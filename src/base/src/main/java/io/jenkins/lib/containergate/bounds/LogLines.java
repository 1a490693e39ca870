package io.jenkins.lib.containergate.bounds;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a log of any size. A line that is too long is passed over and not held in memory: it is for the reader to count. */
public final class LogLines {
    private static final int CHECK_EVERY = 1_000;

    private LogLines() {}

    /** Takes one line. */
    @FunctionalInterface
    public interface Each {
        /**
         * @param number of the line, from 1
         * @param text without its end, as UTF-8; empty when it is too long
         */
        void line(long number, Optional<String> text) throws GateException;
    }

    /**
     * Blank lines are left out.
     *
     * @param in buffered; stays open
     * @param longest bytes of a line
     * @param stage what is being done, as in "reading flow logs"
     */
    public static void read(InputStream in, int longest, Deadline deadline, String stage, Each each)
            throws IOException, GateException, InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.reset();
            while (next >= 0 && next != '\n') {
                if (line.size() <= longest) {
                    line.write(next);
                }
                next = in.read();
            }
            if (++number % CHECK_EVERY == 0) {
                deadline.check(stage);
            }
            Optional<String> text =
                    line.size() > longest ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
            if (!text.filter(String::isBlank).isPresent()) {
                each.line(number, text);
            }
        }
    }
}
