package io.jenkins.plugins.containergate.evaluate;

import org.jspecify.annotations.Nullable;

/** What a job has checked. */
public interface DriftRequest {
    /** Name or ARN; {@code null} for every cluster of the account, or of all accounts. */
    @Nullable
    String getCluster();

    /** Name of the one service of the cluster; {@code null} for everything that runs in it. */
    @Nullable
    String getService();

    /** Name of an AWS account of the organisation's configuration. */
    @Nullable
    String getAwsAccount();

    /** Names of Trivy servers of the organisation's configuration, with commas between them. */
    @Nullable
    String getTrivyServer();
}
