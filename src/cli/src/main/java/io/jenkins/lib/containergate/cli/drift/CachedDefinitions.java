package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.ProgramJar;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.KeptDefinitions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The cache of task definitions that the options name; without an option one is used only when this program is a jar. */
final class CachedDefinitions {
    private static final String DIRECTORY = "task-definitions";
    /** Of all services, and the beginning of the name for one. */
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private static final long MAX_BYTES = 256L << 20;

    private CachedDefinitions() {}

    /**
     * @param environment of this process
     * @return none where something else answers in the place of AWS: what it says of an ARN, AWS does not
     * @throws UsageException when the directory that was named cannot be used
     */
    static Optional<KeptDefinitions> of(CacheOptions options, Map<String, String> environment, Clock clock)
            throws UsageException {
        if (options.off() || imitated(environment)) {
            return Optional.empty();
        }
        if (options.directory().isPresent()) {
            try {
                return Optional.of(open(options.directory().get(), clock));
            } catch (GateException e) {
                throw new UsageException(e);
            }
        }
        Optional<Path> usual = ProgramJar.identity().flatMap(jar -> usual(environment));
        try {
            return usual.isEmpty() ? Optional.empty() : Optional.of(open(usual.get(), clock));
        } catch (GateException e) {
            return Optional.empty(); // nobody asked for it: without it everything is only slower
        }
    }

    /** None where something else answers in the place of AWS: what it says of an ARN, AWS does not. */
    static Optional<Path> usual(Map<String, String> environment) {
        return imitated(environment) ? Optional.empty() : CacheOptions.usual(environment);
    }

    private static boolean imitated(Map<String, String> environment) {
        return environment.keySet().stream().anyMatch(name -> name.startsWith(ENDPOINT));
    }

    private static KeptDefinitions open(Path parent, Clock clock) throws GateException {
        return KeptDefinitions.open(parent.resolve(DIRECTORY), MAX_BYTES, clock);
    }
}
