package io.jenkins.plugins.containergate.aws;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.credentials.AwsKeys;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Credentials of Jenkins as the SDK knows them. They never leave the controller. */
final class SdkCredentials {
    private SdkCredentials() {}

    /**
     * @return empty for those of the controller's machine
     * @throws GateException when the account names some that are not there, or of another kind
     */
    static Optional<AwsCredentialsProvider> of(AwsIdentity account) throws GateException {
        String id = account.getCredentialsId();
        if (id == null) {
            return Optional.empty();
        }
        StandardCredentials found = AwsKeys.ofOrganisation(id)
                .orElseThrow(() -> wrong(
                        "the credentials '" + id + "' of the AWS account " + account.getName() + " do not exist"));
        if (found instanceof AwsCredentialsProvider provider) {
            return Optional.of(provider);
        }
        if (found instanceof StandardUsernamePasswordCredentials pair) {
            return Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    pair.getUsername(), pair.getPassword().getPlainText())));
        }
        throw wrong("the credentials '" + id + "' of the AWS account " + account.getName() + " are none for AWS");
    }

    private static GateException wrong(String problem) {
        return new GateException(
                problem,
                "have an administrator choose AWS credentials, or an access key as user name and password, under Manage"
                        + " Jenkins, Security, Container gate");
    }
}
