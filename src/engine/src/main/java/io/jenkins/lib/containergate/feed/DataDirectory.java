package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.archive.Draft;
import io.jenkins.lib.containergate.ecosystem.OsvScope;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.tuf.SigstoreTuf;
import io.jenkins.lib.containergate.signature.tuf.TufRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where fetched data are kept, and what a mirror serves: {@code osv/ECOSYSTEM.zip}, {@code vendor/RELEASE.zip}, {@code kev.json}, {@code epss.csv.gz},
 * {@code end-of-life.json}, {@code vex/NAME.zip}, {@code sigstore/} (a TUF repository, with the {@code trusted_root.json} taken from it), {@code feeds.json}. Whoever can
 * write there can change verdicts.
 */
public final class DataDirectory {
    private static final String REMEDY = "check the permissions of the data directory, and the space on its disk";

    private final Path root;
    private final Feeds names = Feeds.published();

    public DataDirectory(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** The export of an ecosystem, if it is there. */
    public Optional<Path> osv(String ecosystem) {
        return existing(names.osv(ecosystem).path());
    }

    /** What is there about an ecosystem: OSV's export, and exports made of its vendor's advisories on any release. */
    public List<Path> exports(String ecosystem) {
        return exports(ecosystem, release -> true);
    }

    /** The same without what the vendor says about other releases. */
    List<Path> exports(OsvScope scope) {
        return exports(scope.ecosystem(), release -> release.concerns(scope));
    }

    /** What a vendor says about a release and is not there, where OSV has an export of its own. */
    List<String> missing(OsvScope scope) {
        return scope.vendor()
                ? List.of()
                : wanted(scope.ecosystem(), release -> release.concerns(scope))
                        .filter(feed -> feed.kind() instanceof Feed.Kind.Advisories)
                        .map(Feed::path)
                        .filter(path -> existing(path).isEmpty())
                        .toList();
    }

    private List<Path> exports(String ecosystem, Predicate<VendorRelease> wanted) {
        return wanted(ecosystem, wanted)
                .flatMap(feed -> existing(feed.path()).stream())
                .toList();
    }

    private Stream<Feed> wanted(String ecosystem, Predicate<VendorRelease> wanted) {
        return names.of(ecosystem).stream()
                .filter(feed ->
                        !(feed.kind() instanceof Feed.Kind.Advisories advisories) || wanted.test(advisories.release()));
    }

    /** OSV's names of the ecosystems whose exports are there. */
    public SortedSet<String> ecosystems() {
        SortedSet<String> present = new TreeSet<>(Feeds.ecosystems());
        present.removeIf(ecosystem -> exports(ecosystem).isEmpty());
        return present;
    }

    /** The CISA catalogue of known exploited vulnerabilities (KEV), if it is there. */
    public Optional<Path> knownExploited() {
        return existing(names.knownExploited().path());
    }

    /** EPSS scores, compressed with gzip, if they are there. */
    public Optional<Path> epss() {
        return existing(names.epss().path());
    }

    /**
     * When the support of releases ends: as fetched, else as it came with the program.
     *
     * @throws GateException when what is there cannot be read
     */
    public SupportEnds supportEnds() throws GateException {
        Optional<Path> fetched = existing(names.endOfLife().path());
        return fetched.isEmpty() ? SupportEnds.builtIn() : SupportEnds.published(fetched.get());
    }

    /**
     * The VEX repositories that were fetched, by their paths.
     *
     * @throws GateException when it is not known what was fetched
     */
    public Map<String, Path> vexRepositories() throws GateException {
        Map<String, Path> present = new TreeMap<>();
        records().keySet().stream()
                .filter(Feeds::isVexRepository)
                .forEach(path -> existing(path).ifPresent(file -> present.put(path, file)));
        return present;
    }

    /** Sigstore's {@code trusted_root.json}, verified when it came. */
    public Optional<Path> trustedRoot() {
        return existing(Feeds.SIGSTORE + "/" + SigstoreTuf.TRUSTED_ROOT);
    }

    /** Where indexes of exports are kept between scans. */
    public Path indexes() {
        return root.resolve("index");
    }

    /** What is remembered of each file, by its path; empty for a directory that nothing was fetched into. */
    public Map<String, FeedRecord> records() throws GateException {
        Optional<Bytes> content = small(FeedRecords.FILE, FeedRecords.MAX_BYTES);
        return content.isEmpty()
                ? new TreeMap<>()
                : FeedRecords.parse(
                        content.get().toArray(), root.resolve(FeedRecords.FILE).toString());
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** The metadata that an earlier update left. */
    TufRepository sigstore() {
        return (path, maxBytes) -> small(Feeds.SIGSTORE + "/" + path, maxBytes);
    }

    private Optional<Path> existing(String path) {
        return Optional.of(root.resolve(path)).filter(Files::isRegularFile);
    }

    private Optional<Bytes> small(String path, int maxBytes) throws GateException {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new GateException(file + " is larger than " + maxBytes + " bytes", "remove it and update again");
            }
            return Optional.of(Bytes.of(bytes));
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Makes the folder of a file. */
    static void prepare(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** Whole or not at all. */
    void write(String path, byte[] content) throws GateException {
        Path file = root.resolve(path);
        try {
            prepare(file);
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, content);
            Draft.publish(draft, file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static GateException unusable(Path file, IOException e) {
        return new GateException(file + " cannot be read or written: " + FileProblem.of(e), REMEDY, e);
    }
}
