package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.config.AwsAccount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AWS, asked on the controller with an account of the organisation's configuration. */
public final class OrganisationAws {
    private OrganisationAws() {}

    /** Scans of images in ECR. @param account as for {@link #signing} */
    public static ImageScans scans(@Nullable String account) {
        return (scanner, image, deadline) -> {
            EcrRegistry registry = image.registry();
            AwsAccount found = OrganisationAccounts.find(account, registry.account(), registry.region())
                    .orElseThrow(() -> new GateException(
                            "no AWS account of the organisation's configuration is for the registry of the account "
                                    + registry.account() + " in " + registry.region(),
                            "name one with awsAccount, or have an administrator add the account "
                                    + registry.account()));
            try (AwsConnection aws = AwsConnector.open(found, Optional.of(registry.region()), AwsNeed.LOGIN)) {
                return aws.imageScans().read(scanner, image, deadline);
            }
        };
    }

    /** @param account named by the job; without one, whichever is for the account and region of what is asked about */
    public static SigningServices signing(@Nullable String account) {
        return new SigningServices(subject -> {
            AwsAccount found = OrganisationAccounts.find(account, subject.account(), subject.region())
                    .orElseThrow(() -> new GateException(
                            "no AWS account of the organisation's configuration is for " + subject,
                            "name one with awsAccount, or have an administrator add the account " + subject.account()));
            return AwsConnector.open(found, Optional.of(subject.region()), AwsNeed.IDENTITY);
        });
    }
}
