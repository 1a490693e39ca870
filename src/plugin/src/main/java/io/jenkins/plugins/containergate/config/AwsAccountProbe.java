package io.jenkins.plugins.containergate.config;

import hudson.util.FormValidation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jenkins.util.SetContextClassLoader;

/** Asks AWS whose the credentials of an account are: credentials, role and region all have to be right for an answer. */
public final class AwsAccountProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AwsAccountProbe() {}

    static FormValidation of(AwsAccount account) throws InterruptedException {
        try {
            return FormValidation.ok(Messages.AwsAccount_works(identity(account)));
        } catch (GateException e) {
            return FormValidation.error(Messages.AwsAccount_problem(JenkinsWords.of(e.getMessage())));
        }
    }

    /**
     * The ARN that AWS knows the account's credentials by.
     *
     * @throws GateException when AWS does not answer with one
     */
    @SuppressWarnings("try") // the class loader is not used but set
    public static String identity(AwsAccount account) throws GateException, InterruptedException {
        Optional<String> region = account.getRegions().stream().findFirst();
        try (SetContextClassLoader ignored = new SetContextClassLoader(AwsAccountProbe.class);
                AwsConnection aws = AwsConnector.open(account, region, AwsNeed.IDENTITY)) {
            return aws.identity(Deadline.after(PATIENCE, Clock.systemUTC()));
        }
    }
}
