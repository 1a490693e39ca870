package io.jenkins.plugins.containergate.aws;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;

/** AWS with the credentials of one account. Close it when nothing more is asked. */
public interface AwsConnection extends SigningServices.Connection {
    EcrLogins logins();

    CloudLookups lookups();

    /** Deployments of services, which can be continued or rolled back. */
    ServiceDeployments deployments();

    /** Whose the credentials are, as an ARN. */
    String identity(Deadline deadline) throws GateException, InterruptedException;
}
