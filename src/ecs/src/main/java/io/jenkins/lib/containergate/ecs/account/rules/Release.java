package io.jenkins.lib.containergate.ecs.account.rules;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of a program, without its patches.
 *
 * @param major of {@code MAJOR.MINOR.PATCH}
 */
record Release(int major, int minor) implements Comparable<Release> {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\D.*)?");
    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major).thenComparingInt(Release::minor);

    /** The first number of a text such as {@code Docker version 25.0.8}; empty when there is none. */
    static Optional<Release> in(String text) {
        Matcher found = NUMBER.matcher(text.replaceFirst("^[^0-9]*", ""));
        return found.matches()
                ? Optional.of(new Release(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    /** Whether this is more than so many minor releases older. */
    boolean behind(Release current, int releases) {
        return major < current.major || major == current.major && current.minor - minor > releases;
    }
}
