package io.jenkins.lib.containergate.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryExport;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryLimits;
import io.jenkins.lib.containergate.vulnerability.vendor.OracleOval;
import io.jenkins.lib.containergate.vulnerability.vendor.RepositoryMetadata;
import io.jenkins.lib.containergate.vulnerability.vendor.UpdateInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Advisories from a vendor's rpm repositories: list of mirrors, {@code repomd.xml}, and the {@code updateinfo.xml} whose
 * SHA-256 that one gives. All repositories of a release make one export; without one of them there is none.
 */
final class VendorFiles {
    private static final int MAX_LIST = 1 << 16;
    private static final int MAX_CATALOGUE = 4 << 20;
    private static final int MAX_TOPICS = 500;
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,60}");
    /** Of the exports that are made; a higher number has all of them made again. */
    static final String FORMAT = "1 ";

    private static final String REMEDY = "update again; if it stays so, check the proxies in between";

    private final HttpFiles files;
    private final AdvisoryLimits limits;
    private final Clock clock;

    VendorFiles(HttpFiles files, AdvisoryLimits limits, Clock clock) {
        this.files = files;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param digest that {@code repomd.xml} gives */
    private record Published(URI address, Digest digest) {}

    /** As {@link FeedOrigin#fetch}; what did not change is told by the digests of all files. */
    Optional<FeedOrigin.Fetched> fetch(
            VendorRelease release, long maxBytes, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        if (release.repositories().get(0) instanceof VendorRelease.Repository.VexArchive archive) {
            return new VexFiles(files, clock).fetch(archive.address(), maxBytes, known, draft, deadline);
        }
        if (release.repositories().get(0) instanceof VendorRelease.Repository.Oval oval) {
            return new OvalFiles(files, limits, clock).fetch(oval.address(), maxBytes, known, draft, deadline);
        }
        if (release.repositories().get(0) instanceof VendorRelease.Repository.Bodhi bodhi) {
            return new BodhiPages(files, limits, clock).fetch(bodhi.address(), maxBytes, known, draft, deadline);
        }
        List<Published> published = new ArrayList<>();
        for (VendorRelease.Repository repository : release.repositories()) {
            for (VendorRelease.Repository.Mirrored each : resolved(repository, deadline)) {
                find(each, deadline).ifPresent(published::add);
            }
        }
        String all =
                published.stream().map(each -> each.digest().hex()).sorted().collect(Collectors.joining(" "));
        Optional<String> etag = Optional.of(
                Digest.of((FORMAT + all).getBytes(StandardCharsets.UTF_8)).toString());
        if (known.isPresent() && known.get().etag().equals(etag)) {
            return Optional.empty();
        }
        AdvisoryExport export = new AdvisoryExport(release.ecosystem(), limits);
        Path part = draft.resolveSibling(draft.getFileName() + ".part");
        try {
            for (Published each : published) {
                files.large(each.address(), maxBytes, part, deadline);
                verify(each, part);
                read(each, part, release, export);
                deadline.check("reading " + each.address());
            }
            export.write(draft);
        } catch (IOException e) {
            throw DataDirectory.unusable(draft, e);
        } finally {
            DataUpdate.delete(part);
        }
        return Optional.of(new FeedOrigin.Fetched(etag, Optional.empty(), clock.instant()));
    }

    private List<VendorRelease.Repository.Mirrored> resolved(VendorRelease.Repository repository, Deadline deadline)
            throws GateException, InterruptedException {
        if (repository instanceof VendorRelease.Repository.Topics topics) {
            List<VendorRelease.Repository.Mirrored> all = new ArrayList<>();
            for (String topic : topics(topics.address(), deadline)) {
                all.add(new VendorRelease.Repository.Mirrored(
                        URI.create(topics.mirrors().formatted(topic)), true));
            }
            return all;
        }
        return List.of((VendorRelease.Repository.Mirrored) repository);
    }

    private List<String> topics(URI catalogue, Deadline deadline) throws GateException, InterruptedException {
        byte[] json = files.small(catalogue, MAX_CATALOGUE, deadline);
        List<String> names = new ArrayList<>();
        try {
            JsonNode document = new ObjectMapper(JsonBounds.depth(32).factory()).readTree(json);
            for (JsonNode topic : document.path("topics")) {
                String name = topic.path("n").asText("");
                if (!TOPIC.matcher(name).matches() || name.contains("..")) {
                    throw new GateException(catalogue + " has a topic called " + SafeText.visible(name), REMEDY);
                }
                names.add(name);
            }
        } catch (IOException e) {
            throw new GateException(catalogue + " is not JSON", REMEDY, e);
        }
        if (names.isEmpty()) {
            throw new GateException(catalogue + " has no topics", REMEDY);
        }
        if (names.size() > MAX_TOPICS) {
            throw new LimitExceededException(catalogue.toString(), "the number of topics", MAX_TOPICS);
        }
        return names;
    }

    private Optional<Published> find(VendorRelease.Repository.Mirrored repository, Deadline deadline)
            throws GateException, InterruptedException {
        URI base = mirror(repository.address(), deadline);
        URI address = base.resolve("repodata/repomd.xml");
        byte[] xml = files.small(address, RepositoryMetadata.MAX_BYTES, deadline);
        Optional<RepositoryMetadata> metadata = RepositoryMetadata.parse(xml, address.toString());
        if (metadata.isEmpty() && !repository.optional()) {
            throw new GateException(address + " names no advisories", REMEDY);
        }
        return metadata.map(found -> new Published(base.resolve(found.path()), found.digest()));
    }

    /** The first of the list; ends with a slash. Lists may leave the architecture to who reads them. */
    private URI mirror(URI list, Deadline deadline) throws GateException, InterruptedException {
        String text = new String(files.small(list, MAX_LIST, deadline), StandardCharsets.UTF_8);
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("")
                .replace("$basearch", architecture(list));
        try {
            URI address = URI.create(first.endsWith("/") ? first : first + "/");
            if ("https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                files.transport().route().check(Origin.of(list), address);
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new GateException(
                list + " is not a list of mirrors: it begins with " + SafeText.visible(first)
                        + ", and not with https://",
                REMEDY);
    }

    /** The folder that the list is in. */
    private static String architecture(URI list) {
        String[] parts = list.getPath().split("/");
        return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    private static void verify(Published published, Path part) throws GateException, IOException {
        if (!FileDigest.of(part).equals(published.digest())) {
            throw new GateException(
                    published.address() + " does not have the SHA-256 that repomd.xml gives for it",
                    "update again: the repository may have changed meanwhile; if it stays so, check the proxies in"
                            + " between");
        }
    }

    private void read(Published published, Path part, VendorRelease release, AdvisoryExport export)
            throws GateException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16)) {
            Compression.Detected detected = Compression.detect(in);
            new UpdateInfo(published.address().toString(), release.ids(), release.ecosystem(), limits)
                    .read(detected.compression().decompress(detected.stream()), export);
        } catch (IOException e) {
            throw new GateException(published.address() + " cannot be unpacked: " + FileProblem.of(e), REMEDY, e);
        }
    }

    /** Oracle's OVAL file, which is compressed with bzip2. */
    private static final class OvalFiles {
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
                        Optional.of(VendorFiles.FORMAT + came.etag().orElse("")),
                        came.lastModified(),
                        came.checkedAt()));
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
}
