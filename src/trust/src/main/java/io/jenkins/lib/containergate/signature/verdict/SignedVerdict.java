package io.jenkins.lib.containergate.signature.verdict;

import io.jenkins.lib.containergate.image.Digest;

/**
 * A verdict on an image as one of the trusted signers signed it, whatever it says and whether it counts.
 *
 * @param origin where it was found
 * @param signer the trusted signer's name
 * @param on digest of the image, or of an index that lists it
 * @param ofIndex whether it is that of an index
 */
public record SignedVerdict(String origin, String signer, Digest on, boolean ofIndex, VerificationSummary summary) {}
