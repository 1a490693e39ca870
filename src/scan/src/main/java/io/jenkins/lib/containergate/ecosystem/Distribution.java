package io.jenkins.lib.containergate.ecosystem;

import io.jenkins.lib.containergate.ecosystem.DistributionEntry.Lifecycle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The distributions whose packages are understood, with everything the project knows about each: the one table from which
 * package URLs, the questions to OSV and Trivy, and contradictions between an image's files follow.
 *
 * <p>A derivative is not its parent: it has versions and release numbers of its own, so that the parent's data would call
 * vulnerabilities fixed that are not. {@code ID_LIKE} is therefore not followed, and an unlisted derivative is an unknown
 * operating system.
 */
public enum Distribution {
    DEBIAN(deb("debian")
            .lifecycle(Lifecycle.extended("debian"))
            .osv(OsvReleases.debian())
            .trivy("debian")
            .builders("debian.org", "debian.net")),
    UBUNTU(deb("ubuntu")
            .lifecycle(Lifecycle.of("ubuntu"))
            .osv(OsvReleases.ubuntu())
            .trivy("ubuntu")
            .builders("lists.ubuntu.com")
            .kin("ubuntu.com", "canonical.com")),
    ECHO(deb("echo")
            .lifecycle(Lifecycle.rolling())
            .osv(OsvReleases.rolling("Echo", false))
            .trivy("echo")),
    ALPINE(apk("alpine")
            .lifecycle(Lifecycle.of("alpine-linux"))
            .osv(OsvReleases.alpine())
            .trivy("alpine")
            .releasePackages("alpine-baselayout", "alpine-release")),
    WOLFI(apk("wolfi")
            .lifecycle(Lifecycle.rolling())
            .osv(OsvReleases.rolling("Wolfi", true))
            .trivy("wolfi")
            .releasePackages("wolfi-baselayout", "chainguard-baselayout")),
    CHAINGUARD(apk("chainguard")
            .lifecycle(Lifecycle.rolling())
            .osv(OsvReleases.rolling("Chainguard", true))
            .trivy("chainguard")
            .releasePackages("chainguard-baselayout", "wolfi-baselayout")),
    ALPAQUITA(apk("alpaquita").osv(OsvReleases.version("Alpaquita", ""))),
    MINIMOS(apk("minimos")
            .lifecycle(Lifecycle.rolling())
            .osv(OsvReleases.rolling("MinimOS", true))
            .trivy("minimos")),
    RED_HAT(rpm("rhel", "redhat")
            .lifecycle(Lifecycle.of("rhel"))
            .osv(OsvReleases.redHat())
            .trivy("redhat")
            .releasePackages("redhat-release", "redhat-release-server")
            .builders("Red Hat, Inc.")
            .kin("Red Hat")),
    CENTOS(rpm("centos", "centos")
            .lifecycle(Lifecycle.of("centos"))
            .trivy("centos")
            .releasePackages("centos-release", "centos-linux-release", "centos-stream-release")
            .builders("CentOS")),
    ROCKY(rpm("rocky", "rocky")
            .lifecycle(Lifecycle.of("rocky-linux"))
            .osv(OsvReleases.major("Rocky Linux", true))
            .trivy("rocky")
            .releasePackages("rocky-release")
            .builders("Rocky Enterprise Software Foundation")
            .kin("Rocky")),
    ALMA(rpm("almalinux", "almalinux")
            .lifecycle(Lifecycle.of("almalinux"))
            .osv(OsvReleases.major("AlmaLinux", true))
            .trivy("alma")
            .releasePackages("almalinux-release")
            .builders("AlmaLinux")),
    ORACLE(rpm("ol", "oracle")
            .osv(OsvReleases.ofVendor("Oracle Linux"))
            .lifecycle(Lifecycle.of("oracle-linux"))
            .trivy("oracle")
            .releasePackages("oraclelinux-release")
            .builders("Oracle America")),
    CLOUD_LINUX(rpm("cloudlinux", "cloudlinux")),
    SCIENTIFIC(rpm("scientific", "scientific")),
    VIRTUOZZO(rpm("virtuozzo", "virtuozzo")),
    AMAZON(rpm("amzn", "amazon")
            .lifecycle(Lifecycle.of("amazon-linux"))
            .osv(OsvReleases.ofVendor("Amazon Linux"))
            .trivy("amazon")
            .releasePackages("system-release")
            .builders("Amazon Linux")
            .kin("Amazon.com")),
    FEDORA(rpm("fedora", "fedora")
            .lifecycle(Lifecycle.of("fedora"))
            .osv(OsvReleases.ofVendor("Fedora"))
            .releasePackages("fedora-release", "fedora-release-common")
            .builders("Fedora Project")),
    LEAP(rpm("opensuse-leap", "opensuse")
            .lifecycle(Lifecycle.of("opensuse"))
            .osv(OsvReleases.version("openSUSE", "Leap "))
            .trivy("opensuse-leap")
            .builders("openSUSE", "SUSE LLC <https://www.suse.com/>")
            .kin("SUSE")),
    LEAP_MICRO(rpm("opensuse-leap-micro", "opensuse")),
    MICRO_OS(rpm("opensuse-microos", "opensuse").lifecycle(Lifecycle.rolling())),
    TUMBLEWEED(rpm("opensuse-tumbleweed", "opensuse")
            .lifecycle(Lifecycle.rolling())
            .osv(OsvReleases.single("openSUSE", "Tumbleweed"))
            .trivy("opensuse-tumbleweed")
            .builders("openSUSE")
            .kin("SUSE")),
    OPEN_SUSE(rpm("opensuse", "opensuse")),
    SUSE_SERVER(rpm("sles", "suse")
            .lifecycle(Lifecycle.of("sles"))
            .osv(OsvReleases.suse())
            .trivy("sles")
            .builders("SUSE LLC <https://www.suse.com/>")
            .kin("SUSE", "openSUSE")),
    SUSE_SERVER_SAP(rpm("sles_sap", "suse").lifecycle(Lifecycle.of("sles")).osv(OsvReleases.suse())),
    SUSE_DESKTOP(rpm("sled", "suse").osv(OsvReleases.suse())),
    SUSE_HPC(rpm("sle_hpc", "suse").osv(OsvReleases.suse())),
    SUSE_MICRO(rpm("sl-micro", "suse").trivy("slem")),
    AZURE_LINUX(rpm("azurelinux", "azurelinux")
            .osv(OsvReleases.major("Azure Linux", false))
            .trivy("azurelinux")
            .releasePackages("azurelinux-release")),
    CBL_MARINER(rpm("mariner", "mariner")
            .osv(OsvReleases.major("Azure Linux", false))
            .trivy("cbl-mariner")
            .releasePackages("mariner-release")),
    PHOTON(rpm("photon", "photon")
            .osv(OsvReleases.majorMinor("Photon OS", true))
            .trivy("photon")
            .releasePackages("photon-release")),
    MAGEIA(rpm("mageia", "mageia").osv(OsvReleases.major("Mageia", false))),
    OPEN_EULER(rpm("openeuler", "openeuler").osv(OsvReleases.openEuler())),
    EULER_OS(rpm("euleros", "euleros")),
    ANOLIS(rpm("anolis", "anolis")),
    TENCENT_OS(rpm("tencentos", "tencentos"));

    private final DistributionEntry entry;

    Distribution(DistributionEntry entry) {
        this.entry = entry;
    }

    public static Optional<Distribution> of(OsRelease release) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.entry.id().equals(release.id()))
                .findFirst();
    }

    /**
     * Who built a package that lies in this distribution's package database.
     *
     * @param supplier {@code Maintainer} of dpkg, {@code Vendor} of rpm
     */
    public PackageOrigin origin(Optional<String> supplier, String version) {
        return new PackageBuilders(this, entry).origin(supplier, version);
    }

    /** The part of the data about a release, from OSV or its vendor; empty when neither has anything about it. */
    public static Optional<OsvScope> osvScope(OsRelease release) {
        return of(release)
                .flatMap(distribution -> distribution.entry.osv())
                .flatMap(releases -> releases.scope().apply(release));
    }

    /** A release of Debian by its name, such as {@code bookworm}. */
    public static Optional<OsRelease> debian(String codename) {
        return OsvReleases.debian(codename)
                .map(version -> new OsRelease(
                        DEBIAN.id(),
                        List.of(),
                        Optional.of(version),
                        Optional.of(codename),
                        DEBIAN.id() + " " + version));
    }

    /** The one with this {@code ID}, or that Trivy calls by this name. */
    public static Optional<Distribution> ofScanner(String name) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.entry.id().equals(name))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(distribution -> distribution.entry.trivy().equals(Optional.of(name)))
                        .findFirst());
    }

    /** {@code ID} of its {@code os-release}. */
    public String id() {
        return entry.id();
    }

    /** CentOS that is built before Red Hat Enterprise Linux, not after it: its builds have numbers of their own. */
    public static boolean isCentOsStream(OsRelease release) {
        return of(release).equals(Optional.of(CENTOS)) && release.prettyName().contains("Stream");
    }

    /** How its releases end; empty where nothing is known about that. */
    Optional<Lifecycle> lifecycle() {
        return entry.lifecycle();
    }

    /** The namespace of its package URLs. */
    public String namespace() {
        return entry.namespace();
    }

    public Ecosystem ecosystem() {
        return entry.ecosystem();
    }

    /** Its name in OSV, or as OSV could have it, without a release. */
    public Optional<String> osvName() {
        return entry.osv().map(OsvReleases::ecosystem);
    }

    /** OSV publishes data about it. */
    public boolean inOsv() {
        return entry.osv().filter(OsvReleases::published).isPresent();
    }

    /** Trivy's family; empty when Trivy has no data about it. */
    public Optional<String> trivyFamily() {
        return entry.trivy();
    }

    /** Packages that only this distribution and those derived from it have. */
    public List<String> releasePackages() {
        return entry.releasePackages();
    }

    /**
     * The {@code distro} qualifier of its package URLs: {@code debian-12}, {@code rhel-9.4}; with the codename
     * when the release has no number yet ({@code debian-sid}).
     */
    public String qualifier(OsRelease release) {
        return release.versionId()
                .or(release::codename)
                .map(version -> entry.id() + "-" + version)
                .orElse(entry.id());
    }

    private static DistributionEntry deb(String id) {
        return DistributionEntry.of(id, id, Ecosystem.DEB);
    }

    private static DistributionEntry apk(String id) {
        return DistributionEntry.of(id, id, Ecosystem.APK);
    }

    private static DistributionEntry rpm(String id, String namespace) {
        return DistributionEntry.of(id, namespace, Ecosystem.RPM);
    }
}
