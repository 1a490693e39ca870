package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryExport;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryLimits;
import io.jenkins.lib.containergate.vulnerability.vendor.FedoraUpdates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The security updates of all current releases of Fedora. Bodhi has no file of them and says not when they changed: every page is read,
 * and what did not change is told by the export that they make.
 */
final class BodhiPages {
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final int MAX_PAGE = 64 << 20;
    private static final int MAX_PAGES = 500;
    private static final int MAX_RELEASES = 10;
    private static final int ROWS = 50;

    private final HttpFiles files;
    private final AdvisoryLimits limits;
    private final Clock clock;

    BodhiPages(HttpFiles files, AdvisoryLimits limits, Clock clock) {
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    /** As {@link FeedOrigin#fetch}. */
    Optional<FeedOrigin.Fetched> fetch(
            URI service, long maxBytes, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        AdvisoryExport export = new AdvisoryExport("Fedora", limits);
        URI list = service.resolve("releases/?state=current&rows_per_page=100");
        byte[] releases = files.small(list, JSON, MAX_PAGE, deadline);
        var numbers = FedoraUpdates.releases(list.toString(), releases);
        if (numbers.size() > MAX_RELEASES) {
            throw new LimitExceededException(list.toString(), "the number of releases", MAX_RELEASES);
        }
        long left = maxBytes;
        for (String release : numbers) {
            left = pages(service, release, export, left, deadline);
        }
        try {
            export.write(draft);
            Optional<String> etag = Optional.of(VendorFiles.FORMAT + FileDigest.of(draft));
            return known.flatMap(FeedRecord::etag).equals(etag)
                    ? Optional.empty()
                    : Optional.of(new FeedOrigin.Fetched(etag, Optional.empty(), clock.instant()));
        } catch (IOException e) {
            throw DataDirectory.unusable(draft, e);
        }
    }

    /** @return how many of the bytes are left */
    private long pages(URI service, String release, AdvisoryExport export, long maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        FedoraUpdates updates = new FedoraUpdates(release, export);
        String query =
                "updates/?releases=F" + release + "&status=stable&type=security&rows_per_page=" + ROWS + "&page=";
        long left = maxBytes;
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            URI address = service.resolve(query + page);
            if (page > MAX_PAGES) {
                throw new LimitExceededException(address.toString(), "the number of pages", MAX_PAGES);
            }
            deadline.check("reading " + address);
            byte[] json = files.small(address, JSON, (int) Math.min(MAX_PAGE, left), deadline);
            left -= json.length;
            pages = updates.read(address.toString(), json, page);
        }
        updates.complete(service.resolve(query + pages).toString());
        return left;
    }
}
