package io.jenkins.lib.containergate.finding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the publisher of a package says it does about a flaw. */
public enum FixStatus {
    UNKNOWN("no fix is published yet"),
    AFFECTED("no fix is published yet"),
    FIXED("no fix is published for this release"),
    NOT_AFFECTED("its publisher says that this build is not affected"),
    UNDER_INVESTIGATION("its publisher is still looking into it"),
    FIX_DEFERRED("its publisher has put off a fix"),
    WILL_NOT_FIX("its publisher will not fix it"),
    END_OF_LIFE("its publisher no longer fixes this release"),
    /** Not by the publisher: whoever reported the flaw leaves open whether there is a fix. */
    NOT_TOLD("whether a fix exists is unknown");

    private final String sentence;

    FixStatus(String sentence) {
        this.sentence = sentence;
    }

    /** For a flaw without a fixed version. */
    public String sentence() {
        return sentence;
    }

    /** Name in reports: {@code will_not_fix}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FixStatus> ofKey(String key) {
        return Arrays.stream(values())
                .filter(status -> status.key().equals(key))
                .findFirst();
    }
}
