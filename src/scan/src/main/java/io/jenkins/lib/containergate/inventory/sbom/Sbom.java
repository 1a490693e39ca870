package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.PackageOrigin;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A software bill of materials. It is the word of whoever wrote it: nothing in it was seen in an image.
 *
 * @param name of the document
 * @param digest of its bytes
 * @param format with its version: {@code CycloneDX 1.6}
 * @param own whether every component is as this project writes it, so that its inventory is whole
 * @param image name of the image it says it is about
 * @param images digests of that image: of its manifest, its index or its configuration
 * @param components in the order of the document
 * @param gaps faults of the document as a whole
 * @param unread what its author could not read in the image
 * @param ignored how many components are of kinds that hold no packages
 */
public record Sbom(
        String name,
        Digest digest,
        String format,
        boolean own,
        Optional<String> image,
        Set<Digest> images,
        Optional<OsRelease> os,
        List<Component> components,
        List<InventoryFinding> gaps,
        List<InventoryFinding> unread,
        int ignored) {
    public Sbom {
        images = Set.copyOf(images);
        components = List.copyOf(components);
        gaps = List.copyOf(gaps);
        unread = List.copyOf(unread);
    }

    /**
     * @param installed empty when the document does not say enough
     * @param doubts what is undecided about it
     */
    public record Component(Optional<InstalledPackage> installed, List<InventoryFinding> doubts) {
        public Component {
            doubts = List.copyOf(doubts);
        }
    }

    /** What it says is installed, and what it leaves open. */
    public PackageInventory inventory() {
        return inventory(Stream.concat(gaps.stream(), unread.stream()));
    }

    /** The same for who has decided before on what its author could not read. */
    public PackageInventory withoutUnread() {
        return inventory(gaps.stream());
    }

    private PackageInventory inventory(Stream<InventoryFinding> faults) {
        Stream<InventoryFinding> doubts = components.stream().flatMap(component -> component.doubts().stream());
        List<InstalledPackage> packages = packages(components.stream());
        // a document of this project lists what the image told, which is more than versions do
        List<InventoryFinding> others = own ? List.of() : ofOthers(os, packages);
        return new PackageInventory(
                os,
                packages,
                1,
                Stream.concat(Stream.concat(faults, doubts), others.stream()).toList());
    }

    /** Packages of the distribution's package manager that others built, as their versions tell: one finding for each vendor. */
    private List<InventoryFinding> ofOthers(Optional<OsRelease> system, List<InstalledPackage> installed) {
        Optional<Distribution> distribution = system.flatMap(Distribution::of);
        if (distribution.isEmpty()) {
            return List.of();
        }
        TreeMap<String, List<InstalledPackage>> byVendor = installed.stream()
                .filter(each -> each.ecosystem() == distribution.get().ecosystem())
                .filter(each -> vendor(distribution.get(), each).isPresent())
                .collect(Collectors.groupingBy(
                        each -> vendor(distribution.get(), each).orElseThrow(), TreeMap::new, Collectors.toList()));
        SbomDoubt doubt = new SbomDoubt(name);
        return byVendor.entrySet().stream()
                .map(each -> doubt.otherVendor(distribution.get().id(), each.getKey(), each.getValue()))
                .toList();
    }

    private static Optional<String> vendor(Distribution distribution, InstalledPackage installed) {
        return distribution.origin(Optional.empty(), installed.version()) instanceof PackageOrigin.OfOthers others
                ? Optional.of(others.vendor())
                : Optional.empty();
    }

    /**
     * What was seen in the image, with what this document names besides. It takes nothing away. Its packages lie in no layer:
     * they have the digest of the document, so that no layer of a base image excuses them.
     *
     * @param seenIn digests of the image: of its manifest and its configuration
     */
    public PackageInventory addedTo(PackageInventory seen, Set<Digest> seenIn) {
        Set<Identity> known = new HashSet<>();
        seen.packages().forEach(each -> known.add(Identity.of(each)));
        List<Component> more = components.stream()
                .filter(component -> component
                        .installed()
                        .map(each -> !known.contains(Identity.of(each)))
                        .orElse(true))
                .toList();
        List<InstalledPackage> packages = new ArrayList<>(seen.packages());
        packages.addAll(
                packages(more.stream()).stream().map(this::outsideOfLayers).toList());
        packages.sort(InstalledPackage.ORDER);
        List<InventoryFinding> open = new ArrayList<>(seen.gaps());
        open.addAll(gaps);
        open.addAll(unread);
        more.forEach(component -> open.addAll(component.doubts()));
        open.addAll(ofOthers(seen.os().or(() -> os), packages(more.stream())));
        SbomDoubt doubt = new SbomDoubt(name);
        if (!images.isEmpty() && images.stream().noneMatch(seenIn::contains)) {
            open.add(doubt.otherImage(images, seenIn));
        }
        if (seen.os().isPresent() && os.isPresent() && !sameRelease(seen.os().get(), os.get())) {
            open.add(doubt.otherSystem(os.get().prettyName(), seen.os().get().prettyName()));
        }
        return new PackageInventory(
                seen.os().or(() -> os), packages, seen.fileCount(), open, seen.ownedFiles(), seen.unknownOrigins());
    }

    private InstalledPackage outsideOfLayers(InstalledPackage named) {
        return named.at(digest, name);
    }

    private static boolean sameRelease(OsRelease left, OsRelease right) {
        return left.id().equals(right.id())
                && SbomSystems.fits(
                        left.versionId().orElse(""), right.versionId().orElse(""));
    }

    private static List<InstalledPackage> packages(Stream<Component> components) {
        return components
                .flatMap(component -> component.installed().stream())
                .distinct()
                .sorted(InstalledPackage.ORDER)
                .toList();
    }

    private record Identity(String ecosystem, String name, String version) {
        static Identity of(InstalledPackage installed) {
            return new Identity(
                    installed.ecosystem().purlType(),
                    installed.ecosystem().names().normal(installed.name()),
                    installed.version());
        }
    }
}
