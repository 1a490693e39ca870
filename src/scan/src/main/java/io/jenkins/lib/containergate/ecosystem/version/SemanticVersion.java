package io.jenkins.lib.containergate.ecosystem.version;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version, read as leniently as npm does: a leading {@code v} or {@code =}, fewer or more than three numbers
 * (missing ones are 0), a pre-release without its hyphen.
 *
 * @param preRelease its dot-separated identifiers; empty for a release
 * @param build compared only where the ecosystem orders it
 * @see <a href="https://semver.org/spec/v2.0.0.html#spec-item-11">Semantic Versioning 2.0.0, precedence</a>
 */
record SemanticVersion(List<String> numbers, List<String> preRelease, List<String> build) implements Version {
    private static final Pattern SHAPE =
            Pattern.compile("[v=]*+([0-9]++(?:\\.[0-9]++)*+)(?:-?([A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)*+))?"
                    + "(?:\\+([A-Za-z0-9.-]++))?");

    enum Dialect {
        SEMVER,
        /** Compares pre-releases without regard to case. */
        NUGET,
        /** Orders build metadata. */
        PUB
    }

    static Optional<SemanticVersion> parse(String text, Dialect dialect) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> pre = identifiers(matcher.group(2));
        if (dialect == Dialect.NUGET) {
            pre = pre.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
        }
        List<String> build = dialect == Dialect.PUB ? identifiers(matcher.group(3)) : List.of();
        return Optional.of(new SemanticVersion(List.of(matcher.group(1).split("\\.")), pre, build));
    }

    private static List<String> identifiers(@org.jspecify.annotations.Nullable String joined) {
        return joined == null ? List.of() : List.of(joined.split("\\."));
    }

    @Override
    public int compareTo(Version version) {
        SemanticVersion other = (SemanticVersion) version;
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int difference = Digits.compare(number(i), other.number(i));
            if (difference != 0) {
                return difference;
            }
        }
        if (preRelease.isEmpty() != other.preRelease.isEmpty()) {
            return preRelease.isEmpty() ? 1 : -1;
        }
        int byPreRelease = compareIdentifiers(preRelease, other.preRelease);
        return byPreRelease != 0 ? byPreRelease : compareIdentifiers(build, other.build);
    }

    private String number(int i) {
        return i < numbers.size() ? numbers.get(i) : "";
    }

    static int compareIdentifiers(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            String x = a.get(i);
            String y = b.get(i);
            boolean number = Digits.areAll(x);
            int difference;
            if (number != Digits.areAll(y)) {
                difference = number ? -1 : 1;
            } else {
                difference = number ? Digits.compare(x, y) : Integer.signum(x.compareTo(y));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
