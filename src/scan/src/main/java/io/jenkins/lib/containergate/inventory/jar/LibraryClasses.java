package io.jenkins.lib.containergate.inventory.jar;

import java.util.List;
import java.util.Optional;

/** Class files of libraries that others publish, told by their package. */
public final class LibraryClasses {
    /** Fewer are an application's own patches of library classes. */
    public static final int FEWEST = 10;

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

    private LibraryClasses() {}

    /** Whether the class of that name in an archive is a library's. */
    static boolean is(String name) {
        return THIRD_PARTY.stream().anyMatch(name::startsWith) && !name.startsWith(BOOT_LOADER);
    }

    /**
     * The directory that a library's classes were unpacked to, with a slash at its end unless it is the root.
     *
     * @param path of a class file; empty when it is no library's
     */
    public static Optional<String> root(String path) {
        for (String prefix : THIRD_PARTY) {
            int at = path.startsWith(prefix) ? 0 : path.indexOf("/" + prefix) + 1;
            boolean found = at > 0 || path.startsWith(prefix);
            if (found && !path.startsWith(BOOT_LOADER, at)) {
                return Optional.of(path.substring(0, at));
            }
        }
        return Optional.empty();
    }
}
