package io.jenkins.lib.containergate.ecosystem.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code [epoch:]version[-release]} in the order of {@code rpmvercmp}.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning">RPM manual,
 *     versioning</a>
 */
record RpmVersion(String epoch, String version, String release) implements Version {
    private static final Pattern SHAPE =
            Pattern.compile("(?:([0-9]{1,10}|\\(none\\)):)?([^\\s:-][^\\s:]*)", Pattern.DOTALL);

    static Optional<RpmVersion> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String epoch = matcher.group(1) == null || matcher.group(1).startsWith("(") ? "" : matcher.group(1);
        String rest = matcher.group(2);
        int dash = rest.lastIndexOf('-');
        return Optional.of(
                dash < 0
                        ? new RpmVersion(epoch, rest, "")
                        : new RpmVersion(epoch, rest.substring(0, dash), rest.substring(dash + 1)));
    }

    @Override
    public int compareTo(Version version) {
        RpmVersion other = (RpmVersion) version;
        int byEpoch = Digits.compare(epoch, other.epoch);
        if (byEpoch != 0) {
            return byEpoch;
        }
        int byVersion = compareParts(this.version, other.version);
        return byVersion != 0 ? byVersion : compareParts(release, other.release);
    }

    /** As in dependencies, a version without release stands for all its releases. */
    @Override
    public int compareToNamed(Version named) {
        RpmVersion other = (RpmVersion) named;
        return other.release.isEmpty() ? new RpmVersion(epoch, version, "").compareTo(other) : compareTo(other);
    }

    /**
     * Runs of digits and of letters, separators ignored: {@code ~} sorts before the end, {@code ^} right after it, a
     * number after letters.
     */
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skipSeparators(a, i);
            j = skipSeparators(b, j);
            char c = at(a, i);
            char d = at(b, j);
            if (c == '~' || d == '~' || c == '^' || d == '^') {
                if (c != d) {
                    return Integer.compare(rank(c), rank(d));
                }
                i++;
                j++;
                continue;
            }
            if (c == 0 || d == 0) {
                return Integer.compare(c == 0 ? 0 : 1, d == 0 ? 0 : 1);
            }
            boolean number = Digits.isDigit(c);
            if (number != Digits.isDigit(d)) {
                return number ? 1 : -1;
            }
            int endA = number ? Digits.end(a, i) : lettersEnd(a, i);
            int endB = number ? Digits.end(b, j) : lettersEnd(b, j);
            String x = a.substring(i, endA);
            String y = b.substring(j, endB);
            int difference = number ? Digits.compare(x, y) : Integer.signum(x.compareTo(y));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
    }

    private static int rank(char c) {
        return switch (c) {
            case '~' -> 0;
            case 0 -> 1;
            case '^' -> 2;
            default -> 3;
        };
    }

    private static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static int skipSeparators(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isLetter(c) || Digits.isDigit(c) || c == '~' || c == '^') {
                break;
            }
            i++;
        }
        return i;
    }

    private static int lettersEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isLetter(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
