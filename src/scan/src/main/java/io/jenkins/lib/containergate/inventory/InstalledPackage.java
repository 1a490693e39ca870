package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One package found in an image.
 *
 * @param name as its ecosystem writes it: {@code libssl3}, {@code @babel/core}, {@code org.slf4j:slf4j-api}
 * @param version as installed, epoch and revision included
 * @param purl package URL in canonical form, qualifiers {@code arch} and {@code distro} included for OS packages
 * @param source the source package it was built from, when the ecosystem has such a thing
 * @param layer diff id of the layer that brought it; where no layer is known, the digest of the document that names it
 * @param path the file it was found in: {@code var/lib/dpkg/status}, {@code app/shop.war!/WEB-INF/lib/x.jar}
 * @param licenses SPDX expressions or names as declared
 * @param module label of the rpm module it belongs to: {@code nodejs:16:8070020220613121646:bd1311ed}
 * @param owner name of the distribution's package that owns the file unchanged; only of what does not say what it is
 */
public record InstalledPackage(
        Ecosystem ecosystem,
        String name,
        String version,
        String purl,
        Optional<SourcePackage> source,
        Digest layer,
        String path,
        List<String> licenses,
        Optional<String> module,
        Optional<String> owner) {
    /** One order for every inventory. */
    public static final Comparator<InstalledPackage> ORDER = Comparator.comparing(InstalledPackage::ecosystem)
            .thenComparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::path)
            .thenComparing(InstalledPackage::purl);

    public InstalledPackage {
        licenses = List.copyOf(licenses);
    }

    /** A package that belongs to no module and owes itself to no other package. */
    public InstalledPackage(
            Ecosystem ecosystem,
            String name,
            String version,
            String purl,
            Optional<SourcePackage> source,
            Digest layer,
            String path,
            List<String> licenses) {
        this(ecosystem, name, version, purl, source, layer, path, licenses, Optional.empty(), Optional.empty());
    }

    /** A Java library of which only artifact and version are known. */
    public boolean groupUnknown() {
        return FoundPackage.groupUnknown(ecosystem, name);
    }

    /** The same package elsewhere. */
    public InstalledPackage at(Digest otherLayer, String otherPath) {
        return new InstalledPackage(
                ecosystem, name, version, purl, source, otherLayer, otherPath, licenses, module, owner);
    }

    public record SourcePackage(String name, String version) {}
}
