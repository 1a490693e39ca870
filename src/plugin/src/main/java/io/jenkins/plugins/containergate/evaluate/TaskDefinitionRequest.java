package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.plugins.containergate.access.JobCredentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which task definitions, clusters and services a job wants judged, and how closely. */
public interface TaskDefinitionRequest extends EvidenceRequest {
    /** What is judged, for messages; never JSON, which may hold secrets. */
    Optional<String> subject();

    /** Path in the workspace: a task definition, a CloudFormation template, {@code cdk.out} or a Terraform plan. */
    @Nullable
    String getFile();

    /** JSON that a Pipeline made, or the name of a registered task definition. */
    @Nullable
    String getTaskDefinition();

    /** Parameters of a template, {@code NAME=VALUE}, one a line. */
    @Nullable
    String getParameters();

    /** Name or ARN of an ECS cluster that is judged as well. */
    @Nullable
    String getCluster();

    /** Name or ARN of a service of the cluster: judged as well, and what it runs when nothing else is named. */
    @Nullable
    String getService();

    /** Name of an AWS account of the organisation's configuration, for ECS and ECR. */
    @Nullable
    String getAwsAccount();

    /** Names of Trivy servers of the organisation's configuration, for scans of images. */
    @Nullable
    String getTrivyServer();

    /** The job's credentials for images that a task names. */
    JobCredentials credentials();

    /** Read the configurations of the images: their users and health checks count where the definition is silent. */
    boolean isReadImages();

    /** Verify who signed every image; the policy may demand it, too. */
    boolean isVerifyImages();

    /** Judge what every image holds; the policy may demand it, too. */
    boolean isScanImages();

    /** Whether the job has the task definition itself, so that ECS need not be asked for it. */
    default boolean bringsItself() {
        return getFile() != null || isJson(getTaskDefinition());
    }

    /** Whether an option {@code taskDefinition} is the definition, and not its name. */
    static boolean isJson(@Nullable String given) {
        return given != null && given.stripLeading().startsWith("{");
    }
}
