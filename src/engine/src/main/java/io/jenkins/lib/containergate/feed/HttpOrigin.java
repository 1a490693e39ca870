package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryLimits;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepositoryArchive;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepositoryArchive.Place;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Publishers and mirrors, by TLS; a file that did not change is not sent again. */
final class HttpOrigin implements FeedOrigin {

    private final HttpTransport transport;
    private final URI sigstore;
    private final Clock clock;

    /** @param sigstore address of the TUF repository; ends with a slash */
    HttpOrigin(HttpTransport transport, URI sigstore, Clock clock) {
        this.transport = transport;
        this.sigstore = sigstore;
        this.clock = clock;
    }

    @Override
    public Optional<Fetched> fetch(Feed feed, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        HttpFiles files = new HttpFiles(transport);
        if (feed.kind() instanceof Feed.Kind.VexRepository repository && repository.published()) {
            return new VexRepositoryFiles(files, clock)
                    .fetch(repository.manifest().orElseThrow(), feed.maxBytes(), known, draft, deadline);
        }
        return feed.kind() instanceof Feed.Kind.Advisories advisories && advisories.ofVendor()
                ? new VendorFiles(files, AdvisoryLimits.defaults(), clock)
                        .fetch(advisories.release(), feed.maxBytes(), known, draft, deadline)
                : files.changed(feed.address(), feed.maxBytes(), known, draft, clock, deadline);
    }

    @Override
    public TufRepository sigstore(Deadline deadline) {
        return (path, maxBytes) -> {
            URI address = sigstore.resolve(path);
            HttpCall call = HttpCall.get(address, Map.of());
            return transport.retrying(deadline, () -> {
                try (HttpAnswer answer = transport.once(call, deadline)) {
                    if (answer.status() == HttpFiles.NOT_FOUND || answer.status() == HttpFiles.FORBIDDEN) {
                        return Optional.empty();
                    }
                    if (answer.status() != HttpFiles.OK) {
                        throw HttpFiles.refused(address, answer);
                    }
                    return Optional.of(Bytes.of(answer.bytes(maxBytes, "maxBytes", address.toString())));
                }
            });
        };
    }

    /** VEX repositories of others: the manifest names the archive, which is kept in one form. */
    private static final class VexRepositoryFiles {
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
}
