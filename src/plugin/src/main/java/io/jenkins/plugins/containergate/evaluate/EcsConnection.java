package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.access.OrganisationAccounts;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.config.AwsAccount;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the account and the region in which ECS is asked: those that a job names, or those of an ARN. */
final class EcsConnection {
    private EcsConnection() {}

    /**
     * @param awsAccount name of an account of the organisation's configuration
     * @param names of what is asked about, some of which may be ARNs
     */
    static AwsConnection open(@Nullable String awsAccount, List<String> names) throws GateException {
        Optional<Arn> arn = names.stream().flatMap(name -> arn(name).stream()).findFirst();
        AwsAccount account = account(awsAccount, arn);
        Optional<String> region = arn.map(Arn::region);
        List<String> regions = account.getRegions();
        if (region.isEmpty() && regions.size() > 1) {
            throw new GateException(
                    "the AWS account " + account.getName() + " has several regions, and nothing says which is meant",
                    "name the task definition or the cluster by its ARN");
        }
        return AwsConnector.open(account, region.or(() -> regions.stream().findFirst()), AwsNeed.LOOKUPS);
    }

    /** Of something of ECS, in a region. */
    static Optional<Arn> arn(String name) {
        return Arn.of(name)
                .filter(arn -> arn.service().equals("ecs") && !arn.region().isEmpty());
    }

    private static AwsAccount account(@Nullable String awsAccount, Optional<Arn> arn) throws GateException {
        if (awsAccount != null) {
            return OrganisationAccounts.named(awsAccount);
        }
        Optional<AwsAccount> found = arn.isPresent()
                ? OrganisationAccounts.find(null, arn.get().account(), arn.get().region())
                : Optional.empty();
        return found.orElseThrow(() -> new GateException(
                "ECS must be read, and no AWS account is named for it",
                "name an account of the organisation's configuration with awsAccount"));
    }
}
