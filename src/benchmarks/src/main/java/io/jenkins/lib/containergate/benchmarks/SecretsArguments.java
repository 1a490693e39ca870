package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.benchmarks.samples.SampleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link SecretsBenchmark} is asked to measure.
 *
 * @param sources where the sources of other scanners are
 * @param missed whether to print each sample that is missed
 * @param compare whether gitleaks searches the trees, too
 */
record SecretsArguments(
        Map<SampleSource, Path> sources,
        PlaceLabels labels,
        long seed,
        boolean missed,
        boolean compare,
        List<Path> trees) {
    static SecretsArguments of(String... arguments) throws IOException {
        Map<SampleSource, Path> sources = new EnumMap<>(SampleSource.class);
        PlaceLabels labels = PlaceLabels.none();
        long seed = System.nanoTime();
        boolean missed = false;
        boolean compare = false;
        List<Path> trees = new ArrayList<>();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (!argument.startsWith("--")) {
                trees.add(Path.of(argument));
            } else if (argument.equals("--missed")) {
                missed = true;
            } else if (argument.equals("--compare")) {
                compare = true;
            } else if (argument.startsWith("--labels=")) {
                labels = PlaceLabels.read(Path.of(value));
            } else if (argument.startsWith("--seed=")) {
                seed = Long.parseLong(value);
            } else {
                String name = argument.substring(2, argument.length() - value.length() - 1);
                sources.put(SampleSource.valueOf(name.toUpperCase(Locale.ROOT)), Path.of(value));
            }
        }
        return new SecretsArguments(sources, labels, seed, missed, compare, trees);
    }
}
