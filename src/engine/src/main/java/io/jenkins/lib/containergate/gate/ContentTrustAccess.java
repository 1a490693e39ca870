package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions;
import io.jenkins.lib.containergate.signature.contenttrust.TrustDataCollector;
import io.jenkins.lib.containergate.signature.contenttrust.TrustDataCollector.RegistryTrustServer;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import java.time.Clock;
import java.util.Optional;

/**
 * How Docker Content Trust is asked and remembered: on the side that judges, for only the policy knows the servers.
 *
 * @param client for the servers, with logins of their own
 */
public record ContentTrustAccess(RegistryClient client, SeenVersions seen, Clock clock) {

    /** @param tag the image was asked for by; empty for a digest */
    Candidate collect(TrustedSigner.ContentTrust signer, ImageReference image, Optional<String> tag, Deadline deadline)
            throws GateException, InterruptedException {
        String origin = "Docker Content Trust at " + signer.trust().server();
        RegistryTrustServer server =
                new RegistryTrustServer(client.trustServer(image, signer.trust().server()));
        try {
            return new Candidate.ContentTrustData(
                    origin,
                    signer.trust().server(),
                    tag,
                    new TrustDataCollector(server, clock).collect(signer.trust(), deadline));
        } catch (RejectedSignatureException e) {
            return new Candidate.Unreadable(origin, e.problem());
        }
    }
}
