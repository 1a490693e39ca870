package io.jenkins.lib.containergate.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Instants as {@link Instant#parse} reads them. The usual form, {@code 2026-01-31T12:00:00Z}, is read without the formatters of
 * Java, which take longer to make in a new process than a signature takes to be verified.
 */
public final class InstantText {
    private static final String USUAL = "dddd-dd-ddTdd:dd:ddZ";

    private InstantText() {}

    /** @throws DateTimeParseException when the text is no instant */
    public static Instant parse(String text) {
        if (usual(text)) {
            try {
                return LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 7),
                                number(text, 8, 10),
                                number(text, 11, 13),
                                number(text, 14, 16),
                                number(text, 17, 19))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // a leap second, the end of a day, or no date at all
                return Instant.parse(text);
            }
        }
        return Instant.parse(text);
    }

    private static boolean usual(String text) {
        boolean usual = text.length() == USUAL.length();
        for (int i = 0; usual && i < USUAL.length(); i++) {
            char expected = USUAL.charAt(i);
            char found = text.charAt(i);
            usual = expected == 'd' ? found >= '0' && found <= '9' : found == expected;
        }
        return usual;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
