package io.jenkins.lib.containergate.inventory.jar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was seen of one archive that bears on its identity; its nested archives not included. */
final class JarContents {
    private static final List<String> THIRD_PARTY = List.of(
            "ch/qos/logback/",
            "com/fasterxml/",
            "com/google/common/",
            "com/google/gson/",
            "com/google/protobuf/",
            "com/mysql/",
            "com/thoughtworks/xstream/",
            "io/netty/",
            "io/undertow/",
            "io/vertx/",
            "okhttp3/",
            "org/apache/",
            "org/bouncycastle/",
            "org/codehaus/",
            "org/eclipse/",
            "org/h2/",
            "org/hibernate/",
            "org/jboss/",
            "org/postgresql/",
            "org/springframework/",
            "org/yaml/snakeyaml/");
    /** Put at the top of an application's archive by its build. */
    private static final String BOOT_LOADER = "org/springframework/boot/loader/";
    /** Fewer are an application's own patches of library classes. */
    private static final int LIBRARY_CLASSES = 10;

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
        for (String prefix : THIRD_PARTY) {
            if (name.startsWith(prefix) && !name.startsWith(BOOT_LOADER)) {
                thirdPartyClasses++;
                thirdPartyPackage = thirdPartyPackage.isEmpty() ? name : thirdPartyPackage;
                return;
            }
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
        return thirdPartyClasses >= LIBRARY_CLASSES;
    }

    /** The first class that says so. */
    String evidence() {
        return thirdPartyPackage.length() > 200 ? thirdPartyPackage.substring(0, 200) : thirdPartyPackage;
    }
}
