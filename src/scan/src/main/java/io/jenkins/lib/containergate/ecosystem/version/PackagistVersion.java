package io.jenkins.lib.containergate.ecosystem.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Composer version: its leading numbers padded to four, then parts in the order {@code dev < alpha < beta < RC < a
 * release < a number < patch}.
 *
 * @see <a href="https://getcomposer.org/doc/articles/versions.md">Composer, versions</a>
 * @see <a href="https://www.php.net/manual/en/function.version-compare.php">PHP, version_compare</a>
 */
record PackagistVersion(List<String> parts) implements Version {
    /** Build metadata after the plus sign is not compared. */
    private static final Pattern SHAPE = Pattern.compile("[vV]?([0-9][0-9A-Za-z._-]*+)(?:\\+[0-9A-Za-z._+-]*+)?");

    /** The head of a branch: which releases it follows, nobody can tell. */
    private static final Pattern BRANCH = Pattern.compile("(?i).*[.-][x*](?:[.-].*)?");

    private static final Pattern PART = Pattern.compile("[0-9]++|[A-Za-z]++");
    private static final int NUMBERS = 4;
    private static final int END = 5;
    private static final int NUMBER = 6;

    static Optional<PackagistVersion> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches() || BRANCH.matcher(shape.group(1)).matches()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(shape.group(1));
        boolean leading = true;
        while (part.find()) {
            if (leading && !Digits.areAll(part.group())) {
                leading = false;
                pad(parts);
            }
            if (!part.group().equalsIgnoreCase("stable")) {
                parts.add(part.group().toLowerCase(Locale.ROOT));
            }
        }
        if (leading) {
            pad(parts);
        }
        return Optional.of(new PackagistVersion(List.copyOf(parts)));
    }

    private static void pad(List<String> numbers) {
        while (numbers.size() < NUMBERS) {
            numbers.add("0");
        }
    }

    @Override
    public int compareTo(Version version) {
        PackagistVersion other = (PackagistVersion) version;
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int rank = rank(i);
            int difference = Integer.compare(rank, other.rank(i));
            if (difference == 0 && rank == NUMBER) {
                difference = Digits.compare(parts.get(i), other.parts.get(i));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int rank(int i) {
        if (i >= parts.size()) {
            return END;
        }
        String part = parts.get(i);
        if (Digits.isDigit(part.charAt(0))) {
            return NUMBER;
        }
        return switch (part) {
            case "dev" -> 1;
            case "a", "alpha" -> 2;
            case "b", "beta" -> 3;
            case "rc" -> 4;
            case "p", "pl", "patch" -> NUMBER + 1;
            default -> 0;
        };
    }
}
