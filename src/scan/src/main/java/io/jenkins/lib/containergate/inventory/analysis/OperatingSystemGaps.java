package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.PackageDatabase;
import io.jenkins.lib.containergate.inventory.analysis.FileSign.Meaning;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where distribution and package databases do not fit together, so that an empty list of vulnerabilities would say
 * nothing.
 */
final class OperatingSystemGaps {
    private static final String SUPPORTED =
            "one of the supported distributions: Debian, Ubuntu, Alpine, Wolfi, Chainguard, Red Hat, Rocky, Alma,"
                    + " Oracle, Amazon, Fedora, SUSE, openSUSE, Azure Linux, Photon and others";

    private final VisibleLayers layers;
    private final Optional<Located<FileInventory>> osFile;
    private final List<Located<PackageDatabase>> databases;

    OperatingSystemGaps(
            VisibleLayers layers, Optional<Located<FileInventory>> osFile, List<Located<PackageDatabase>> databases) {
        this.layers = layers;
        this.osFile = osFile;
        this.databases = databases;
    }

    List<InventoryFinding> gaps() {
        List<InventoryFinding> gaps = new ArrayList<>();
        boolean rpm = rpmDatabase(gaps);
        if (osFile.isEmpty()) {
            unnamed(gaps, rpm);
            return gaps;
        }
        OsRelease os = OsReleaseResolver.release(osFile.get());
        Optional<Distribution> distribution = Distribution.of(os);
        if (distribution.isPresent()) {
            known(distribution.get(), os, rpm, gaps);
        } else {
            gaps.add(unknown(osFile.get(), "operating system '" + os.id() + "' (" + os.prettyName() + ")"));
        }
        return gaps;
    }

    /** A container sees files, but nothing names a package. */
    static InventoryFinding noPackages(long files) {
        return new InventoryFinding(
                new RuleId("no-packages-found"),
                "No packages found",
                Location.none(),
                files + (files == 1 ? " file" : " files") + ", none of which belongs to a package that could be read",
                "at least one package, or an image without files",
                "build on a base image whose package database is kept; an image of own static programs needs a waiver");
    }

    private boolean rpmDatabase(List<InventoryFinding> gaps) {
        Optional<Located<FileSign>> sign = first(Meaning.RPM);
        sign.ifPresent(found -> gaps.add(finding(
                "rpm-database-not-read",
                "rpm package database is not read",
                found.layer(),
                found.value().path(),
                "a link named like rpm's database, which leads elsewhere",
                "rpm's database itself, in var/lib/rpm or usr/lib/sysimage/rpm",
                "keep the database where rpm puts it")));
        return sign.isPresent();
    }

    /** Nothing names the distribution. */
    private void unnamed(List<InventoryFinding> gaps, boolean rpm) {
        if (!databases.isEmpty()) {
            Located<PackageDatabase> database = databases.get(0);
            gaps.add(finding(
                    "unknown-operating-system",
                    "Operating system is not known",
                    database.layer(),
                    database.value().path(),
                    "operating-system packages but no os-release file that could be read",
                    "etc/os-release or usr/lib/os-release",
                    "keep os-release in the image: without the distribution and its release no vulnerability matches"));
        } else if (!rpm) {
            first(Meaning.SYSTEM_LIBRARY)
                    .ifPresent(sign -> gaps.add(noDatabase(
                            sign.layer(),
                            sign.value().path(),
                            "files of an operating system, but neither os-release nor a package database")));
        }
    }

    private void known(Distribution distribution, OsRelease os, boolean rpm, List<InventoryFinding> gaps) {
        boolean packages = false;
        for (Located<PackageDatabase> database : databases) {
            boolean fits = database.value().ecosystem() == distribution.ecosystem();
            packages |= fits && !database.value().packages().isEmpty();
            if (!fits && !database.value().packages().isEmpty()) {
                gaps.add(unknown(
                        database.layer(),
                        database.value().path(),
                        database.value().ecosystem().purlType() + " packages on " + os.prettyName()));
            }
        }
        if (!packages && !rpm) {
            gaps.add(noDatabase(osFile.orElseThrow(), os.prettyName() + " without installed packages"));
        }
    }

    private Optional<Located<FileSign>> first(Meaning meaning) {
        return layers.signs().stream()
                .filter(sign -> sign.value().meaning() == meaning)
                .findFirst();
    }

    private InventoryFinding unknown(Located<FileInventory> file, String actual) {
        return unknown(file.layer(), file.value().path(), actual);
    }

    private InventoryFinding unknown(int layer, String path, String actual) {
        return finding(
                "unknown-operating-system",
                "Operating system is not known",
                layer,
                path,
                actual,
                SUPPORTED,
                "build on one of these (docs/packages.md), or import the report of a scanner that knows this one"
                        + " (--report)");
    }

    private InventoryFinding noDatabase(Located<FileInventory> file, String actual) {
        return noDatabase(file.layer(), file.value().path(), actual);
    }

    private InventoryFinding noDatabase(int layer, String path, String actual) {
        return finding(
                "no-package-database",
                "Package database is missing",
                layer,
                path,
                actual,
                "the package manager's database, such as var/lib/dpkg/status, lib/apk/db/installed or var/lib/rpm",
                "do not delete the database when making the image smaller; distroless images keep it, too");
    }

    private InventoryFinding finding(
            String rule, String title, int layer, String path, String actual, String expected, String help) {
        return new InventoryFinding(
                new RuleId(rule), title, Location.inLayer(layers.diffId(layer), path), actual, expected, help);
    }
}
