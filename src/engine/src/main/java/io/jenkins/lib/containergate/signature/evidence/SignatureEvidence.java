package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.signature.SignedImage;
import java.util.List;

/**
 * Everything found that claims to sign an image. Whoever collected it is not trusted: leaving something out or adding
 * something can only make a requirement fail.
 *
 * @param omitted how many more there were than the limits allow to read
 */
public record SignatureEvidence(SignedImage image, List<Candidate> candidates, int omitted) {
    public SignatureEvidence {
        candidates = List.copyOf(candidates);
    }
}
