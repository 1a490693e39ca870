package io.jenkins.lib.containergate.inventory.os;

import io.jenkins.lib.containergate.inventory.Ecosystem;
import io.jenkins.lib.containergate.inventory.OsRelease;
import java.util.Arrays;
import java.util.Optional;

/**
 * The distributions whose packages are understood, whoever has data about their vulnerabilities.
 *
 * <p>A derivative is not its parent: it has versions and release numbers of its own, so that the parent's data would call
 * flaws fixed that are not. {@code ID_LIKE} is therefore not followed, and an unlisted derivative is an unknown operating
 * system.
 */
public enum Distribution {
    DEBIAN("debian", Ecosystem.DEB),
    UBUNTU("ubuntu", Ecosystem.DEB),
    ECHO("echo", Ecosystem.DEB),
    ALPINE("alpine", Ecosystem.APK),
    WOLFI("wolfi", Ecosystem.APK),
    CHAINGUARD("chainguard", Ecosystem.APK),
    ALPAQUITA("alpaquita", Ecosystem.APK),
    MINIMOS("minimos", Ecosystem.APK),
    RED_HAT("rhel", "redhat"),
    CENTOS("centos", "centos"),
    ROCKY("rocky", "rocky"),
    ALMA("almalinux", "almalinux"),
    ORACLE("ol", "oracle"),
    CLOUD_LINUX("cloudlinux", "cloudlinux"),
    SCIENTIFIC("scientific", "scientific"),
    VIRTUOZZO("virtuozzo", "virtuozzo"),
    AMAZON("amzn", "amazon"),
    FEDORA("fedora", "fedora"),
    LEAP("opensuse-leap", "opensuse"),
    LEAP_MICRO("opensuse-leap-micro", "opensuse"),
    MICRO_OS("opensuse-microos", "opensuse"),
    TUMBLEWEED("opensuse-tumbleweed", "opensuse"),
    OPEN_SUSE("opensuse", "opensuse"),
    SUSE_SERVER("sles", "suse"),
    SUSE_SERVER_SAP("sles_sap", "suse"),
    SUSE_DESKTOP("sled", "suse"),
    SUSE_HPC("sle_hpc", "suse"),
    SUSE_MICRO("sl-micro", "suse"),
    AZURE_LINUX("azurelinux", "azurelinux"),
    CBL_MARINER("mariner", "mariner"),
    PHOTON("photon", "photon"),
    MAGEIA("mageia", "mageia"),
    OPEN_EULER("openeuler", "openeuler"),
    EULER_OS("euleros", "euleros"),
    ANOLIS("anolis", "anolis"),
    TENCENT_OS("tencentos", "tencentos");

    private final String id;
    private final String namespace;
    private final Ecosystem ecosystem;

    Distribution(String id, Ecosystem ecosystem) {
        this.id = id;
        this.namespace = id;
        this.ecosystem = ecosystem;
    }

    /** One that uses rpm. */
    Distribution(String id, String namespace) {
        this.id = id;
        this.namespace = namespace;
        this.ecosystem = Ecosystem.RPM;
    }

    public static Optional<Distribution> of(OsRelease release) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.id.equals(release.id()))
                .findFirst();
    }

    /** The namespace of its package URLs. */
    public String namespace() {
        return namespace;
    }

    public Ecosystem ecosystem() {
        return ecosystem;
    }

    /**
     * The {@code distro} qualifier of its package URLs: {@code debian-12}, {@code rhel-9.4}; with the codename
     * when the release has no number yet ({@code debian-sid}).
     */
    public String qualifier(OsRelease release) {
        return release.versionId()
                .or(release::codename)
                .map(version -> id + "-" + version)
                .orElse(id);
    }
}
