package io.jenkins.lib.containergate.finding;

import java.util.regex.Pattern;

/** Identity of a rule or of a vulnerability: {@code no-privileged}, {@code CVE-2021-44228}, {@code GHSA-...}. */
public record RuleId(String value) implements Comparable<RuleId> {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}");

    public RuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a rule id of at most 128 letters, digits and . _ : / + -");
        }
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
