package io.jenkins.lib.containergate.inventory.os;

import io.jenkins.lib.containergate.inventory.Ecosystem;
import io.jenkins.lib.containergate.inventory.OsRelease;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The distributions whose packages are understood, and for which vulnerability data exists.
 *
 * <p>A derivative is not its parent: it has versions and release numbers of its own, so that the parent's data would call
 * flaws fixed that are not. {@code ID_LIKE} is therefore not followed, and an unlisted derivative is an unknown operating
 * system.
 */
public enum Distribution {
    DEBIAN("debian", Ecosystem.DEB),
    UBUNTU("ubuntu", Ecosystem.DEB),
    ALPINE("alpine", Ecosystem.APK),
    WOLFI("wolfi", Ecosystem.APK),
    CHAINGUARD("chainguard", Ecosystem.APK),
    ALPAQUITA("alpaquita", Ecosystem.APK),
    MINIMOS("minimos", Ecosystem.APK),
    ECHO("echo", Ecosystem.DEB);

    private static final Set<String> RPM_BASED = Set.of(
            "almalinux",
            "amzn",
            "anolis",
            "azurelinux",
            "centos",
            "cloudlinux",
            "euleros",
            "fedora",
            "mageia",
            "mariner",
            "ol",
            "openeuler",
            "opensuse",
            "opensuse-leap",
            "opensuse-microos",
            "opensuse-tumbleweed",
            "photon",
            "rhel",
            "rocky",
            "scientific",
            "sled",
            "sles",
            "sle_hpc",
            "suse",
            "tencentos",
            "virtuozzo");

    private final String namespace;
    private final Ecosystem ecosystem;

    Distribution(String namespace, Ecosystem ecosystem) {
        this.namespace = namespace;
        this.ecosystem = ecosystem;
    }

    public static Optional<Distribution> of(OsRelease release) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.namespace.equals(release.id()))
                .findFirst();
    }

    /** Its packages are rpm packages. */
    public static boolean rpmBased(OsRelease release) {
        return RPM_BASED.contains(release.id());
    }

    /** Its {@code ID}, and the namespace of its package URLs. */
    public String namespace() {
        return namespace;
    }

    public Ecosystem ecosystem() {
        return ecosystem;
    }

    /**
     * The {@code distro} qualifier of its package URLs: {@code debian-12}, {@code alpine-3.20.1}; with the codename
     * when the release has no number yet ({@code debian-sid}).
     */
    public String qualifier(OsRelease release) {
        return release.versionId()
                .or(release::codename)
                .map(version -> namespace + "-" + version)
                .orElse(namespace);
    }
}
