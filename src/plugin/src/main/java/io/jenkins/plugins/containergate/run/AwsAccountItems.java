package io.jenkins.plugins.containergate.run;

import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import org.jspecify.annotations.Nullable;

/** Drop-down of the AWS accounts of the organisation's configuration. */
final class AwsAccountItems {
    private AwsAccountItems() {}

    static ListBoxModel of(@Nullable Item item, @Nullable String current) {
        return GateOptionsDescriptor.names(
                item,
                current,
                ContainerGateConfiguration.get().getAwsAccounts().stream().map(AwsAccount::getName));
    }
}
