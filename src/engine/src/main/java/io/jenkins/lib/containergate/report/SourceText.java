package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.SourceInfo;
import java.time.temporal.ChronoUnit;

/** Who answered and how old its knowledge is. The text is data of others: whoever shows it bounds it and makes it visible. */
public final class SourceText {
    private SourceText() {}

    /** Such as {@code osv 1, database of 2026-07-01T03:12:00Z}. */
    public static String of(SourceInfo source) {
        String age = source.databaseUpdatedAt()
                .map(updated -> "database of " + updated.truncatedTo(ChronoUnit.SECONDS))
                .orElse("age of its database unknown");
        return source.name() + " " + source.version() + ", " + age;
    }
}
