package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that an option or an argument names: read whole within a bound, or written. */
public final class SmallFile {
    private SmallFile() {}

    /** @throws UsageException when it is not there or larger than {@code maxBytes}; never shows its content */
    public static byte[] bytes(Path file, String option, int maxBytes) throws UsageException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new UsageException(
                        file + " is larger than " + maxBytes + " bytes", "check the path given with " + option);
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageException(
                    file + " cannot be read: " + FileProblem.of(e), "check the path given with " + option);
        }
    }

    /**
     * The same as text in UTF-8.
     *
     * @throws UsageException as {@link #bytes} does
     */
    public static String text(Path file, String option, int maxBytes) throws UsageException {
        return new String(bytes(file, option, maxBytes), StandardCharsets.UTF_8);
    }

    /** Writes what an option has written there. */
    public static void write(Path file, String option, byte[] content) throws UsageException {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UsageException(
                    "cannot write " + file + ": " + FileProblem.of(e), "choose another file for " + option);
        }
    }
}
