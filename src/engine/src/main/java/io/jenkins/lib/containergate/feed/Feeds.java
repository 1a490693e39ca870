package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every address that data are fetched from: the one table. A mirror replaces them all and has the layout of the data
 * directory, so that a data directory behind a web server is a mirror.
 *
 * @see <a href="https://google.github.io/osv.dev/data/#data-dumps">OSV data dumps</a>
 * @see <a href="https://www.cisa.gov/known-exploited-vulnerabilities-catalog">CISA's catalogue</a>
 * @see <a href="https://www.first.org/epss/data_stats">EPSS data</a>
 */
public final class Feeds {
    /** Below the data directory and the address of a mirror. */
    static final String SIGSTORE = "sigstore";

    private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";
    private static final String KNOWN_EXPLOITED =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";
    private static final String EPSS = "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz";
    private static final String SIGSTORE_TUF = "https://tuf-repo-cdn.sigstore.dev/";
    private static final long MAX_EXPORT = 4L << 30;
    private static final long MAX_LIST = 64L << 20;

    private final Optional<String> mirror;

    private Feeds(Optional<String> mirror) {
        this.mirror = mirror;
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

    /** OSV's names of the ecosystems whose packages are read. */
    public static SortedSet<String> ecosystems() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        Arrays.stream(Ecosystem.values()).map(Ecosystem::osvName),
                        Arrays.stream(Distribution.values()).map(Distribution::osvName))
                .flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    /** @param ecosystem one of {@link #ecosystems} */
    public Feed osv(String ecosystem) {
        return feed(
                "osv/" + ecosystem.replaceAll("[^A-Za-z0-9.]", "-") + ".zip",
                OSV + encoded(ecosystem) + "/all.zip",
                MAX_EXPORT,
                new Feed.Kind.OsvExport(ecosystem));
    }

    public Feed knownExploited() {
        return feed("kev.json", KNOWN_EXPLOITED, MAX_LIST, new Feed.Kind.KnownExploited());
    }

    public Feed epss() {
        return feed("epss.csv.gz", EPSS, MAX_LIST, new Feed.Kind.Epss());
    }

    /** What is small and worth having whatever the images. */
    public List<Feed> lists() {
        return List.of(knownExploited(), epss());
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
            text.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xff));
        }
        return text.toString();
    }
}
