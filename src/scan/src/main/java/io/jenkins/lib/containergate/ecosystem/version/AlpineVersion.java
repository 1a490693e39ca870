package io.jenkins.lib.containergate.ecosystem.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code number{.number}[letter]{_suffix[number]}[~hash][-rN]}.
 *
 * <p>A commit hash says nothing about age and is left out of the order.
 *
 * @see <a href="https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd">apk-package(5)</a>
 */
record AlpineVersion(List<String> numbers, String letter, List<Suffix> suffixes, String revision) implements Version {
    private static final Pattern SHAPE = Pattern.compile("([0-9]++(?:\\.[0-9]++)*+)([a-z]?)"
            + "((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)[0-9]*+)*+)(?:~[0-9a-f]++)?(?:-r([0-9]*+))?");
    private static final Pattern SUFFIX = Pattern.compile("_([a-z]++)([0-9]*+)");
    private static final List<String> ORDER = List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");
    private static final Suffix NONE = new Suffix(ORDER.indexOf(""), "");

    /** @param rank position among the suffixes; those before the empty one are pre-releases */
    record Suffix(int rank, String number) {
        int order(Suffix other) {
            int byRank = Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : Digits.compare(number, other.number);
        }
    }

    static Optional<AlpineVersion> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Suffix> suffixes = new ArrayList<>();
        Matcher suffix = SUFFIX.matcher(matcher.group(3));
        while (suffix.find()) {
            suffixes.add(new Suffix(ORDER.indexOf(suffix.group(1)), suffix.group(2)));
        }
        return Optional.of(new AlpineVersion(
                List.of(matcher.group(1).split("\\.")),
                matcher.group(2),
                List.copyOf(suffixes),
                matcher.group(4) == null ? "" : matcher.group(4)));
    }

    @Override
    public int compareTo(Version version) {
        AlpineVersion other = (AlpineVersion) version;
        int difference = compareNumbers(other);
        if (difference == 0) {
            difference = Integer.signum(letter.compareTo(other.letter));
        }
        for (int i = 0; difference == 0 && i < Math.max(suffixes.size(), other.suffixes.size()); i++) {
            difference = suffix(i).order(other.suffix(i));
        }
        return difference != 0 ? difference : Digits.compare(revision, other.revision);
    }

    /** A version without revision stands for all its revisions. */
    @Override
    public int compareToNamed(Version named) {
        AlpineVersion other = (AlpineVersion) named;
        return other.revision.isEmpty()
                ? new AlpineVersion(numbers, letter, suffixes, "").compareTo(other)
                : compareTo(other);
    }

    private Suffix suffix(int i) {
        return i < suffixes.size() ? suffixes.get(i) : NONE;
    }

    private int compareNumbers(AlpineVersion other) {
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            String a = numbers.get(i);
            String b = other.numbers.get(i);
            boolean fraction = i > 0 && (a.charAt(0) == '0' || b.charAt(0) == '0');
            int difference = fraction ? Integer.signum(a.compareTo(b)) : Digits.compare(a, b);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }
}
