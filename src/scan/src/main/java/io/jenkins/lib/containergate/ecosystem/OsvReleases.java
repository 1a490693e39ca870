package io.jenkins.lib.containergate.ecosystem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How OSV, or what is made of a vendor's advisories, divides a distribution's data by releases.
 *
 * <p>A derivative is not its parent: its packages have versions of its own, so {@code ID_LIKE} is not followed.
 *
 * @param ecosystem the distribution's name in OSV: {@code Debian}
 * @param published OSV publishes data about it; otherwise its vendor does, and the name is one that OSV could have
 * @param scope the part of the data about a release; empty when the release is not known
 * @see <a href="https://ossf.github.io/osv-schema/#defined-ecosystems">OSV schema, defined ecosystems</a>
 */
record OsvReleases(String ecosystem, boolean published, Function<OsRelease, Optional<OsvScope>> scope) {
    private static final Map<String, String> DEBIAN_CODENAMES = Map.of(
            "wheezy",
            "7",
            "jessie",
            "8",
            "stretch",
            "9",
            "buster",
            "10",
            "bullseye",
            "11",
            "bookworm",
            "12",
            "trixie",
            "13",
            "forky",
            "14",
            "duke",
            "15");
    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})(?:\\..*)?");
    private static final Pattern MAJOR_MINOR = Pattern.compile("([0-9]{1,4}\\.[0-9]{1,4})(?:\\.[0-9]+)?");
    private static final Pattern OPEN_EULER =
            Pattern.compile("openEuler ([0-9]{2}\\.[0-9]{2}) \\((LTS(?:-SP[0-9])?)\\)");
    private static final Pattern SLES =
            Pattern.compile("SUSE (Linux Enterprise [A-Za-z ]*?([0-9]{1,2}(?: SP[0-9]|\\.[0-9])?))");

    private OsvReleases(String ecosystem, Function<OsRelease, Optional<OsvScope>> scope) {
        this(ecosystem, true, scope);
    }

    /** One whose vendor numbers its releases, and whose advisories OSV does not have. */
    static OsvReleases ofVendor(String ecosystem) {
        return new OsvReleases(ecosystem, false, os -> major(os).map(release -> OsvScope.ofVendor(ecosystem, release)));
    }

    /** One without releases. */
    static OsvReleases rolling(String ecosystem, boolean binaryNames) {
        return new OsvReleases(ecosystem, os -> Optional.of(OsvScope.rolling(ecosystem, binaryNames)));
    }

    /** One of whose releases OSV knows this alone. */
    static OsvReleases single(String ecosystem, String release) {
        return new OsvReleases(ecosystem, os -> Optional.of(OsvScope.released(ecosystem, false, release)));
    }

    /** {@code VERSION_ID} as it is, after {@code prefix}. */
    static OsvReleases version(String ecosystem, String prefix) {
        return new OsvReleases(
                ecosystem, os -> os.versionId().map(id -> OsvScope.released(ecosystem, false, prefix + id)));
    }

    static OsvReleases major(String ecosystem, boolean binaryNames) {
        return new OsvReleases(ecosystem, os -> major(os).map(id -> OsvScope.released(ecosystem, binaryNames, id)));
    }

    static OsvReleases majorMinor(String ecosystem, boolean binaryNames) {
        return new OsvReleases(
                ecosystem, os -> majorMinor(os).map(id -> OsvScope.released(ecosystem, binaryNames, id)));
    }

    static OsvReleases debian() {
        return new OsvReleases("Debian", OsvReleases::debian);
    }

    /** The number of a release by its name. */
    static Optional<String> debian(String codename) {
        return Optional.ofNullable(DEBIAN_CODENAMES.get(codename));
    }

    static OsvReleases ubuntu() {
        return new OsvReleases("Ubuntu", os -> majorMinor(os).map(OsvReleases::ubuntu));
    }

    /** The development branch, whose version says {@code _alpha}, has no data of its own. */
    static OsvReleases alpine() {
        return new OsvReleases("Alpine", os -> majorMinor(os).map(id -> OsvScope.released("Alpine", false, "v" + id)));
    }

    static OsvReleases redHat() {
        return new OsvReleases("Red Hat", os -> major(os).map(major -> redHat(os, major)));
    }

    static OsvReleases openEuler() {
        return new OsvReleases("openEuler", OsvReleases::openEuler);
    }

    static OsvReleases suse() {
        return new OsvReleases("SUSE", OsvReleases::suse);
    }

    private static Optional<OsvScope> debian(OsRelease os) {
        Optional<String> release = major(os);
        if (release.isEmpty()) {
            release = os.codename().map(name -> DEBIAN_CODENAMES.getOrDefault(name, name));
        }
        return release.map(r -> OsvScope.released("Debian", false, r));
    }

    /** What is fixed for subscribers only ("Pro") is not fixed here, so those records count as well. */
    private static OsvScope ubuntu(String release) {
        Pattern others = Pattern.compile("(?:.*:)?" + Pattern.quote(release) + "(?::.*)?");
        return OsvScope.released(
                        "Ubuntu", false, release + ":LTS", release, "Pro:" + release + ":LTS", "Pro:" + release)
                .with(new OtherStreams(others, true));
    }

    /**
     * Red Hat names product streams: {@code enterprise_linux:9::baseos}, since 10 with a minor version. What is fixed for
     * subscribers only, after the end of a release's or a minor release's life, is not fixed here.
     *
     * @see <a href="https://access.redhat.com/support/policy/updates/errata">Red Hat Enterprise Linux life cycle</a>
     */
    private static OsvScope redHat(OsRelease os, String major) {
        String release = Pattern.quote(major);
        String own = majorMinor(os)
                .map(minor -> "|rhel_(?:eus|e4s|aus|tus|eus_long_life):" + Pattern.quote(minor))
                .orElse("");
        Pattern streams = Pattern.compile("(?:enterprise_linux:" + release + "(?:\\.[0-9]+)?|rhel_els:" + release + own
                + ")(?:::.*)?|rhel_software_collections:[^:]*::el" + release);
        List<String> names = new ArrayList<>(List.of(
                "enterprise_linux:" + major + "::baseos",
                "enterprise_linux:" + major + "::appstream",
                "enterprise_linux:" + major + "::crb",
                "enterprise_linux:" + major,
                "rhel_els:" + major));
        majorMinor(os)
                .ifPresent(minor ->
                        names.addAll(List.of("rhel_eus:" + minor + "::baseos", "rhel_eus:" + minor + "::appstream")));
        return OsvScope.matching("Red Hat", true, streams, names.toArray(String[]::new))
                .with(new OtherStreams(Pattern.compile(".*"), false));
    }

    private static Optional<OsvScope> openEuler(OsRelease os) {
        Matcher release = OPEN_EULER.matcher(os.prettyName());
        return release.matches()
                ? Optional.of(OsvScope.released("openEuler", false, release.group(1) + "-" + release.group(2)))
                : Optional.empty();
    }

    /** Packages of an image come from the server product and from modules of the same service pack. */
    private static Optional<OsvScope> suse(OsRelease os) {
        Matcher product = SLES.matcher(os.prettyName());
        if (!product.matches()) {
            return Optional.empty();
        }
        String release = product.group(2);
        Pattern products = Pattern.compile("Linux Enterprise .*?" + Pattern.quote(release) + "(?:-[A-Z]+)?");
        return Optional.of(OsvScope.matching(
                "SUSE", false, products, product.group(1), "Linux Enterprise Module for Basesystem " + release));
    }

    private static Optional<String> major(OsRelease os) {
        return os.versionId().map(MAJOR::matcher).filter(Matcher::matches).map(m -> m.group(1));
    }

    private static Optional<String> majorMinor(OsRelease os) {
        return os.versionId().map(MAJOR_MINOR::matcher).filter(Matcher::matches).map(m -> m.group(1));
    }
}
