package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.RuleId;
import java.util.regex.Pattern;

/**
 * Keys in sources with which a program only writes to an analytics service. Whoever has the program has the key, and it reads
 * nothing. What reads or administers has another name at each of these services: {@code AMPLITUDE_SECRET_KEY}, Mixpanel's
 * {@code api_secret}, a token of Segment's API. Algolia's write key changes an index and is none of these.
 *
 * @see <a href="https://segment.com/docs/connections/find-writekey/">write keys</a>
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4">Measurement Protocol</a>
 */
final class AnalyticsKeys {
    private static final RuleId SECRET = new RuleId("generic-secret");
    /** The type of a constant, as Go, TypeScript and Rust write it, and what gives the value. */
    private static final String GIVEN = "[\"'`\\])]{0,2}(?:[ \\t]+string)?[ \\t]*"
            + "(?::[ \\t]*&?(?:'static[ \\t]+)?[a-z]{1,12}[ \\t]*=|:?=>?|:|,)"
            + "[ \\t]*[@bru]?[\"'`]?";

    private static final String WRITE_KEY = "write[._-]?key";
    /** Of which environment or part of the program it is. */
    private static final String WHICH =
            "(?:[._-]?(?:app|client|dev|development|io|prod|production|project|public|source|stage|staging)){0,2}[._-]?";

    private static final Pattern NAMED = Pattern.compile("(?i).*"
            + "(?:(?:analytics|telemetry|segment|rudder(?:stack)?)" + WHICH + WRITE_KEY
            + "|(?<![a-z])(?:amplitude|countly|mixpanel)" + WHICH + "(?:api[._-]?key|app[._-]?key|token))" + GIVEN);

    private static final Pattern BARE = Pattern.compile("(?i).*(?<![a-z0-9._-])" + WRITE_KEY + GIVEN);
    private static final Pattern OF_ANALYTICS =
            Pattern.compile("(?i)analytics|telemetry|rudderstack|segment\\.(?:io|com)");
    /** Of Google's Measurement Protocol, which only takes events. */
    private static final Pattern API_SECRET = Pattern.compile(
            "(?i).*(?<![a-z0-9._-])(?:(?:ga4?|google[._-]analytics|measurement|analytics)[._-])?api[._-]?secret"
                    + GIVEN);

    private static final String MEASUREMENT = "google-analytics.com/mp/collect";

    private final boolean ofAnalytics;
    private final SourceText text;

    /** @param path with {@code /} between its segments */
    AnalyticsKeys(String path, SourceText text) {
        this.ofAnalytics = OF_ANALYTICS.matcher(path).find();
        this.text = text;
    }

    /** Whether it is such a key, wherever the file has it. */
    boolean onlyWrites(Hit hit) {
        return hit.rule().equals(SECRET) && text.everywhere(hit.value(), (before, behind) -> named(before));
    }

    private boolean named(String before) {
        return NAMED.matcher(before).matches()
                || BARE.matcher(before).matches()
                        && (ofAnalytics || OF_ANALYTICS.matcher(text.content()).find())
                || API_SECRET.matcher(before).matches() && text.content().contains(MEASUREMENT);
    }
}
