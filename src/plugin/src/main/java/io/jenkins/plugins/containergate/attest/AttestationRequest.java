package io.jenkins.plugins.containergate.attest;

import org.jspecify.annotations.Nullable;

/** What a job wants signed, and with which key. */
public interface AttestationRequest {
    /** An image in a registry that this build has judged. */
    String getImage();

    /** Secret text: a private key in PEM (PKCS #8). */
    @Nullable
    String getKeyCredentialsId();

    /** ARN of a key in AWS KMS, instead of one in the credentials. */
    @Nullable
    String getKmsKey();

    /** Secret text: the password of the key, where it is encrypted. */
    @Nullable
    String getKeyPasswordCredentialsId();

    /** Name of an AWS account of the organisation's configuration, for the key and for ECR. */
    @Nullable
    String getAwsAccount();

    @Nullable
    String getRegistryCredentialsId();

    /** Whether the whole policy goes into the statement, so that others can compare it with theirs. */
    boolean isWithPolicy();

    /** {@code sbom}, {@code verdict}, or both with a comma between them: files to put beside the image as well. */
    String getAttach();
}
