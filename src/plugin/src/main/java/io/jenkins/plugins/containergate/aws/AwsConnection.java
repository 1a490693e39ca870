package io.jenkins.plugins.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.CloudLookups;
import io.jenkins.lib.containergate.cloud.EcrLogins;
import io.jenkins.lib.containergate.cloud.KmsKeys;
import io.jenkins.lib.containergate.cloud.SigningJobs;
import io.jenkins.lib.containergate.fault.GateException;

/** AWS with the credentials of one account. Close it when nothing more is asked. */
public interface AwsConnection extends AutoCloseable {
    EcrLogins logins();

    CloudLookups lookups();

    KmsKeys kms();

    SigningJobs signingJobs();

    /** Whose the credentials are, as an ARN. */
    String identity(Deadline deadline) throws GateException, InterruptedException;

    @Override
    void close();
}
