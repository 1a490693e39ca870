package io.jenkins.lib.containergate.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * Who answered, for the report and for the database-age rule.
 *
 * @param name such as {@code osv}, {@code osv-api}, {@code trivy}
 * @param version of the server or data format
 * @param databaseUpdatedAt the newest knowledge in the database; empty when the source cannot tell
 */
public record SourceInfo(String name, String version, Optional<Instant> databaseUpdatedAt) {
    /** Basic scanning of Amazon ECR: the findings of one moment, which nobody renews. */
    public static final String ECR = "ecr";

    /** Whether nothing else was asked, so that what became known after its scan is missing. */
    public boolean onlyEcr() {
        return name.equals(ECR) || name.startsWith(ECR + " and ");
    }
}
