package io.jenkins.lib.containergate.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.ReleaseMarks;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.CanonicalUrl;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.sbom.Sbom.Component;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One package of a document: by the properties of this project where it has them, else by its package URL.
 *
 * @see <a href="https://github.com/package-url/purl-spec">package URL specification</a>
 */
final class SbomPackage {
    static final String TRIVY = "aquasecurity:trivy:";

    private final String document;
    private final Digest digest;
    private final Optional<OsRelease> os;
    private final SbomDoubt doubt;

    SbomPackage(String document, Digest digest, Optional<OsRelease> os, SbomDoubt doubt) {
        this.document = document;
        this.digest = digest;
        this.os = os;
        this.doubt = doubt;
    }

    /** Whether this project wrote all of them, or somebody who writes as it does. */
    static boolean own(List<SbomEntry> entries) {
        return entries.stream().allMatch(SbomPackage::own);
    }

    private static boolean own(SbomEntry entry) {
        return entry.properties().containsKey(SbomProperties.NAMESPACE + SbomProperties.ECOSYSTEM)
                && entry.properties().containsKey(SbomProperties.NAMESPACE + SbomProperties.NAME)
                && entry.properties().containsKey(SbomProperties.NAMESPACE + SbomProperties.LAYER)
                && entry.properties().containsKey(SbomProperties.NAMESPACE + SbomProperties.PATH);
    }

    /** The distribution and release that a package URL names. */
    static Optional<String> distro(SbomEntry entry) {
        return entry.purls().stream()
                .flatMap(purl -> url(purl).stream())
                .filter(url -> ecosystem(url).filter(Ecosystem::operatingSystem).isPresent())
                .flatMap(url -> qualifier(url, "distro").stream())
                .findFirst();
    }

    Component component(SbomEntry entry) {
        Component read = read(entry);
        Optional<InventoryFinding> later = read.installed().flatMap(installed -> laterRelease(entry, installed));
        return new Component(
                read.installed(),
                Stream.concat(read.doubts().stream(), later.stream()).toList(),
                entry.supplier());
    }

    private Optional<InventoryFinding> laterRelease(SbomEntry entry, InstalledPackage installed) {
        if (own(entry)) {
            return Optional.empty(); // a part of the image that the document lists among those that are undecided
        }
        return os.flatMap(Distribution::of)
                .filter(known -> known.ecosystem() == installed.ecosystem()
                        && ReleaseMarks.later(known, os.get(), entry.supplier(), installed.version()))
                .map(known -> doubt.contradiction(entry.shown() + " is of a later release than "
                        + os.get().prettyName()));
    }

    private Component read(SbomEntry entry) {
        if (own(entry)) {
            return written(entry).orElseGet(() -> none(entry, "has properties of this project that are not whole"));
        }
        if (entry.purls().isEmpty()) {
            return none(entry, "has no package URL");
        }
        List<PackageURL> urls = new ArrayList<>();
        for (String purl : entry.purls()) {
            Optional<PackageURL> url = url(purl);
            if (url.isEmpty()) {
                return none(entry, "has a package URL that is malformed");
            }
            urls.add(url.get());
        }
        List<String> kinds = urls.stream().map(PackageURL::getType).distinct().toList();
        if (urls.stream().map(PackageURL::getCoordinates).distinct().count() > 1) {
            return new Component(
                    Optional.empty(),
                    List.of(doubt.contradiction(entry.shown() + " has several package URLs, of " + kinds)));
        }
        PackageURL url = urls.get(0);
        Optional<Ecosystem> ecosystem = ecosystem(url);
        return ecosystem.isEmpty()
                ? none(entry, "has a package URL of the kind pkg:" + url.getType() + ", which is not read,")
                : installed(entry, url, ecosystem.get());
    }

    private Component none(SbomEntry entry, String missing) {
        return new Component(Optional.empty(), List.of(doubt.unidentified(entry, missing)));
    }

    /** By the properties of this project; empty when they do not hold what they should. */
    private Optional<Component> written(SbomEntry entry) {
        Optional<Ecosystem> ecosystem = ecosystem(own(entry, SbomProperties.ECOSYSTEM));
        Optional<PackageURL> url = entry.purls().stream().findFirst().flatMap(SbomPackage::url);
        String name = own(entry, SbomProperties.NAME);
        if (ecosystem.isEmpty()
                || url.isEmpty()
                || name.isEmpty()
                || entry.version().isEmpty()) {
            return Optional.empty();
        }
        if (!ecosystem.get().purlType().equals(url.get().getType())
                || !named(name, url.get(), ecosystem.get())
                || url.get().getVersion() == null
                || !SbomVersions.bare(entry.version(), ecosystem.get())
                        .equals(SbomVersions.bare(url.get().getVersion(), ecosystem.get()))) {
            return Optional.of(new Component(
                    Optional.empty(),
                    List.of(doubt.contradiction(entry.shown() + " has the package URL of another package"))));
        }
        String source = own(entry, SbomProperties.SOURCE_NAME);
        Digest layer;
        try {
            layer = Digest.parse(own(entry, SbomProperties.LAYER));
        } catch (GateException e) {
            return Optional.empty();
        }
        InstalledPackage installed = new InstalledPackage(
                ecosystem.get(),
                name,
                entry.version(),
                entry.purls().get(0),
                source.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SourcePackage(source, own(entry, SbomProperties.SOURCE_VERSION))),
                layer,
                own(entry, SbomProperties.PATH),
                entry.licenses(),
                filled(own(entry, SbomProperties.MODULE)),
                filled(own(entry, SbomProperties.OWNER)));
        return Optional.of(new Component(Optional.of(installed), List.of()));
    }

    /** Whether a package URL has this name; it loses the case of some, and the separators of others. */
    private static boolean named(String name, PackageURL url, Ecosystem ecosystem) {
        String stated = joined(url, ecosystem);
        String artifact = url.getName() + ecosystem.names().separator() + url.getName();
        return alike(name).equals(alike(stated))
                // a library whose group is not known has its artifact in the place of the group
                || ecosystem == Ecosystem.MAVEN && name.equals(url.getName()) && stated.equals(artifact);
    }

    private static String alike(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Component installed(SbomEntry entry, PackageURL stated, Ecosystem ecosystem) {
        Optional<PackageURL> module = GoSubpath.ofModule(entry, stated);
        if (module.isEmpty()) {
            return none(
                    entry, "has a package URL with a subpath of which it does not say whether it is of the module,");
        }
        PackageURL url = module.get();
        String version = SbomVersions.version(entry, url, ecosystem);
        if (version.isEmpty()) {
            return none(entry, "has no version");
        }
        String name = name(entry, url, ecosystem);
        List<InventoryFinding> doubts = new ArrayList<>();
        if (!entry.version().isEmpty()
                && url.getVersion() != null
                && !SbomVersions.bare(entry.version(), ecosystem)
                        .equals(SbomVersions.bare(url.getVersion(), ecosystem))) {
            doubts.add(doubt.contradiction(
                    entry.shown() + " has the version " + url.getVersion() + " in its package URL"));
        }
        if (ecosystem.operatingSystem()) {
            otherDistribution(entry, url).ifPresent(doubts::add);
        }
        String layer = entry.property(TRIVY + "LayerDiffID");
        InstalledPackage installed = new InstalledPackage(
                ecosystem,
                name,
                version,
                CanonicalUrl.of(url),
                ecosystem.operatingSystem() ? SbomVersions.source(entry, url, version) : Optional.empty(),
                SbomText.digest(layer.isEmpty() ? entry.property("syft:location:0:layerID") : layer)
                        .orElse(digest),
                entry.path().isEmpty() ? document : entry.path(),
                entry.licenses(),
                qualifier(url, "rpmmod").or(() -> filled(entry.property(TRIVY + "Modularitylabel"))),
                Optional.empty());
        return new Component(Optional.of(installed), doubts);
    }

    private Optional<InventoryFinding> otherDistribution(SbomEntry entry, PackageURL url) {
        Optional<Distribution> known = os.flatMap(Distribution::of);
        if (known.isEmpty()) {
            return Optional.empty(); // the source says that it has no data about it
        }
        String namespace = url.getNamespace() == null ? "" : url.getNamespace();
        boolean sameRelease = qualifier(url, "distro")
                .map(SbomSystems::of)
                .map(release -> SbomSystems.fits(
                        release.versionId().orElse(""), os.get().versionId().orElse("")))
                .orElse(true);
        boolean same = known.get().namespace().equals(namespace)
                && known.get().ecosystem().purlType().equals(url.getType())
                && sameRelease;
        return same
                ? Optional.empty()
                : Optional.of(
                        doubt.contradiction(entry.shown() + " is a package of pkg:" + url.getType() + "/" + namespace
                                + qualifier(url, "distro")
                                        .map(distro -> " (" + distro + ")")
                                        .orElse("") + " in "
                                + os.get().prettyName()));
    }

    /** As its ecosystem writes it. Package URLs lose the case of some names, which the component's own name may keep. */
    private static String name(SbomEntry entry, PackageURL url, Ecosystem ecosystem) {
        String name = joined(url, ecosystem);
        return entry.names().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    static String joined(PackageURL url, Ecosystem ecosystem) {
        String namespace = ecosystem.operatingSystem() || url.getNamespace() == null ? "" : url.getNamespace();
        String joined = namespace.isEmpty()
                ? url.getName()
                : namespace + ecosystem.names().separator() + url.getName();
        return ecosystem == Ecosystem.GO && url.getSubpath() != null ? joined + "/" + url.getSubpath() : joined;
    }

    private static Optional<PackageURL> url(String purl) {
        try {
            return Optional.of(new PackageURL(purl));
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    private static Optional<Ecosystem> ecosystem(PackageURL url) {
        return ecosystem(url.getType());
    }

    private static Optional<Ecosystem> ecosystem(String type) {
        return Arrays.stream(Ecosystem.values())
                .filter(ecosystem -> ecosystem.purlType().equals(type))
                .findFirst();
    }

    static Optional<String> qualifier(PackageURL url, String key) {
        Map<String, String> qualifiers = url.getQualifiers();
        return qualifiers == null
                ? Optional.empty()
                : Optional.ofNullable(qualifiers.get(key)).filter(text -> !text.isEmpty());
    }

    private static String own(SbomEntry entry, String property) {
        return entry.property(SbomProperties.NAMESPACE + property);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }
}
