package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsvScope;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every address that data are fetched from: the one table. A mirror replaces them all and has the layout of the data
 * directory, so that a data directory behind a web server is a mirror.
 *
 * @see <a href="https://google.github.io/osv.dev/data/#data-dumps">OSV data dumps</a>
 * @see <a href="https://www.cisa.gov/known-exploited-vulnerabilities-catalog">CISA's catalogue</a>
 * @see <a href="https://www.first.org/epss/data_stats">EPSS data</a>
 * @see <a href="https://endoflife.date/docs/api/v1/">endoflife.date API</a>
 */
public final class Feeds {
    /** Below the data directory and the address of a mirror. */
    static final String SIGSTORE = "sigstore";

    private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";
    private static final String KNOWN_EXPLOITED =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    private static final String EPSS = "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz";
    private static final String END_OF_LIFE = "https://endoflife.date/api/v1/products/full";
    private static final String SIGSTORE_TUF = "https://tuf-repo-cdn.sigstore.dev/";
    private static final String AMAZON = "https://cdn.amazonlinux.com/";
    private static final String ORACLE = "https://linux.oracle.com/security/oval/com.oracle.elsa-all.xml.bz2";
    private static final String RED_HAT = "https://security.access.redhat.com/data/csaf/v2/vex/";
    private static final String BODHI = "https://bodhi.fedoraproject.org/";
    private static final long MAX_EXPORT = 4L << 30;
    private static final long MAX_REPOSITORY = 512L << 20;
    private static final String VEX = "vex/";
    private static final Pattern VEX_FILE = Pattern.compile("vex/[a-z0-9][a-z0-9-]{0,39}\\.zip");
    private static final long MAX_LIST = 64L << 20;

    private static final List<VendorRelease> VENDORS = List.of(
            new VendorRelease(
                    "Amazon Linux:2023",
                    Pattern.compile("ALAS2023[A-Z0-9._-]*-[0-9]{4}-[0-9]+"),
                    List.of(
                            mirrored("al2023/core/mirrors/latest/x86_64/mirror.list", false),
                            mirrored("al2023/core/mirrors/latest/aarch64/mirror.list", false),
                            mirrored("al2023/kernel-livepatch/mirrors/latest/x86_64/mirror.list", true))),
            new VendorRelease(
                    "Amazon Linux:2",
                    Pattern.compile("ALAS(?!-|2022|2023)[A-Z0-9._-]*-[0-9]{4}-[0-9]+"),
                    List.of(
                            mirrored("2/core/latest/x86_64/mirror.list", false),
                            mirrored("2/core/latest/aarch64/mirror.list", false),
                            new VendorRelease.Repository.Topics(
                                    URI.create(AMAZON + "2/extras-catalog.json"),
                                    AMAZON + "2/extras/%s/latest/x86_64/mirror.list"))),
            new VendorRelease(
                    "Oracle Linux",
                    Pattern.compile("ELSA-.*"),
                    List.of(new VendorRelease.Repository.Oval(URI.create(ORACLE)))),
            new VendorRelease(
                    "Fedora",
                    Pattern.compile("FEDORA-.*"),
                    List.of(new VendorRelease.Repository.Bodhi(URI.create(BODHI)))),
            new VendorRelease(
                    "Red Hat",
                    Pattern.compile("REDHAT-CVE-.*"),
                    List.of(new VendorRelease.Repository.VexArchive(URI.create(RED_HAT)))));

    private final Optional<String> mirror;

    private Feeds(Optional<String> mirror) {
        this.mirror = mirror;
    }

    private static VendorRelease.Repository mirrored(String path, boolean optional) {
        return new VendorRelease.Repository.Mirrored(URI.create(AMAZON + path), optional);
    }

    /** From their publishers. */
    public static Feeds published() {
        return new Feeds(Optional.empty());
    }

    /**
     * @param address where a data directory is served, by TLS
     * @throws GateException for any other address
     */
    public static Feeds mirrored(URI address) throws GateException {
        if (!"https".equals(address.getScheme()) || address.getHost() == null || address.getRawQuery() != null) {
            throw new GateException(
                    "the address of a mirror begins with https:// and has no query",
                    "serve the data directory with TLS: whoever can change the data changes verdicts");
        }
        String text = address.toString();
        return new Feeds(Optional.of(text.endsWith("/") ? text : text + "/"));
    }

    /** Names of the ecosystems whose packages are read, as OSV has or could have them. */
    public static SortedSet<String> ecosystems() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        Arrays.stream(Ecosystem.values()).map(Ecosystem::osvName),
                        Arrays.stream(Distribution.values()).map(Distribution::osvName))
                .flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    /**
     * Everything that is published about an ecosystem.
     *
     * @param ecosystem one of {@link #ecosystems}
     */
    public List<Feed> of(String ecosystem) {
        boolean vendorAlone = Arrays.stream(Distribution.values())
                .anyMatch(known -> known.osvName().equals(Optional.of(ecosystem)) && !known.inOsv());
        Stream<Feed> ofVendor = VENDORS.stream()
                .filter(release -> OsvScope.ecosystemOf(release.ecosystem()).equals(ecosystem))
                .map(this::vendor);
        return Stream.concat(vendorAlone ? Stream.empty() : Stream.of(osv(ecosystem)), ofVendor)
                .toList();
    }

    private Feed vendor(VendorRelease release) {
        String path = "vendor/" + fileName(release.ecosystem()) + ".zip";
        URI published = release.repositories().get(0).address();
        return feed(path, published.toString(), MAX_EXPORT, new Feed.Kind.Advisories(release, mirror.isEmpty()));
    }

    private static String fileName(String ecosystem) {
        return ecosystem.replaceAll("[^A-Za-z0-9.]", "-");
    }

    /** @param ecosystem one of {@link #ecosystems} that OSV publishes about */
    public Feed osv(String ecosystem) {
        return feed(
                "osv/" + fileName(ecosystem) + ".zip",
                OSV + encoded(ecosystem) + "/all.zip",
                MAX_EXPORT,
                new Feed.Kind.OsvExport(ecosystem));
    }

    /** The CISA catalogue of known exploited vulnerabilities (KEV). */
    public Feed knownExploited() {
        return feed("kev.json", KNOWN_EXPLOITED, MAX_LIST, new Feed.Kind.KnownExploited());
    }

    /** EPSS scores of all CVEs, compressed with gzip. */
    public Feed epss() {
        return feed("epss.csv.gz", EPSS, MAX_LIST, new Feed.Kind.Epss());
    }

    /** When the support of releases ends. */
    public Feed endOfLife() {
        return feed("end-of-life.json", END_OF_LIFE, SupportEnds.MAX_BYTES, new Feed.Kind.EndOfLife());
    }

    /**
     * A VEX repository.
     *
     * @param name of its file, of small letters, digits and hyphens
     * @param address of its manifest, or of the site that has it in the place that the specification gives
     * @throws GateException for another name, or an address without TLS
     */
    public Feed vexRepository(String name, URI address) throws GateException {
        String path = VEX + name + ".zip";
        if (!isVexRepository(path)
                || !"https".equals(address.getScheme())
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null) {
            throw new GateException(
                    "a VEX repository has a name of small letters, digits and hyphens and an address that begins with"
                            + " https://",
                    "write it as NAME=https://vex.example.org/, or with the address of its manifest");
        }
        boolean site = address.getRawPath().isEmpty() || address.getRawPath().equals("/");
        URI manifest = site ? address.resolve("/.well-known/vex-repository.json") : address;
        return feed(
                path,
                manifest.toString(),
                MAX_REPOSITORY,
                new Feed.Kind.VexRepository(Optional.of(manifest), mirror.isEmpty()));
    }

    /** One that is there already. */
    public Feed vexRepository(String path, Path file) throws GateException {
        String name = path.substring(VEX.length(), path.length() - ".zip".length());
        return vexRepository(name, VexRepository.address(file));
    }

    /** One that was carried over, and says itself which it is. */
    Feed vexRepository(String path) {
        return feed(path, path, MAX_REPOSITORY, new Feed.Kind.VexRepository(Optional.empty(), false));
    }

    static boolean isVexRepository(String path) {
        return VEX_FILE.matcher(path).matches();
    }

    /** What is small and worth having whatever the images. */
    public List<Feed> lists() {
        return List.of(knownExploited(), epss(), endOfLife());
    }

    /** The TUF repository; ends with a slash. */
    public URI sigstore() {
        return URI.create(mirror.map(address -> address + SIGSTORE + "/").orElse(SIGSTORE_TUF));
    }

    private Feed feed(String path, String published, long maxBytes, Feed.Kind kind) {
        return new Feed(path, URI.create(mirror.map(address -> address + path).orElse(published)), maxBytes, kind);
    }

    private static String encoded(String ecosystem) {
        StringBuilder text = new StringBuilder();
        for (byte each : ecosystem.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = Character.isLetterOrDigit(each & 0xff) && each > 0 || each == '.' || each == '-';
            text.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02X", each & 0xff));
        }
        return text.toString();
    }
}
