package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryLimits;
import io.jenkins.lib.containergate.vulnerability.vendor.OracleOval;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Oracle's OVAL file, which is compressed with bzip2. */
final class OvalFiles {
    private final HttpFiles files;
    private final AdvisoryLimits limits;
    private final Clock clock;

    OvalFiles(HttpFiles files, AdvisoryLimits limits, Clock clock) {
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    /** As {@link FeedOrigin#fetch}. */
    Optional<FeedOrigin.Fetched> fetch(
            URI address, long maxBytes, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        Path part = draft.resolveSibling(draft.getFileName() + ".part");
        try {
            Optional<FeedRecord> same = known.flatMap(record -> record.madeAs(VendorFiles.FORMAT));
            Optional<FeedOrigin.Fetched> fetched = files.changed(address, maxBytes, same, part, clock, deadline);
            if (fetched.isPresent()) {
                convert(address, part, draft, deadline);
            }
            return fetched.map(came -> new FeedOrigin.Fetched(
                    Optional.of(VendorFiles.FORMAT + came.etag().orElse("")), came.lastModified(), came.checkedAt()));
        } finally {
            DataUpdate.delete(part);
        }
    }

    private void convert(URI address, Path part, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16);
                InputStream unpacked = new BZip2CompressorInputStream(in, true)) {
            new OracleOval(address.toString(), limits).convert(unpacked, draft, deadline);
        } catch (IOException e) {
            throw new GateException(
                    address + " cannot be unpacked: " + FileProblem.of(e),
                    "update again; if it stays so, check the proxies in between",
                    e);
        }
    }
}
