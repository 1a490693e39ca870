package io.jenkins.lib.containergate.ecosystem.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Python version, normalised. Versions older than PEP 440 (anything goes) are not versions here.
 *
 * @param release without trailing zeros
 * @param preKind {@code a}, {@code b}, {@code rc}, or empty
 * @param post absent or the number
 * @param local segments of the local version label
 * @see <a href="https://packaging.python.org/en/latest/specifications/version-specifiers/">Version specifiers (PEP
 *     440)</a>
 */
record PythonVersion(
        String epoch,
        List<String> release,
        String preKind,
        String preNumber,
        Optional<String> post,
        Optional<String> dev,
        List<String> local)
        implements Version {
    private static final String SEPARATOR = "[-_.]?";
    private static final Pattern SHAPE = Pattern.compile("v?(?:([0-9]++)!)?([0-9]++(?:\\.[0-9]++)*+)"
            + "(?:" + SEPARATOR + "(alpha|beta|preview|pre|rc|a|b|c)" + SEPARATOR + "([0-9]*+))?"
            + "(?:-([0-9]++)|" + SEPARATOR + "(post|rev|r)" + SEPARATOR + "([0-9]*+))?"
            + "(?:" + SEPARATOR + "(dev)" + SEPARATOR + "([0-9]*+))?"
            + "(?:\\+([a-z0-9]++(?:[-_.][a-z0-9]++)*+))?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]++");
    private static final Pattern LOCAL_SEPARATOR = Pattern.compile("[-_.]");

    static Optional<PythonVersion> parse(String text) {
        Matcher m = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            return Optional.empty();
        }
        String local = m.group(10);
        return Optional.of(new PythonVersion(
                orEmpty(m.group(1)),
                withoutTrailingZeros(m.group(2).split("\\.")),
                preKind(m.group(3)),
                orEmpty(m.group(4)),
                m.group(5) != null ? Optional.of(m.group(5)) : numbered(m.group(6), m.group(7)),
                numbered(m.group(8), m.group(9)),
                local == null ? List.of() : List.of(LOCAL_SEPARATOR.split(local))));
    }

    private static String orEmpty(@Nullable String group) {
        return group == null ? "" : group;
    }

    private static Optional<String> numbered(@Nullable String keyword, @Nullable String number) {
        return keyword == null ? Optional.empty() : Optional.of(orEmpty(number));
    }

    private static String preKind(@Nullable String written) {
        return switch (orEmpty(written)) {
            case "" -> "";
            case "a", "alpha" -> "a";
            case "b", "beta" -> "b";
            default -> "rc";
        };
    }

    private static List<String> withoutTrailingZeros(String... numbers) {
        List<String> release = new ArrayList<>(List.of(numbers));
        while (release.size() > 1 && Digits.isZero(release.get(release.size() - 1))) {
            release.remove(release.size() - 1);
        }
        return List.copyOf(release);
    }

    @Override
    public int compareTo(Version version) {
        PythonVersion other = (PythonVersion) version;
        int difference = Digits.compare(epoch, other.epoch);
        for (int i = 0; difference == 0 && i < Math.max(release.size(), other.release.size()); i++) {
            difference = Digits.compare(number(i), other.number(i));
        }
        if (difference == 0) {
            difference = Integer.compare(preRank(), other.preRank());
        }
        if (difference == 0) {
            difference = Digits.compare(preNumber, other.preNumber);
        }
        if (difference == 0) {
            difference = compareNumbered(post, other.post, -1);
        }
        if (difference == 0) {
            difference = compareNumbered(dev, other.dev, 1);
        }
        return difference != 0 ? difference : compareLocal(local, other.local);
    }

    @Override
    public int compareToNamed(Version named) {
        return ((PythonVersion) named).local.isEmpty() ? withoutLocal().compareTo(named) : compareTo(named);
    }

    /** Of two local labels only those that differ in their numbers are of one builder: {@code cu117}, {@code cu118}. */
    @Override
    public boolean unrelatedTo(Version named) {
        PythonVersion other = (PythonVersion) named;
        return !local.isEmpty()
                && !other.local.isEmpty()
                && !builder().equals(other.builder())
                && withoutLocal().compareTo(other.withoutLocal()) == 0;
    }

    @Override
    public boolean isBuild() {
        return !local.isEmpty();
    }

    private PythonVersion withoutLocal() {
        return new PythonVersion(epoch, release, preKind, preNumber, post, dev, List.of());
    }

    private String builder() {
        return DIGITS.matcher(String.join(".", local)).replaceAll("0");
    }

    private String number(int i) {
        return i < release.size() ? release.get(i) : "";
    }

    /** {@code 1.dev1 < 1a1 < 1b1 < 1rc1 < 1}: a development release of a final version comes before its pre-releases. */
    private int preRank() {
        return switch (preKind) {
            case "a" -> 1;
            case "b" -> 2;
            case "rc" -> 3;
            default -> dev.isPresent() && post.isEmpty() ? 0 : 4;
        };
    }

    /** @param absent where an absent part stands: before (-1) or after (1) every number */
    private static int compareNumbered(Optional<String> a, Optional<String> b, int absent) {
        if (a.isPresent() && b.isPresent()) {
            return Digits.compare(a.get(), b.get());
        }
        if (a.isEmpty() && b.isEmpty()) {
            return 0;
        }
        return a.isEmpty() ? absent : -absent;
    }

    private static int compareLocal(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            String x = a.get(i);
            String y = b.get(i);
            boolean number = Digits.areAll(x);
            int difference;
            if (number != Digits.areAll(y)) {
                difference = number ? 1 : -1;
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
