package io.jenkins.lib.containergate.cli.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where fetched data are when no option names a directory. The program finds it out when it starts, and a command that
 * another program runs has none.
 */
public final class DataLocation {
    private static final String PROPERTY = "container-gate.data";
    private static final String VARIABLE = "CONTAINER_GATE_DATA";

    private DataLocation() {}

    /** From now on: {@code $CONTAINER_GATE_DATA}, else {@code container-gate/data} where caches are. */
    public static void find(Map<String, String> environment) {
        String stated = environment.getOrDefault(VARIABLE, "");
        Optional<Path> usual = stated.isEmpty()
                ? CacheOptions.usual(environment).map(cache -> cache.resolve("data"))
                : Optional.of(Path.of(stated));
        usual.ifPresent(path -> System.setProperty(PROPERTY, path.toString()));
    }

    /** Empty when there is none, whether or not anything is there. */
    public static Optional<Path> usual() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }
}
