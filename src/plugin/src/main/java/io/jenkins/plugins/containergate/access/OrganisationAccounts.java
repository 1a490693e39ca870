package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS account of the organisation's configuration is used: the one a job names, or the only one that is for an account
 * and region.
 */
public final class OrganisationAccounts {
    private OrganisationAccounts() {}

    /**
     * @param name of an account; without one, whichever is for the account ID and region
     * @return empty when none is named and none is for them
     * @throws GateException when there is no account of that name, or several are for them
     */
    public static Optional<AwsAccount> find(@Nullable String name, String accountId, String region)
            throws GateException {
        if (name != null) {
            return Optional.of(named(name));
        }
        List<AwsAccount> covering = ContainerGateConfiguration.get().getAwsAccounts().stream()
                .filter(account -> account.covers(accountId, region))
                .toList();
        if (covering.size() > 1) {
            throw new GateException(
                    "several AWS accounts of the configuration are for the account " + accountId + " in " + region,
                    "name one of them with awsAccount");
        }
        return covering.stream().findFirst();
    }

    public static AwsAccount named(String name) throws GateException {
        return ContainerGateConfiguration.get().getAwsAccounts().stream()
                .filter(account -> account.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new GateException(
                        "there is no AWS account '" + name + "' in the organisation's configuration",
                        "check awsAccount, or have an administrator add it under Manage Jenkins, Security, Container"
                                + " gate"));
    }
}
