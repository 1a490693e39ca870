package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.sbom.Sbom.Component;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes packages of what one document names, and says of the rest why it is none. */
final class SbomInventory {
    /** Doubts about single components that are listed; the others are counted. */
    private static final int MAX_DOUBTS = 1_000;

    private final String name;
    private final Digest digest;
    private final SbomEntries entries;
    private final SbomDoubt doubt;
    private final List<InventoryFinding> gaps = new ArrayList<>();

    SbomInventory(String name, Digest digest, SbomEntries entries) {
        this.name = name;
        this.digest = digest;
        this.entries = entries;
        this.doubt = new SbomDoubt(name);
    }

    Sbom sbom() {
        List<InventoryFinding> unread = unread();
        Optional<OsRelease> os = os();
        List<Component> components = components(os);
        sources(components);
        if (components.isEmpty()) {
            unread.add(doubt.empty(entries.format()));
        }
        return new Sbom(
                name,
                digest,
                entries.format(),
                entries.own()
                        && components.stream().allMatch(each -> each.doubts().isEmpty()),
                entries.image(),
                entries.digests(),
                os,
                components,
                gaps,
                unread,
                entries.ignored().size(),
                entries.vulnerabilities());
    }

    /** What its author could not read in the image. */
    private List<InventoryFinding> unread() {
        List<InventoryFinding> unread = new ArrayList<>();
        entries.gaps().forEach(gap -> unread.add(doubt.written(gap)));
        if (entries.untoldGaps() > 0) {
            unread.add(doubt.incomplete("it counts more parts that could not be read than it lists"));
        }
        entries.incomplete().forEach(clause -> unread.add(doubt.incomplete(clause)));
        return unread;
    }

    /** The one the document names, or the one all its package URLs agree on. */
    private Optional<OsRelease> os() {
        if (entries.operatingSystem().size() > 1) {
            gaps.add(doubt.contradiction("it names " + entries.operatingSystem().size() + " operating systems"));
            return Optional.empty();
        }
        if (entries.operatingSystem().size() == 1) {
            return Optional.of(SbomSystems.of(entries.operatingSystem().get(0)));
        }
        TreeSet<String> named = entries.components().stream()
                .flatMap(entry -> SbomPackage.distro(entry).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (named.size() > 1) {
            gaps.add(doubt.contradiction(
                    "its packages are of " + named.size() + " distributions: " + String.join(", ", named)));
            return Optional.empty();
        }
        return named.stream().findFirst().map(SbomSystems::of);
    }

    private List<Component> components(Optional<OsRelease> os) {
        List<Component> components = new ArrayList<>();
        int doubts = 0;
        int more = 0;
        SbomPackage reading = new SbomPackage(name, digest, os, doubt);
        for (SbomEntry entry : entries.components()) {
            Component component = reading.component(entry);
            if (component.doubts().isEmpty()) {
                components.add(component);
            } else if (doubts++ < MAX_DOUBTS) {
                components.add(component);
            } else {
                components.add(component.withoutDoubts());
                more++;
            }
        }
        if (more > 0) {
            gaps.add(doubt.unidentified(more));
        }
        return components;
    }

    /**
     * Distributions publish vulnerabilities by source package. Tools leave the source out where it has the package's own name;
     * one that never names a source does not know it.
     */
    private void sources(List<Component> components) {
        if (entries.tool().startsWith("syft")) {
            return;
        }
        Map<Ecosystem, List<InstalledPackage>> packages = new EnumMap<>(Ecosystem.class);
        components.stream()
                .flatMap(component -> component.installed().stream())
                .filter(installed -> installed.ecosystem().operatingSystem())
                .forEach(installed -> packages.computeIfAbsent(installed.ecosystem(), any -> new ArrayList<>())
                        .add(installed));
        packages.forEach((ecosystem, all) -> {
            if (!entries.own() && all.stream().allMatch(each -> each.source().isEmpty())) {
                gaps.add(doubt.noSource(ecosystem.purlType(), all.size()));
            }
        });
    }
}
