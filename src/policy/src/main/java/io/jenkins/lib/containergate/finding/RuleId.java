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

    @Override
    public String toString() {
        return value;
    }
}
