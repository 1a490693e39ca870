package io.jenkins.lib.containergate.inventory.jar;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was seen of one archive that bears on its identity; its nested archives not included. */
final class JarContents {
    private final Set<MavenCoordinates> coordinates = new LinkedHashSet<>();
    private final Map<String, PomFile> projects = new LinkedHashMap<>();
    private JarManifest manifest = JarManifest.none();
    private boolean classes;
    private int thirdPartyClasses;
    private String thirdPartyPackage = "";

    void add(MavenCoordinates found) {
        coordinates.add(found);
    }

    /** @param owner as in {@link MavenCoordinates#name} */
    void project(String owner, PomFile found) {
        projects.put(owner, found);
    }

    /** Project files by {@code GROUP:ARTIFACT}. */
    Map<String, PomFile> projects() {
        return projects;
    }

    /** What the library's own project file declares; for an archive of one library also what its manifest does. */
    List<String> licensesOf(MavenCoordinates library) {
        List<String> own =
                projects.getOrDefault(library.name(), PomFile.UNREADABLE).licenses();
        boolean alone = coordinates.isEmpty() || coordinates.equals(Set.of(library));
        return own.isEmpty() && alone ? manifest.licenses() : own;
    }

    void manifest(JarManifest found) {
        manifest = found;
    }

    void classFile(String name) {
        classes = true;
        String loaded = LibraryClasses.loaded(name);
        if (LibraryClasses.is(loaded)) {
            thirdPartyClasses++;
            thirdPartyPackage = thirdPartyPackage.isEmpty() ? loaded : thirdPartyPackage;
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

    /** Holds any class. */
    boolean classes() {
        return classes;
    }

    /** The first class that says so. */
    String evidence() {
        return thirdPartyPackage.length() > 200 ? thirdPartyPackage.substring(0, 200) : thirdPartyPackage;
    }
}
