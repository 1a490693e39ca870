package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import java.net.URI;
import java.util.Optional;

/**
 * With which rights AWS is asked, and where.
 *
 * @param profile of the AWS configuration files; empty for the usual search: environment, files, role of the machine
 * @param role to assume with what that gives
 * @param region empty for that of the environment or the profile
 * @param endpoint to ask in the place of AWS, for tests and private installations
 */
public record AwsAccess(
        Optional<String> profile, Optional<AssumedRole> role, Optional<String> region, Optional<URI> endpoint) {

    /** As the AWS command line would without an option. */
    public static AwsAccess standard() {
        return new AwsAccess(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param externalId what the account of the role wants to hear, against confused deputies
     * @param sessionName appears in the logs of that account
     */
    public record AssumedRole(Arn arn, Optional<String> externalId, String sessionName) {
        /** The external ID is nobody else's business. */
        @Override
        public String toString() {
            return "AssumedRole[" + arn + ", " + sessionName + "]";
        }
    }
}
