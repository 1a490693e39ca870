package io.jenkins.lib.containergate.inventory.npm;

import io.jenkins.lib.containergate.inventory.LanguageDirectories;
import java.util.List;
import java.util.Optional;

/**
 * Where npm, Yarn and pnpm install packages: {@code node_modules/NAME} and {@code node_modules/@SCOPE/NAME}, each with a
 * {@code package.json}, those of a package directly in it. A {@code node_modules} further down in a package is a fixture of its
 * tests or what a bundler put there, and belongs to it.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/folders">npm folders</a>
 */
public final class NpmDirectories {
    private static final String MODULES = "node_modules/";
    private static final List<String> CODE = List.of(".js", ".cjs", ".mjs", ".node");
    /** Where pnpm, npm and Yarn with linked packages, and Bun keep {@code NAME@VERSION/node_modules/NAME}. */
    private static final List<String> STORES = List.of(".pnpm/", ".store/", ".bun/");

    private NpmDirectories() {}

    /** The directory of the package that a file of code belongs to, with a slash at its end. */
    public static Optional<String> ofCode(String path) {
        for (String ending : CODE) {
            if (path.endsWith(ending)) {
                return of(path);
            }
        }
        return Optional.empty();
    }

    /** Whether a file lies directly in the directory of a package. */
    static boolean holdPackage(String path) {
        return of(path).filter(path.substring(0, path.lastIndexOf('/') + 1)::equals)
                .isPresent();
    }

    /** @param directory with a slash at its end */
    public static boolean isPackage(String directory) {
        return of(directory).filter(directory::equals).isPresent();
    }

    private static Optional<String> of(String path) {
        int first = path.startsWith(MODULES) ? 0 : path.indexOf("/" + MODULES) + 1;
        boolean inside = first > 0 || path.startsWith(MODULES);
        if (!inside || LanguageDirectories.hold(path.substring(0, first))) {
            return Optional.empty();
        }
        int start = first;
        while (path.startsWith(MODULES, start)) {
            start += MODULES.length();
            int store = store(path, start);
            if (store > 0) {
                int behind = path.indexOf('/', start + store);
                if (behind < 0) {
                    return Optional.empty();
                }
                start = behind + 1;
                continue;
            }
            int end = end(path, start);
            if (end == 0) {
                return Optional.empty();
            }
            if (path.indexOf("/" + MODULES, end) < 0 && !path.startsWith(MODULES, end)) {
                return Optional.of(path.substring(0, end));
            }
            start = end;
        }
        return Optional.empty();
    }

    /** The length of the name of the store that begins there, with its slash; 0 when none does. */
    private static int store(String path, int start) {
        for (String store : STORES) {
            if (path.startsWith(store, start)) {
                return store.length();
            }
        }
        return 0;
    }

    /** Behind the slash after the name that begins there; 0 when none does, such as {@code .bin} and {@code .cache}. */
    private static int end(String path, int start) {
        if (path.startsWith(".", start) || path.startsWith("_", start)) {
            return 0;
        }
        int end = path.indexOf('/', start) + 1;
        return path.startsWith("@", start) && end > 0 ? path.indexOf('/', end) + 1 : end;
    }
}
