package io.jenkins.plugins.containergate.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * What a job wants a scan to ask about vulnerabilities, besides what the organisation configured.
 *
 * @param report path in the workspace of another scanner's report
 * @param trivyServer names of Trivy servers of the organisation's configuration, with commas between them
 */
public record AskedSources(
        @Nullable String report, @Nullable String trivyServer) {}
