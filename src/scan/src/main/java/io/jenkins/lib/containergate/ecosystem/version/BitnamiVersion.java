package io.jenkins.lib.containergate.ecosystem.version;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Bitnami component: three numbers of its project, then the revision of the package. It is written like a
 * semantic version before its release, and ordered after it.
 *
 * @see <a href="https://github.com/bitnami/go-version">Bitnami's order of versions</a>
 */
public record BitnamiVersion(List<String> numbers, List<String> revision) implements Version {
    private static final String NUMBER = "(0|[1-9][0-9]*+)";
    private static final Pattern SHAPE = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?(?:\\+[0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)?");

    static Optional<BitnamiVersion> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String revision = matcher.group(4);
        return Optional.of(new BitnamiVersion(
                List.of(matcher.group(1), matcher.group(2), matcher.group(3)),
                revision == null ? List.of() : List.of(revision.split("\\."))));
    }

    /**
     * The version of the project. Advisories that say {@code last_affected: 1.13.2} mean every revision of it, although
     * each comes after it in the order.
     */
    public static String withoutRevision(String version) {
        int hyphen = version.indexOf('-');
        return hyphen < 0 ? version : version.substring(0, hyphen);
    }

    @Override
    public int compareTo(Version version) {
        BitnamiVersion other = (BitnamiVersion) version;
        for (int i = 0; i < numbers.size(); i++) {
            int difference = Digits.compare(numbers.get(i), other.numbers.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return SemanticVersion.compareIdentifiers(revision, other.revision);
    }
}
