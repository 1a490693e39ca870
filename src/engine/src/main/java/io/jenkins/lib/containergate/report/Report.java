package io.jenkins.lib.containergate.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One rendering of a verdict, for people or for another tool. Implementations are stateless: the same input gives the
 * same bytes, in UTF-8 with {@code \n}, whatever the locale, time zone and operating system.
 */
public interface Report {
    /** Name of its file in the output directory, such as {@code verdict.json}. */
    String fileName();

    /** Whether there is anything to write: a bill of materials needs an inventory. */
    default boolean appliesTo(ReportInput input) {
        return true;
    }

    /** Writes the whole document; does not close {@code out}. */
    void write(ReportInput input, OutputStream out) throws IOException;
}
