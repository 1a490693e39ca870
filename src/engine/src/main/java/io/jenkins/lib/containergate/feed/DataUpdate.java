package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.signature.tuf.SigstoreTuf;
import io.jenkins.lib.containergate.signature.tuf.TufClient;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings files into a data directory: each is fetched to a draft, read as a scan reads it, and only then takes the place of
 * the one before. One that fails leaves the one before as it is, and the others go on.
 */
public final class DataUpdate {
    private static final String STAGE = "data";

    private final DataDirectory directory;
    private final FeedOrigin origin;
    private final FeedCheck check;
    private final Settings settings;
    private final Clock clock;
    private final ProgressListener progress;

    /**
     * @param fileTime how long one file may take
     * @param sigstoreRoot root metadata that Sigstore's repository is verified from
     * @param threads for reading exports
     */
    public record Settings(Duration fileTime, Bytes sigstoreRoot, OsvLimits limits, int threads) {
        /** 20 minutes a file, Sigstore's root as it came with the program, and a thread for each processor. */
        public static Settings defaults() {
            return new Settings(
                    Duration.ofMinutes(20),
                    SigstoreTuf.root(),
                    OsvLimits.defaults(),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    DataUpdate(DataDirectory directory, FeedOrigin origin, Settings settings, Clock clock, ProgressListener progress) {
        this.directory = directory;
        this.origin = origin;
        this.check = new FeedCheck(settings.limits(), clock, settings.threads());
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    /** From an archive that was carried over. */
    public static DataUpdate from(
            DataArchive archive, DataDirectory directory, Settings settings, Clock clock, ProgressListener progress) {
        return new DataUpdate(directory, archive, settings, clock, progress);
    }

    /** From publishers or a mirror. */
    public static DataUpdate over(
            HttpTransport transport,
            Feeds feeds,
            DataDirectory directory,
            Settings settings,
            Clock clock,
            ProgressListener progress) {
        return new DataUpdate(directory, new HttpOrigin(transport, feeds.sigstore(), clock), settings, clock, progress);
    }

    /**
     * @param sigstore also Sigstore's trusted root
     * @return what became of each, in the order they were asked for
     * @throws GateException when nothing can be done, as while another update is at work
     */
    public List<FeedOutcome> run(List<Feed> feeds, boolean sigstore, Deadline deadline)
            throws GateException, InterruptedException {
        try (DirectoryLock lock = DirectoryLock.take(directory.root())) {
            List<FeedOutcome> outcomes = new ArrayList<>();
            for (Feed feed : feeds) {
                outcomes.add(one(feed, deadline));
            }
            if (sigstore) {
                outcomes.add(sigstore(deadline));
            }
            lock.check();
            return outcomes;
        }
    }

    private FeedOutcome one(Feed feed, Deadline deadline) throws GateException, InterruptedException {
        Map<String, FeedRecord> records = directory.records();
        Optional<FeedRecord> known =
                Optional.ofNullable(records.get(feed.path())).filter(record -> whole(feed, record));
        progress.on(new ProgressEvent.StageStarted(STAGE, feed.path()));
        Path draft = directory.file(feed.path() + ".new");
        try {
            DataDirectory.prepare(draft);
            Deadline own = own(deadline);
            Optional<FeedOrigin.Fetched> fetched = origin.fetch(feed, known, draft, own);
            FeedRecord record = fetched.isPresent()
                    ? replace(feed, draft, fetched.get(), Optional.ofNullable(records.get(feed.path())), own)
                    : known.orElseThrow().checked(clock.instant());
            records.put(feed.path(), record);
            directory.write(FeedRecords.FILE, FeedRecords.write(records));
            FeedOutcome.Status status = fetched.isPresent() ? FeedOutcome.Status.UPDATED : FeedOutcome.Status.UNCHANGED;
            return new FeedOutcome(feed.path(), status, Optional.of(record), Optional.empty());
        } catch (GateException e) {
            return failed(feed.path(), known, e);
        } catch (IOException e) {
            return failed(feed.path(), known, DataDirectory.unusable(draft, e));
        } finally {
            progress.on(new ProgressEvent.StageFinished(STAGE, feed.path()));
            delete(draft);
        }
    }

    /** Whether the file is the one that is remembered: otherwise it has to come again. */
    private boolean whole(Feed feed, FeedRecord record) {
        try {
            return Files.size(directory.file(feed.path())) == record.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    private FeedRecord replace(
            Feed feed, Path draft, FeedOrigin.Fetched fetched, Optional<FeedRecord> before, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        Optional<Instant> newest = check.newest(feed, draft, deadline);
        Optional<Instant> had = before.flatMap(FeedRecord::newest);
        if (had.isPresent() && newest.isPresent() && newest.get().isBefore(had.get())) {
            throw new GateException(
                    "what came is from " + newest.get() + ", older than what is there, from " + had.get(),
                    "check the mirror or the archive; to go back, remove " + directory.file(feed.path()) + " and "
                            + FeedRecords.FILE);
        }
        FeedRecord record = new FeedRecord(
                fetched.etag(),
                fetched.lastModified(),
                FileDigest.of(draft),
                Files.size(draft),
                clock.instant(),
                fetched.checkedAt(),
                newest);
        Draft.publish(draft, directory.file(feed.path()));
        if (feed.kind().indexed()) {
            forgetIndexes();
        }
        return record;
    }

    /** Indexes of exports that are gone are never read again. */
    private void forgetIndexes() throws IOException {
        if (!Files.isDirectory(directory.indexes())) {
            return;
        }
        for (Path index : FileTree.entries(directory.indexes())) {
            Files.deleteIfExists(index);
        }
    }

    private FeedOutcome sigstore(Deadline deadline) throws InterruptedException {
        String path = Feeds.SIGSTORE + "/" + SigstoreTuf.TRUSTED_ROOT;
        Optional<FeedRecord> known = Optional.empty();
        progress.on(new ProgressEvent.StageStarted(STAGE, path));
        try {
            Map<String, FeedRecord> records = directory.records();
            known = Optional.ofNullable(records.get(path));
            TufRepository repository = origin.sigstore(own(deadline));
            TufClient.Update update = new TufClient(settings.sigstoreRoot(), TufClient.Limits.defaults())
                    .update(SigstoreTuf.TRUSTED_ROOT, repository, directory.sigstore(), clock.instant());
            TrustedRoot.parse(update.target(), "Sigstore's trusted root");
            for (Map.Entry<String, Bytes> file : update.files().entrySet()) {
                directory.write(
                        Feeds.SIGSTORE + "/" + file.getKey(), file.getValue().toArray());
            }
            directory.write(path, update.target().toArray());
            forgetMetadata(update.files().keySet());
            Digest digest = update.target().digest();
            boolean same =
                    known.filter(record -> record.digest().equals(digest)).isPresent();
            FeedRecord record = new FeedRecord(
                    Optional.empty(),
                    Optional.empty(),
                    digest,
                    update.target().size(),
                    same ? known.get().fetchedAt() : clock.instant(),
                    clock.instant(),
                    Optional.empty());
            records.put(path, record);
            directory.write(FeedRecords.FILE, FeedRecords.write(records));
            FeedOutcome.Status status = same ? FeedOutcome.Status.UNCHANGED : FeedOutcome.Status.UPDATED;
            return new FeedOutcome(path, status, Optional.of(record), Optional.empty());
        } catch (RejectedSignatureException e) {
            return failed(
                    path,
                    known,
                    new GateException(
                            e.problem(),
                            "see that nothing on the way, such as a mirror or a proxy, delivers other or older files,"
                                    + " and that the clock of this machine is right; then update again",
                            e));
        } catch (GateException e) {
            return failed(path, known, e);
        } catch (IOException e) {
            return failed(path, known, DataDirectory.unusable(directory.file(path), e));
        } finally {
            progress.on(new ProgressEvent.StageFinished(STAGE, path));
        }
    }

    /** Metadata that newer ones have replaced. */
    private void forgetMetadata(Set<String> current) throws IOException {
        for (Path file : FileTree.entries(directory.file(Feeds.SIGSTORE))) {
            String name = String.valueOf(file.getFileName());
            if (name.matches("[0-9]+\\.(?:snapshot|targets)\\.json") && !current.contains(name)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private FeedOutcome failed(String path, Optional<FeedRecord> known, GateException fault) {
        boolean there = Files.isRegularFile(directory.file(path));
        return new FeedOutcome(
                path, there ? FeedOutcome.Status.KEPT : FeedOutcome.Status.MISSING, known, Optional.of(fault));
    }

    private Deadline own(Deadline deadline) {
        Duration left = deadline.remaining();
        return Deadline.after(left.compareTo(settings.fileTime()) < 0 ? left : settings.fileTime(), clock);
    }

    static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // the next update writes over it
        }
    }
}
