package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Where files come from: their publishers, a mirror, or an archive that was carried over. Nothing it gives is trusted. */
public interface FeedOrigin {
    /**
     * What came.
     *
     * @param checkedAt when the publisher said that this is the newest
     */
    record Fetched(Optional<String> etag, Optional<String> lastModified, Instant checkedAt) {}

    /**
     * @param known what is remembered of the file that is there; empty when it has to come whatever it is
     * @param draft where the file is to be written
     * @return empty when the file that is there is the newest
     */
    Optional<Fetched> fetch(Feed feed, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException;

    /** Sigstore's TUF repository. */
    TufRepository sigstore(Deadline deadline);
}
