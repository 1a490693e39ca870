package io.jenkins.lib.containergate.finding;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret lies where others can read it, or a place could not be searched. Made of redacted text only: the value never
 * leaves the scanner.
 *
 * @param actual the value with all but a public prefix masked, and what is known of where it came in
 * @param undecided then the severity is {@code UNKNOWN}, {@code actual} is the problem and {@code help} the way out
 */
public record SecretFinding(
        RuleId rule,
        Severity severity,
        String title,
        Location location,
        String actual,
        String expected,
        String help,
        Fingerprint fingerprint,
        boolean undecided,
        Details details)
        implements Finding {
    private static final String KIND = "secret";

    public SecretFinding {
        if (undecided && severity != Severity.UNKNOWN) {
            throw new IllegalArgumentException("an undecided finding has the severity UNKNOWN");
        }
        if (undecided && details.fixture()) {
            throw new IllegalArgumentException("what was not searched is not known to be a fixture");
        }
    }

    /**
     * What only secrets have.
     *
     * @param fixture whether it lies in tests or examples and is in no issuer's own format, see {@code docs/secrets.md}
     * @param byValue whether the fingerprint is a keyed hash of the value; otherwise it is one of the place, which a later
     *     value at the same place shares
     * @param commit that brought it, where it was found in the history of a repository
     */
    public record Details(boolean fixture, boolean byValue, Optional<Commit> commit) {
        /** Nothing of all that. */
        public static final Details NONE = new Details(false, false, Optional.empty());
    }

    /**
     * A commit, as whoever made it describes it.
     *
     * @param id in full
     * @param author name without address, fit to be shown; empty when it has none
     * @param time when it was written, by the author's clock
     */
    public record Commit(String id, String author, Instant time) {
        private static final Pattern ID = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

        public Commit {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("the id of a commit has 40 or 64 lower-case hexadecimal digits");
            }
        }
    }

    /** Part of the subject was not searched. */
    public static SecretFinding undecided(RuleId rule, String title, Location location, String problem, String remedy) {
        return new SecretFinding(
                rule,
                Severity.UNKNOWN,
                title,
                location,
                problem,
                "content that can be searched for secrets",
                remedy,
                identity(rule, location, problem),
                true,
                Details.NONE);
    }

    /** Identity by place alone, for findings without a value and for scans without a fingerprint key. */
    public static Fingerprint identity(RuleId rule, Location location, String subject) {
        return Fingerprint.of(
                KIND,
                rule.value(),
                location.path().orElse(""),
                location.pointer().orElse(""),
                subject);
    }

    @Override
    public String kind() {
        return KIND;
    }
}
