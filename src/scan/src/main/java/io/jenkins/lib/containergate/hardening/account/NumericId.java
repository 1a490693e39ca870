package io.jenkins.lib.containergate.hardening.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as runtimes parse user and group ids: optional sign, ASCII digits, leading zeros allowed ({@code 00} and
 * {@code +0} are zero).
 *
 * @param value the number, brought into the range of a long
 */
public record NumericId(long value) {
    private static final Pattern SHAPE = Pattern.compile("[+-]?[0-9]+");
    private static final long LARGEST = Integer.MAX_VALUE;

    /** Empty when the text is no number. */
    public static Optional<NumericId> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NumericId(Long.parseLong(text)));
        } catch (NumberFormatException beyondLong) {
            return Optional.of(new NumericId(text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE));
        }
    }

    /**
     * Whether a runtime can take this as a user or group id. Beyond 2147483647 some refuse it and some let it wrap around,
     * 4294967296 to root (CVE-2024-40635).
     */
    public boolean inRange() {
        return value >= 0 && value <= LARGEST;
    }

    /** Safe to run as: not root, and nothing a runtime may turn into root. */
    public boolean unprivileged() {
        return value > 0 && inRange();
    }
}
