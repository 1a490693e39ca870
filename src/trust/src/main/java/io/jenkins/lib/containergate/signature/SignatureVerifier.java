package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.signature.evidence.Candidate;

/** Holds a signature of one format against one signer. Reads nothing but its arguments. */
@FunctionalInterface
public interface SignatureVerifier {
    Verification verify(Candidate candidate, SignedImage image, TrustedSigner signer);
}
