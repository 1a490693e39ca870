package io.jenkins.plugins.containergate.aws;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;

/** Opens connections to AWS, where the plugins that bring its SDK are installed. */
public final class AwsConnector {
    private AwsConnector() {}

    /**
     * @param region where to ask; empty for that of the controller
     * @throws GateException when a plugin or the account's credentials are missing, or the account is not for this region
     */
    public static AwsConnection open(AwsIdentity account, Optional<String> region, AwsNeed need) throws GateException {
        List<String> missing = need.missing(AwsConnector.class.getClassLoader());
        if (!missing.isEmpty()) {
            throw new GateException(
                    "the AWS account " + account.getName()
                            + " cannot be used: this Jenkins lacks the plugins that bring the AWS SDK",
                    "have an administrator install the plugins " + String.join(", ", missing));
        }
        if (region.isPresent()
                && !account.getRegions().isEmpty()
                && !account.getRegions().contains(region.get())) {
            throw new GateException(
                    "the AWS account " + account.getName() + " is not for the region " + region.get(),
                    "name another account, or have an administrator add the region to it");
        }
        try {
            return SdkConnection.open(account, region);
        } catch (LinkageError e) {
            throw new GateException(
                    "the AWS SDK of this Jenkins does not fit: " + e.getClass().getSimpleName(),
                    "have an administrator update the plugins aws-java-sdk2-*",
                    e);
        }
    }
}
