package io.jenkins.lib.containergate.ecosystem;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Streams of a distribution whose packages may be installed into a release: products on top of it, support that is
 * bought. Which of them a package came from, only marks in its version tell: {@code .rhaos4.14.el8}, {@code .el9ost},
 * {@code .fips.2}.
 *
 * @param names what follows the ecosystem's name and a colon
 * @param certain a version with the same marks is of the stream; otherwise it may be
 */
public record OtherStreams(Pattern names, boolean certain) {
    private static final Pattern MARK = Pattern.compile("fips|rhaos|el[0-9]++[a-z]*+");

    boolean include(String stream) {
        return names.matcher(stream).matches();
    }

    /** It is a build of a stream that others in the same release do not share. */
    public static boolean isMarked(String version, String mark) {
        return marks(version).contains(mark);
    }

    /** What in a version, or in a stream's name, tells its stream. */
    public static Set<String> marks(String text) {
        return MARK.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
