package io.jenkins.lib.containergate.inventory.jar;

import java.util.LinkedHashSet;
import java.util.Set;

/** What was seen of one archive that bears on its identity; its nested archives not included. */
final class JarContents {
    private final Set<MavenCoordinates> coordinates = new LinkedHashSet<>();
    private JarManifest manifest = JarManifest.none();
    private int thirdPartyClasses;
    private String thirdPartyPackage = "";

    void add(MavenCoordinates found) {
        coordinates.add(found);
    }

    void manifest(JarManifest found) {
        manifest = found;
    }

    void classFile(String name) {
        if (LibraryClasses.is(name)) {
            thirdPartyClasses++;
            thirdPartyPackage = thirdPartyPackage.isEmpty() ? name : thirdPartyPackage;
        }
    }

    Set<MavenCoordinates> coordinates() {
        return coordinates;
    }

    JarManifest manifest() {
        return manifest;
    }

    /** Holds a library that others publish, not only an application's own classes. */
    boolean thirdParty() {
        return thirdPartyClasses >= LibraryClasses.FEWEST;
    }

    /** The first class that says so. */
    String evidence() {
        return thirdPartyPackage.length() > 200 ? thirdPartyPackage.substring(0, 200) : thirdPartyPackage;
    }
}
