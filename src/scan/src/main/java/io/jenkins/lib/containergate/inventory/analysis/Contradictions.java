package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.ReleaseMarks;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where an image says two things about its distribution or its release. The vulnerabilities of another release are not
 * those of this one, so that neither can be believed.
 */
final class Contradictions {
    private static final Set<Distribution> RED_HAT_FAMILY = EnumSet.of(
            Distribution.RED_HAT,
            Distribution.CENTOS,
            Distribution.ROCKY,
            Distribution.ALMA,
            Distribution.ORACLE,
            Distribution.FEDORA,
            Distribution.AMAZON);
    /** Debian's {@code base-files} has the release for its version: 12.4+deb12u5. */
    private static final Pattern BASE_FILES = Pattern.compile("(\\d+)(\\.\\d+)*(\\+deb\\d+u\\d+)?");

    private final VisibleLayers layers;
    private final Located<FileInventory> osFile;
    private final List<Located<PackageDatabase>> databases;

    Contradictions(VisibleLayers layers, Located<FileInventory> osFile, List<Located<PackageDatabase>> databases) {
        this.layers = layers;
        this.osFile = osFile;
        this.databases = databases;
    }

    List<InventoryFinding> gaps() {
        OsRelease os = OsReleaseResolver.release(osFile);
        Optional<Distribution> distribution = Distribution.of(os);
        List<InventoryFinding> gaps = new ArrayList<>();
        if (distribution.isPresent()) {
            files(distribution.get(), os, gaps);
            packages(distribution.get(), os, gaps);
        }
        return gaps;
    }

    private void files(Distribution stated, OsRelease os, List<InventoryFinding> gaps) {
        for (Located<FileInventory> file : layers.files()) {
            Optional<OsRelease> release = file.value().osRelease();
            if (release.isEmpty() || file.equals(osFile)) {
                continue;
            }
            boolean contradicts =
                    contradicts(stated, os, release.get(), file.value().path());
            if (contradicts) {
                gaps.add(gap(
                        file.layer(),
                        file.value().path(),
                        "it says " + release.get().prettyName() + ", os-release says " + os.prettyName() + " ("
                                + os.id() + " " + os.versionId().orElse("without VERSION_ID") + ")"));
            }
        }
    }

    private static boolean contradicts(Distribution stated, OsRelease os, OsRelease file, String path) {
        String version = file.versionId().orElse("");
        if (path.equals(OsReleaseReader.OF_VENDOR)) {
            return !file.id().equals(os.id()) || !version.isEmpty() && !same(os, version, parts(os, version));
        }
        if (file.id().equals(OsReleaseReader.RED_HAT_FAMILY)) {
            return RED_HAT_FAMILY.contains(stated) && !same(os, version, 1)
                    || stated.ecosystem() != Distribution.RED_HAT.ecosystem();
        }
        return switch (path) {
            case OsReleaseReader.DEBIAN_VERSION ->
                stated == Distribution.UBUNTU
                        || stated == Distribution.DEBIAN && !same(os, version, 1)
                        || stated.ecosystem() != Distribution.DEBIAN.ecosystem();
            case OsReleaseReader.ALPINE_RELEASE ->
                stated == Distribution.ALPINE && !same(os, version, 2)
                        || stated == Distribution.WOLFI
                        || stated == Distribution.CHAINGUARD
                        || stated.ecosystem() != Distribution.ALPINE.ecosystem();
            case OsReleaseReader.APK_REPOSITORIES ->
                stated == Distribution.ALPINE
                        && Arrays.stream(version.split(",")).anyMatch(release -> !ofRepository(os, release));
            default -> false;
        };
    }

    /** The rolling release calls itself {@code 3.22.0_alpha20250108}. */
    private static boolean ofRepository(OsRelease os, String release) {
        boolean rolling =
                os.versionId().filter(version -> version.contains("_")).isPresent();
        return release.equals("edge") ? rolling : !rolling && same(os, release.substring(1), 2);
    }

    private void packages(Distribution stated, OsRelease os, List<InventoryFinding> gaps) {
        for (Located<PackageDatabase> database : databases) {
            if (database.value().ecosystem() != stated.ecosystem()) {
                continue;
            }
            List<FoundPackage> installed = database.value().packages();
            Set<String> names = installed.stream().map(FoundPackage::name).collect(Collectors.toSet());
            releasedBy(stated, names)
                    .ifPresent(other -> gaps.add(gap(
                            database.layer(),
                            database.value().path(),
                            "its packages are those of " + other.namespace() + ", os-release says " + os.id())));
            installed.stream()
                    .filter(found -> found.name().equals("base-files")
                            || stated.releasePackages().contains(found.name()))
                    .filter(found -> contradicts(stated, os, found))
                    .findFirst()
                    .ifPresent(found -> gaps.add(gap(database, found, "is not that of", os)));
            installed.stream()
                    .filter(found -> ReleaseMarks.later(stated, os, found.supplier(), found.version()))
                    .findFirst()
                    .ifPresent(found -> gaps.add(gap(database, found, "is of a later release than", os)));
        }
    }

    /**
     * The distribution that release packages belong to, when it is not the stated one. Derivatives keep packages of their
     * parent beside their own, so one of the stated distribution's is enough.
     */
    private static Optional<Distribution> releasedBy(Distribution stated, Set<String> installed) {
        List<Distribution> named = Arrays.stream(Distribution.values())
                .filter(known -> known.ecosystem() == stated.ecosystem()
                        && known.releasePackages().stream().anyMatch(installed::contains))
                .toList();
        return named.contains(stated) ? Optional.empty() : named.stream().findFirst();
    }

    /**
     * The packages that bring os-release have the release for their version: Amazon's {@code system-release}
     * 2023.6.20241212-0.amzn2023, {@code redhat-release} 9.4-0.5.el9, {@code alpine-release} 3.20.1-r0.
     */
    private static boolean contradicts(Distribution stated, OsRelease os, FoundPackage release) {
        String version = release.version().substring(release.version().indexOf(':') + 1);
        return switch (stated) {
            case UBUNTU -> !version.contains("ubuntu");
            case DEBIAN -> {
                var debian = BASE_FILES.matcher(version);
                yield version.contains("ubuntu")
                        || debian.matches() && os.versionId().isPresent() && !same(os, debian.group(1), 1);
            }
            case ALPINE -> release.name().equals("alpine-release") && !same(os, version, 2);
            case AMAZON, RED_HAT, CENTOS, ROCKY, ALMA, ORACLE, FEDORA, AZURE_LINUX, CBL_MARINER, PHOTON ->
                !release.name().equals("base-files") && !same(os, version, 1);
            default -> false;
        };
    }

    /** As many as both have: 9 of {@code 9} and {@code 9.4}. */
    private static int parts(OsRelease os, String version) {
        return Math.min(split(os.versionId().orElse("")).length, split(version).length);
    }

    /** Whether so many parts of the two versions are the same. */
    private static boolean same(OsRelease os, String version, int parts) {
        return os.versionId().isEmpty() || first(os.versionId().get(), parts).equals(first(version, parts));
    }

    private static String first(String version, int parts) {
        String[] split = split(version);
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < Math.min(parts, split.length); i++) {
            first.append(split[i]).append('.');
        }
        return first.toString();
    }

    private static String[] split(String version) {
        return version.split("[._-]");
    }

    private InventoryFinding gap(Located<PackageDatabase> database, FoundPackage found, String relation, OsRelease os) {
        String release = os.prettyName() + " (" + os.id() + " " + os.versionId().orElse("without VERSION_ID") + ")";
        return gap(
                database.layer(),
                database.value().path(),
                found.name() + " " + found.version() + " " + relation + " " + release);
    }

    private InventoryFinding gap(int layer, String path, String actual) {
        return new InventoryFinding(
                new RuleId("contradictory-operating-system"),
                "The image names two operating systems",
                Location.inLayer(layers.diffId(layer), path),
                actual,
                "one distribution and one release in os-release, in the release files and in the package database",
                "keep the files of the base image as they are, do not change os-release or a release file, and install packages of"
                        + " its release only");
    }
}
