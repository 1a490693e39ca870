package io.jenkins.plugins.containergate.config;

import hudson.util.FormValidation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jenkins.util.SetContextClassLoader;

/** Asks AWS whose the credentials of an account are: credentials, role and region all have to be right for an answer. */
final class AwsAccountProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AwsAccountProbe() {}

    @SuppressWarnings("try") // the class loader is not used but set
    static FormValidation of(AwsAccount account) throws InterruptedException {
        Optional<String> region = account.getRegions().stream().findFirst();
        try (SetContextClassLoader ignored = new SetContextClassLoader(AwsAccountProbe.class);
                AwsConnection aws = AwsConnector.open(account, region, AwsNeed.IDENTITY)) {
            return FormValidation.ok(
                    Messages.AwsAccount_works(aws.identity(Deadline.after(PATIENCE, Clock.systemUTC()))));
        } catch (GateException e) {
            return FormValidation.error(Messages.AwsAccount_problem(e.getMessage()));
        }
    }
}
