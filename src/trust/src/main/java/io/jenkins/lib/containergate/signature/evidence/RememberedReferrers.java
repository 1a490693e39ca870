package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a repository once for the referrers of each manifest, so that the signatures of an image and the files beside it are
 * taken from the same list. For one image, on one thread.
 */
public final class RememberedReferrers implements EvidenceSource {
    private final EvidenceSource source;
    private final Map<Digest, List<Referrer>> lists = new HashMap<>();

    public RememberedReferrers(EvidenceSource source) {
        this.source = source;
    }

    @Override
    public List<Referrer> referrers(Digest subject, Deadline deadline) throws GateException, InterruptedException {
        List<Referrer> known = lists.get(subject);
        if (known == null) {
            known = source.referrers(subject, deadline);
            lists.put(subject, known);
        }
        return known;
    }

    @Override
    public Optional<Document> tagged(String tag, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return source.tagged(tag, maxBytes, deadline);
    }

    @Override
    public Optional<Document> manifest(Digest digest, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return source.manifest(digest, maxBytes, deadline);
    }

    @Override
    public Bytes blob(Descriptor blob, int maxBytes, Deadline deadline) throws GateException, InterruptedException {
        return source.blob(blob, maxBytes, deadline);
    }
}
