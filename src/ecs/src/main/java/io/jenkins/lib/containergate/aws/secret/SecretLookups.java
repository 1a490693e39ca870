package io.jenkins.lib.containergate.aws.secret;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks Secrets Manager, Parameter Store and S3 how secrets are kept; never for a value. */
public interface SecretLookups {
    /**
     * @param region where it is; empty for that of the session
     * @param id ARN or name
     */
    Lookup<StoredSecret> secret(Optional<String> region, String id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return the resource policy in the grammar of IAM; empty when only the account's own principals have access */
    Lookup<Optional<String>> secretPolicy(Optional<String> region, String id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return those that exist; a failure when none does, or when they are of another account */
    Lookup<List<StoredParameter>> parameters(ParameterId id, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    Lookup<FileBucket> bucket(String name, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * @param rotates whether its rotation is switched on
     * @param rotated whether it was rotated at least once
     * @param key of KMS; empty when AWS's own key encrypts it
     * @param changed when it was rotated or changed for the last time; empty when that is not known
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html">DescribeSecret</a>
     */
    record StoredSecret(boolean rotates, boolean rotated, Optional<String> key, Optional<Instant> changed) {}

    /**
     * What a parameter is found by.
     *
     * @param account that has it; empty for that of the credentials
     * @param region where it is; empty for that of the session
     * @param names that it may have, at least one: an ARN does not tell whether the name begins with a slash
     */
    record ParameterId(Optional<String> account, Optional<String> region, List<String> names) {
        public ParameterId {
            names = List.copyOf(names);
        }
    }

    /**
     * @param type {@code String}, {@code StringList} or {@code SecureString}
     * @param key of KMS; empty when AWS's own key, or none, encrypts it
     * @param changed when it was changed for the last time; empty when that is not known
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html">ParameterMetadata</a>
     */
    record StoredParameter(String name, String type, Optional<String> key, Optional<Instant> changed) {}

    /**
     * A bucket of S3.
     *
     * @param encrypted whether it encrypts what is written to it by itself
     * @param open settings of its public access block that are off
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html">GetPublicAccessBlock</a>
     */
    record FileBucket(boolean encrypted, List<String> open) {
        /** Those of a public access block. */
        public static final List<String> SETTINGS =
                List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

        public FileBucket {
            open = List.copyOf(open);
        }
    }
}
