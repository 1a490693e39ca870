package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.bitnami.BitnamiSpdxReader;
import io.jenkins.lib.containergate.inventory.sbom.SbomFileReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document that names the components of a directory also names libraries whose files lie there and say it themselves. An SBOM
 * is about anything in the image.
 */
final class DeclaredComponents {
    private record Place(String component, String purl) {}

    private DeclaredComponents() {}

    /** Without those that a file of the same component names, too, and those of SBOMs that any other file names. */
    static List<InstalledPackage> once(Collection<InstalledPackage> packages) {
        return ofComponents(ofSboms(packages));
    }

    private static Collection<InstalledPackage> ofSboms(Collection<InstalledPackage> packages) {
        Set<String> files = new HashSet<>();
        for (InstalledPackage found : packages) {
            if (!SbomFileReader.isDocument(found.path())) {
                files.add(found.purl());
            }
        }
        return packages.stream()
                .filter(found -> !SbomFileReader.isDocument(found.path()) || !files.contains(found.purl()))
                .toList();
    }

    private static List<InstalledPackage> ofComponents(Collection<InstalledPackage> packages) {
        Set<String> components = new HashSet<>();
        for (InstalledPackage found : packages) {
            if (BitnamiSpdxReader.isComponent(found.path())) {
                components.add(directory(found.path()));
            }
        }
        if (components.isEmpty()) {
            return List.copyOf(packages);
        }
        Set<Place> files = new HashSet<>();
        for (InstalledPackage found : packages) {
            if (!BitnamiSpdxReader.isComponent(found.path())) {
                for (int slash = found.path().indexOf('/');
                        slash > 0;
                        slash = found.path().indexOf('/', slash + 1)) {
                    String directory = found.path().substring(0, slash);
                    if (components.contains(directory)) {
                        files.add(new Place(directory, found.purl()));
                    }
                }
            }
        }
        return packages.stream()
                .filter(found -> found.ecosystem() == Ecosystem.BITNAMI
                        || !BitnamiSpdxReader.isComponent(found.path())
                        || !files.contains(new Place(directory(found.path()), found.purl())))
                .toList();
    }

    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
