package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepositoryArchive;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepositoryArchive.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** VEX repositories of others: the manifest names the archive, which is kept in one form. */
final class VexRepositoryFiles {
    private static final String FORMAT = "vex1:";

    private final HttpFiles files;
    private final Clock clock;

    VexRepositoryFiles(HttpFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** As {@link FeedOrigin#fetch}. */
    Optional<FeedOrigin.Fetched> fetch(
            URI manifest, long maxBytes, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        Place place = VexRepositoryArchive.place(
                manifest, files.small(manifest, VexRepositoryArchive.MAX_MANIFEST_BYTES, deadline));
        String format = FORMAT + place.archive() + "//" + place.folder() + " ";
        Path part = draft.resolveSibling(draft.getFileName() + ".part");
        try {
            Optional<FeedOrigin.Fetched> fetched = files.changed(
                    place.archive(), maxBytes, known.flatMap(have -> have.madeAs(format)), part, clock, deadline);
            if (fetched.isEmpty()) {
                return fetched;
            }
            VexRepositoryArchive.pack(manifest, place, part, draft, deadline);
            return Optional.of(new FeedOrigin.Fetched(
                    Optional.of(format + fetched.get().etag().orElse("")),
                    fetched.get().lastModified(),
                    fetched.get().checkedAt()));
        } catch (IOException e) {
            throw new GateException(
                    place.archive() + " cannot be unpacked: " + FileProblem.of(e),
                    "repositories are read as tar.gz and zip; report it to its operator, or update again",
                    e);
        } finally {
            DataUpdate.delete(part);
        }
    }
}
