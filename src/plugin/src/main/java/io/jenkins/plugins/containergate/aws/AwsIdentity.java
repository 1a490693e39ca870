package io.jenkins.plugins.containergate.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** As whom AWS is asked: an account of the organisation's configuration. */
public interface AwsIdentity {
    /** Of the account in the configuration, for messages. */
    String getName();

    /** Id of AWS credentials; without it, those of the machine Jenkins runs on. */
    @Nullable
    String getCredentialsId();

    /** A role to assume with the credentials. */
    @Nullable
    String getRoleArn();

    /** The external ID that the trust policy of the role asks for, against confused deputies. */
    @Nullable
    String getExternalId();

    /** Where it is used; empty for everywhere. */
    List<String> getRegions();
}
