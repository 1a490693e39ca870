package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTraces;
import io.jenkins.lib.containergate.testkit.secret.TraceSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs commands and allows no trace of a secret in what they say and leave. */
final class WatchedGate {
    private final SecretTraces traces;
    private final SecretTraces inCache;
    private final Path folder;
    private final Path left;
    private int runs;

    /**
     * @param secrets that the commands will read
     * @param folder where they may leave things
     */
    WatchedGate(List<String> secrets, Path folder) {
        this(secrets, List.of(), folder);
    }

    /** @param inPaths those of the secrets that are names of files */
    WatchedGate(List<String> secrets, List<String> inPaths, Path folder) {
        this.traces = SecretTraces.of(secrets);
        this.inCache = SecretTraces.of(
                secrets.stream().filter(secret -> !inPaths.contains(secret)).toList());
        this.folder = folder;
        this.left = folder.resolve("left");
    }

    /** The command, told to leave its reports. */
    Gate reporting(Object... arguments) throws IOException {
        List<Object> words = new ArrayList<>(Arrays.asList(arguments));
        words.add("--out");
        words.add(directory("reports" + ++runs));
        return run(words.toArray());
    }

    Gate run(Object... arguments) throws IOException {
        Gate gate = Gate.run(arguments);
        assertThat(traces.in(gate.out())).as(gate.out()).isEmpty();
        assertThat(traces.in(gate.err())).as(gate.err()).isEmpty();
        if (Files.exists(left)) {
            assertThat(TraceSearch.below(left, traces)).isEmpty();
        }
        if (Files.exists(cache())) {
            assertThat(TraceSearch.below(cache(), inCache)).isEmpty();
        }
        return gate;
    }

    /** Only its owner may read it; it keeps the paths of files, and so what stands in them. */
    Path cache() {
        return folder.resolve("cache");
    }

    /** Is looked through after each command. */
    Path directory(String name) {
        return left.resolve(name);
    }
}
