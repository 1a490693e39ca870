package io.jenkins.lib.containergate.bench;

import io.jenkins.lib.containergate.image.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one run of docker-bench-security found on one host. The report does not say on which: whoever gives it does.
 *
 * @param ended when the run was over
 * @param docker version of Docker that it saw; empty when it does not say
 * @param results of sections 1 to 3, by the id of the check
 * @param digest of the file
 */
public record BenchReport(
        Instant started, Instant ended, Optional<String> docker, Map<String, Result> results, Digest digest) {
    public BenchReport {
        results = Map.copyOf(results);
    }

    /** What a check ended with. */
    public enum Result {
        PASS,
        WARN,
        /** It could not, or need not, be checked. */
        INFO,
        NOTE
    }
}
