package io.jenkins.lib.containergate.signature.notation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The job in which AWS Signer made a signature (C.5.2), as the signature names it.
 *
 * @param profileVersion ARN of the signing profile's version
 * @param job ARN of the job
 * @param chain from the leaf to the root
 * @param time when it signed
 */
public record SigningJob(String profileVersion, String job, List<X509Certificate> chain, Instant time) {
    public SigningJob {
        chain = List.copyOf(chain);
    }

    static SigningJob of(NotationEnvelope envelope, Instant time) {
        return new SigningJob(
                envelope.attributes().getOrDefault(NotationEnvelope.PROFILE_VERSION, ""),
                envelope.attributes().getOrDefault(NotationEnvelope.JOB, ""),
                envelope.chain(),
                time);
    }
}
