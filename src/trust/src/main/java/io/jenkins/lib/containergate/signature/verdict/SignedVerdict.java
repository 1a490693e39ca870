package io.jenkins.lib.containergate.signature.verdict;

/**
 * A verdict on an image as one of the trusted signers signed it, whatever it says and whether it counts.
 *
 * @param origin where it was found
 * @param signer the trusted signer's name
 */
public record SignedVerdict(String origin, String signer, VerificationSummary summary) {}
