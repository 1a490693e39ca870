package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Instant;
import java.util.List;

/** Signing jobs of AWS Signer, which may be revoked after they have signed. */
@FunctionalInterface
public interface SigningJobs {

    /**
     * What is asked about a signature.
     *
     * @param profileVersion of the signing profile; it is asked about in this ARN's region
     * @param certificateHashes for each certificate of the chain its own SHA-384 and its issuer's, both of the part that is
     *     signed, in hexadecimal, one after the other
     * @param signedAt the authority's signing time
     */
    record Question(Arn profileVersion, Arn job, List<String> certificateHashes, Instant signedAt) {
        public Question {
            certificateHashes = List.copyOf(certificateHashes);
        }
    }

    /**
     * @return what of it is revoked, as it was asked about: ARNs and hashes; empty when AWS says that nothing is
     * @throws GateException when AWS does not say
     */
    List<String> revoked(Question question, Deadline deadline) throws GateException, InterruptedException;

    /** Whether the ARN is of something in AWS Signer, in a region. */
    static boolean isSigners(Arn arn) {
        return arn.service().equals("signer")
                && !arn.region().isEmpty()
                && !arn.account().isEmpty();
    }
}
