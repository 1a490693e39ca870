package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.List;
import java.util.Optional;

/** The repository that holds an image and its signatures. An answer it cannot give is an exception, never empty. */
public interface EvidenceSource {

    /** A manifest of any kind, with the media type it was delivered as. */
    record Document(String mediaType, Bytes content) {}

    /** @return empty when there is no such tag */
    Optional<Document> tagged(String tag, int maxBytes, Deadline deadline) throws GateException, InterruptedException;

    /** @return empty when there is no such manifest */
    Optional<Document> manifest(Digest digest, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException;

    /** Referrers API with its tag fallback, in the registry's order; its list is only a hint at what the manifests say. */
    List<Referrer> referrers(Digest subject, Deadline deadline) throws GateException, InterruptedException;

    /** @throws GateException when it is missing, longer than {@code maxBytes}, or not what the descriptor says */
    Bytes blob(Descriptor blob, int maxBytes, Deadline deadline) throws GateException, InterruptedException;
}
