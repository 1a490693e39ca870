package io.jenkins.lib.containergate.finding;

import java.util.Optional;
import java.util.regex.Pattern;

/** Identity of a rule or of a vulnerability: {@code no-privileged}, {@code CVE-2021-44228}, {@code GHSA-...}. */
public record RuleId(String value) implements Comparable<RuleId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}");

    public RuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a rule id of at most 128 letters, digits and . _ : / + -");
        }
    }

    /** The ids of vulnerabilities, and patterns for them, begin with that of a database, in capitals: CVE, GHSA, GO. Those of rules do not. */
    public static Optional<String> database(String id) {
        int end = id.indexOf('-');
        return end > 0 && id.chars().limit(end).allMatch(c -> c >= 'A' && c <= 'Z')
                ? Optional.of(id.substring(0, end))
                : Optional.empty();
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    // as a record would, whose own way has to be linked in each process

    @Override
    public boolean equals(Object other) {
        return other instanceof RuleId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
