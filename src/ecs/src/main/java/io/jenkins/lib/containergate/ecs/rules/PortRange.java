package io.jenkins.lib.containergate.ecs.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports from {@code first} to {@code last}, both included. */
record PortRange(long first, long last) {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");

    static Optional<PortRange> parse(String text) {
        Matcher range = SHAPE.matcher(text.strip());
        return range.matches()
                ? Optional.of(new PortRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2))))
                : Optional.empty();
    }

    boolean holds(long port) {
        return first <= port && port <= last;
    }
}
