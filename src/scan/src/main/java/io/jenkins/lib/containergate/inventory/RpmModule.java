package io.jenkins.lib.containergate.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Modules of rpm packages, as the label in a package's header and the releases of packages tell them. */
public final class RpmModule {
    private static final String BUILT_FOR_ONE = ".module";
    private static final Pattern LABEL = Pattern.compile("([^:/]+:[^:/]+)(?::.*)?");

    private RpmModule() {}

    /** Name and stream: {@code nodejs:16:8070020220613121646:bd1311ed} is {@code nodejs:16}. */
    public static Optional<String> stream(String label) {
        Matcher parts = LABEL.matcher(label);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** Name and stream of a package's module. */
    public static Optional<String> stream(InstalledPackage installed) {
        return installed.module().flatMap(RpmModule::stream);
    }

    /** It was built for a module, and nothing says for which. */
    public static boolean unknown(InstalledPackage installed) {
        return stream(installed).isEmpty() && installed.version().contains(BUILT_FOR_ONE);
    }
}
