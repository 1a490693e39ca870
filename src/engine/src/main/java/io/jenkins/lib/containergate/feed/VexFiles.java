package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.vendor.RedHatVexArchive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Red Hat's VEX documents: {@code archive_latest.txt} names the archive of the day. */
final class VexFiles {
    private static final int MAX_NAME = 1024;
    private static final Pattern NAME = Pattern.compile("csaf_vex_[0-9]{4}-[0-9]{2}-[0-9]{2}\\.tar\\.zst");
    private static final String REMEDY = "update again; if it stays so, check the proxies in between";

    private final HttpFiles files;
    private final Clock clock;

    VexFiles(HttpFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** As {@link FeedOrigin#fetch}; an archive has another name each day. */
    Optional<FeedOrigin.Fetched> fetch(
            URI folder, long maxBytes, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        URI latest = folder.resolve("archive_latest.txt");
        String name = new String(files.small(latest, MAX_NAME, deadline), StandardCharsets.UTF_8).strip();
        if (!NAME.matcher(name).matches()) {
            throw new GateException(
                    latest + " names " + SafeText.visible(name) + ", which is not csaf_vex_DATE.tar.zst", REMEDY);
        }
        Optional<String> etag = Optional.of(VendorFiles.FORMAT + name);
        if (known.isPresent() && known.get().etag().equals(etag)) {
            return Optional.empty();
        }
        URI address = folder.resolve(name);
        Path part = draft.resolveSibling(draft.getFileName() + ".part");
        try {
            files.large(address, maxBytes, part, deadline);
            convert(address, part, draft, deadline);
        } finally {
            DataUpdate.delete(part);
        }
        return Optional.of(new FeedOrigin.Fetched(etag, Optional.empty(), clock.instant()));
    }

    private static void convert(URI address, Path part, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16)) {
            Compression.Detected detected = Compression.detect(in);
            RedHatVexArchive.standard()
                    .convert(address.toString(), detected.compression().decompress(detected.stream()), draft, deadline);
        } catch (IOException e) {
            throw new GateException(address + " cannot be unpacked: " + FileProblem.of(e), REMEDY, e);
        }
    }
}
