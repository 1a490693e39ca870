package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.plugins.containergate.access.JobCredentials;
import org.jspecify.annotations.Nullable;

/** Which deployments a job admits. */
public interface AdmissionRequest {
    /** Name or ARN of the cluster. */
    @Nullable
    String getCluster();

    /** Name or ARN of the service; {@code null} for all services of the cluster. */
    @Nullable
    String getService();

    /** Whether to wait for a deployment. */
    boolean isWait();

    /** Name of an AWS account of the organisation's configuration. */
    @Nullable
    String getAwsAccount();

    /** The job's credentials for images of one registry. */
    JobCredentials credentials();
}
