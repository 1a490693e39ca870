package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The {@code Cargo.lock} files of an image, and which Rust programs each is the list of: those beside it, those where Cargo and people
 * put what was built there ({@code target}, {@code bin}), and those called like one of the packages that it builds, which are those it
 * did not fetch from elsewhere. One in a directory that programs share, such as the root directory, lies above strangers: of those below
 * it counts by its packages only.
 */
final class CrateLists {
    private static final String LOCK = "Cargo.lock";

    private final Set<String> directories = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    CrateLists(List<Located<FileInventory>> files) {
        for (Located<FileInventory> file : files) {
            for (FoundPackage found : file.value().packages()) {
                if (found.ecosystem() == Ecosystem.CARGO && name(found.path()).equals(LOCK)) {
                    directories.add(directory(found.path()));
                    if (found.supplier().isEmpty()) {
                        names.add(crate(found.name()));
                    }
                }
            }
        }
    }

    /** @param program path of a Rust program */
    boolean list(String program) {
        if (names.contains(crate(name(program)))) {
            return true;
        }
        String beside = directory(program);
        for (String above = beside; !above.isEmpty(); above = directory(above)) {
            if (directories.contains(above)) {
                String below = program.substring(above.length());
                return above.equals(beside)
                        || (below.startsWith("target/") || below.startsWith("bin/"))
                                && !ExplainedSigns.SHARED.matcher(above).matches();
            }
        }
        return false;
    }

    /** With the separator at its end that it has: {@code app/}, or {@code shop.tar!/} of an archive. */
    private static String directory(String path) {
        return path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Cargo writes programs with {@code -} and libraries with {@code _}, whichever the package has. */
    private static String crate(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return lower.startsWith("lib") && lower.endsWith(".so")
                ? lower.substring("lib".length(), lower.length() - ".so".length())
                : lower;
    }
}
