package io.jenkins.plugins.containergate.evaluate;

import org.jspecify.annotations.Nullable;

/** Files of a job about what AWS does not know. */
interface EvidenceRequest {
    /** Reports of docker-bench-security in the workspace, {@code INSTANCE=FILE}, one a line. */
    @Nullable
    String getHostReports();

    /** File in the workspace with traffic that {@code gate learn segments} recorded. */
    @Nullable
    String getTrafficFile();
}
