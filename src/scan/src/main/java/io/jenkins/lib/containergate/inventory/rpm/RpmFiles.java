package io.jenkins.lib.containergate.inventory.rpm;

import java.util.List;
import java.util.Set;

/** Where rpm keeps its database; {@code usr/share/rpm} is that of OSTree systems. */
public final class RpmFiles {
    private static final Set<String> DIRECTORIES = Set.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/");
    private static final Set<String> DATABASES = Set.of("Packages", "Packages.db", "rpmdb.sqlite");
    private static final Set<String> TRANSACTIONS = Set.of("rpmdb.sqlite-wal", "rpmdb.sqlite-journal");

    /** A copy of the database that OSTree systems keep of their base. */
    public static final String OSTREE_BASE = "usr/lib/sysimage/rpm-ostree-base-db/";

    private RpmFiles() {}

    /** Every path that a database may have. */
    public static List<String> databases() {
        return DIRECTORIES.stream()
                .flatMap(directory -> DATABASES.stream().map(name -> directory + name))
                .sorted()
                .toList();
    }

    public static boolean isDatabase(String path) {
        return is(path, DATABASES);
    }

    static boolean isUnfinishedTransaction(String path) {
        return is(path, TRANSACTIONS);
    }

    private static boolean is(String path, Set<String> names) {
        for (String directory : DIRECTORIES) {
            if (path.startsWith(directory)) {
                return names.contains(path.substring(directory.length()));
            }
        }
        return false;
    }
}
