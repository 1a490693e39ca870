package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.PackageOrigin;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.OtherVendors;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 * @param vulnerabilities how many it names itself
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
        int ignored,
        int vulnerabilities) {
    public Sbom {
        images = Set.copyOf(images);
        components = List.copyOf(components);
        gaps = List.copyOf(gaps);
        unread = List.copyOf(unread);
    }

    /**
     * @param installed empty when the document does not say enough
     * @param doubts what is undecided about it
     * @param supplier who built it, as the document says
     */
    public record Component(
            Optional<InstalledPackage> installed, List<InventoryFinding> doubts, Optional<String> supplier) {
        public Component {
            doubts = List.copyOf(doubts);
        }

        /** Of which nobody says who built it. */
        Component(Optional<InstalledPackage> installed, List<InventoryFinding> doubts) {
            this(installed, doubts, Optional.empty());
        }

        Component withoutDoubts() {
            return new Component(installed, List.of(), supplier);
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
        Origins origins = new Origins(os, components);
        return new PackageInventory(
                os,
                packages(components.stream()),
                1,
                Stream.concat(Stream.concat(faults, doubts), origins.gaps().stream())
                        .toList(),
                0,
                origins.unknown(),
                0,
                0);
    }

    /** Who built the packages of a distribution's package manager, as far as their versions and the document tell. */
    private final class Origins {
        private final Optional<Distribution> distribution;
        private final Optional<OtherVendors> others;
        private int unknown;

        Origins(Optional<OsRelease> system, List<Component> named) {
            distribution = system.flatMap(Distribution::of);
            others = distribution.map(OtherVendors::new);
            Set<InstalledPackage> counted = new HashSet<>();
            for (Component component : named) {
                component
                        .installed()
                        .filter(installed -> installed.ecosystem().operatingSystem() && counted.add(installed))
                        .ifPresent(installed -> add(installed, component.supplier()));
            }
        }

        private void add(InstalledPackage installed, Optional<String> supplier) {
            PackageOrigin origin = distribution
                    .filter(known -> known.ecosystem() == installed.ecosystem())
                    .map(known -> known.origin(supplier.filter(name -> !unclear(known, name)), installed.version()))
                    .orElseGet(PackageOrigin.Unknown::new);
            if (origin instanceof PackageOrigin.OfOthers other) {
                others.orElseThrow().add(other.vendor(), installed.name(), installed.version(), Optional.empty(), name);
            } else if (origin instanceof PackageOrigin.Unknown) {
                unknown++;
            }
        }

        /** The distribution's name in place of a maintainer with an address, which documents may give to everything. */
        private boolean unclear(Distribution known, String supplier) {
            String lower = supplier.toLowerCase(Locale.ROOT);
            return known.ecosystem() == Ecosystem.DEB
                    && supplier.indexOf('@') < 0
                    && (lower.startsWith(known.id()) || known == Distribution.UBUNTU && lower.startsWith("canonical"));
        }

        /** One for each vendor. A document of this project lists what the image told, which is more than it says itself. */
        List<InventoryFinding> gaps() {
            return own ? List.of() : others.map(OtherVendors::gaps).orElseGet(List::of);
        }

        int unknown() {
            return unknown;
        }
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
        Origins origins = new Origins(seen.os().or(() -> os), more);
        open.addAll(origins.gaps());
        SbomDoubt doubt = new SbomDoubt(name);
        if (!images.isEmpty() && images.stream().noneMatch(seenIn::contains)) {
            open.add(doubt.otherImage(images, seenIn));
        }
        if (seen.os().isPresent() && os.isPresent() && !sameRelease(seen.os().get(), os.get())) {
            open.add(doubt.otherSystem(os.get().prettyName(), seen.os().get().prettyName()));
        }
        return new PackageInventory(
                seen.os().or(() -> os),
                packages,
                seen.fileCount(),
                open,
                seen.ownedFiles(),
                seen.unknownOrigins() + origins.unknown(),
                seen.ofOtherSystems(),
                seen.unnamedArchives());
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
