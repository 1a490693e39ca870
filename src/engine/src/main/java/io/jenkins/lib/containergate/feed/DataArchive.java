package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.archive.StableZip;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.tuf.SigstoreTuf;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A data directory as one zip, for networks that reach no publisher. What comes out of it is verified as what comes from a
 * publisher is, and is as old as it was when it was fetched.
 */
public final class DataArchive implements FeedOrigin, Closeable {
    private static final int BUFFER = 1 << 16;
    /** Of Sigstore's TUF repository, which has some ten. */
    private static final int MOST_ENTRIES = 10_000;

    private static final String REMEDY = "write it again with: gate data export FILE";

    private final Path file;
    private final ZipFile zip;
    private final Map<String, FeedRecord> records;

    private DataArchive(Path file, ZipFile zip, Map<String, FeedRecord> records) {
        this.file = file;
        this.zip = zip;
        this.records = Map.copyOf(records);
    }

    /** @throws GateException when it is not such an archive */
    public static DataArchive open(Path file) throws GateException {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                byte[] json = small(file, zip, FeedRecords.FILE, FeedRecords.MAX_BYTES)
                        .orElseThrow(() -> new GateException(file + " holds no " + FeedRecords.FILE, REMEDY))
                        .toArray();
                return new DataArchive(file, zip, FeedRecords.parse(json, FeedRecords.FILE + " of " + file));
            } catch (GateException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new GateException(file + " is not an archive of data: " + FileProblem.of(e), REMEDY, e);
        }
    }

    /** Files of the table that are in it. */
    public List<Feed> feeds() {
        Feeds known = Feeds.published();
        return Stream.of(
                        known.lists().stream(),
                        Feeds.ecosystems().stream().flatMap(name -> known.of(name).stream()),
                        records.keySet().stream().filter(Feeds::isVexRepository).map(known::vexRepository))
                .flatMap(each -> each)
                .filter(feed -> records.containsKey(feed.path()))
                .toList();
    }

    /** Whether Sigstore's trusted root is in it. */
    public boolean sigstore() {
        return records.containsKey(Feeds.SIGSTORE + "/" + SigstoreTuf.TRUSTED_ROOT);
    }

    @Override
    public Optional<Fetched> fetch(Feed feed, Optional<FeedRecord> known, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        FeedRecord record = records.get(feed.path());
        ZipEntry entry = zip.getEntry(feed.path());
        if (record == null || entry == null) {
            throw new GateException(file + " holds no " + feed.path(), REMEDY);
        }
        if (known.filter(have -> !have.checkedAt().isBefore(record.checkedAt())).isPresent()) {
            throw new GateException(
                    "what is there was checked at " + known.get().checkedAt() + ", and the archive's at "
                            + record.checkedAt(),
                    "carry a newer archive over");
        }
        copy(feed, entry, draft, deadline);
        try {
            Digest digest = FileDigest.of(draft);
            if (!digest.equals(record.digest())) {
                throw new GateException(feed.path() + " of " + file + " is not the file that was exported", REMEDY);
            }
        } catch (IOException e) {
            throw DataDirectory.unusable(draft, e);
        }
        return Optional.of(new Fetched(record.etag(), record.lastModified(), record.checkedAt()));
    }

    private void copy(Feed feed, ZipEntry entry, Path draft, Deadline deadline)
            throws GateException, InterruptedException {
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(draft)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                deadline.check("reading " + feed.path() + " of " + file);
                total += read;
                if (total > feed.maxBytes()) {
                    throw new LimitExceededException(feed.path() + " of " + file, "maxBytes", feed.maxBytes());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new GateException(feed.path() + " of " + file + " cannot be read: " + FileProblem.of(e), REMEDY, e);
        }
    }

    @Override
    public TufRepository sigstore(Deadline deadline) {
        return (path, maxBytes) -> {
            try {
                return small(file, zip, Feeds.SIGSTORE + "/" + path, maxBytes);
            } catch (IOException e) {
                throw new GateException(path + " of " + file + " cannot be read: " + FileProblem.of(e), REMEDY, e);
            }
        };
    }

    private static Optional<Bytes> small(Path file, ZipFile zip, String path, int maxBytes)
            throws GateException, IOException {
        ZipEntry entry = zip.getEntry(path);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new LimitExceededException(path + " of " + file, "maxBytes", maxBytes);
            }
            return Optional.of(Bytes.of(bytes));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /**
     * Writes what a directory holds; the same data are the same bytes.
     *
     * @return the paths that it holds
     * @throws GateException when there is nothing, or it cannot be written
     */
    public static List<String> write(DataDirectory directory, Path file) throws GateException {
        Map<String, FeedRecord> records = directory.records();
        records.keySet().removeIf(path -> !Files.isRegularFile(directory.file(path)));
        if (records.isEmpty()) {
            throw new GateException(
                    "the data directory " + directory.root() + " holds nothing to export", "run: gate data update");
        }
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (DirectoryLock lock = DirectoryLock.take(directory.root())) {
            List<String> paths = new ArrayList<>(records.keySet());
            paths.addAll(metadata(directory));
            write(directory, records, paths, draft);
            Draft.publish(draft, file);
            lock.check();
            return paths;
        } catch (IOException e) {
            throw new GateException(
                    file + " cannot be written: " + FileProblem.of(e), "choose another file, or free space", e);
        }
    }

    private static void write(DataDirectory directory, Map<String, FeedRecord> records, List<String> paths, Path draft)
            throws IOException {
        try (StableZip zip = StableZip.fast(draft)) {
            zip.put(FeedRecords.FILE, FeedRecords.write(records));
            for (String path : paths) {
                zip.put(path, directory.file(path));
            }
        }
    }

    /** The TUF repository, which lets whoever imports verify for himself. */
    private static List<String> metadata(DataDirectory directory) throws IOException {
        Path root = directory.file(Feeds.SIGSTORE);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        return FileTree.find(root, MOST_ENTRIES, Files::isRegularFile).stream()
                .map(each -> directory.root().relativize(each).toString().replace('\\', '/'))
                .filter(path -> !path.equals(Feeds.SIGSTORE + "/" + SigstoreTuf.TRUSTED_ROOT))
                .filter(path -> !path.endsWith(".new"))
                .sorted()
                .toList();
    }
}
