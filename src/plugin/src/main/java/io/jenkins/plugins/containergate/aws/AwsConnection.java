package io.jenkins.plugins.containergate.aws;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.awssdk.BucketPath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import java.time.Clock;

/** AWS with the credentials of one account. Close it when nothing more is asked. */
public interface AwsConnection extends SigningServices.Connection {
    EcrLogins logins();

    CloudLookups lookups();

    /** Deployments of services, which can be continued or rolled back. */
    ServiceDeployments deployments();

    /** Objects in a bucket of the region of this connection. */
    SharedEntries sharedEntries(BucketPath path, Clock clock);

    /** Scans of images in ECR. */
    ImageScans imageScans();

    /** Whose the credentials are, as an ARN. */
    String identity(Deadline deadline) throws GateException, InterruptedException;
}
