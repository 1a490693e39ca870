package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.regex.Pattern;

/** Small files that an account keeps, up to 1 MiB: objects in S3 and parameters of Systems Manager. */
public interface StoredFiles {
    /** Names that mean the same in every address: letters, digits, {@code . _ - /}. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*");

    /** @param bucket and {@code key} as in {@link #NAME} */
    Lookup<byte[]> object(String bucket, String key, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @param name of a parameter, decrypted where it is a {@code SecureString} */
    Lookup<byte[]> parameter(String name, Deadline deadline) throws DeadlineExceededException, InterruptedException;
}
