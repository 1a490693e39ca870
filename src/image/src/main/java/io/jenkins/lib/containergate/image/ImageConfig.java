package io.jenkins.lib.containergate.image;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The image configuration: what a container started from the image gets by default, and how the image was built.
 *
 * @param user {@code config.User} as written, empty when absent
 * @param environment {@code config.Env}, each {@code NAME=value}
 * @param labels sorted by name
 * @param diffIds {@code rootfs.diff_ids}, outermost layer last
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md">OCI image configuration</a>
 */
public record ImageConfig(
        Platform platform,
        Optional<Instant> created,
        String user,
        List<String> environment,
        List<String> entrypoint,
        List<String> command,
        List<String> exposedPorts,
        List<String> volumes,
        Map<String, String> labels,
        Optional<HealthCheck> healthCheck,
        List<String> onBuild,
        String workingDirectory,
        String stopSignal,
        List<Digest> diffIds,
        List<HistoryEntry> history) {

    public ImageConfig {
        environment = List.copyOf(environment);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        onBuild = List.copyOf(onBuild);
        diffIds = List.copyOf(diffIds);
        history = List.copyOf(history);
    }

    /**
     * {@code config.Healthcheck}; a Docker extension the OCI configuration tolerates.
     *
     * @param test {@code NONE}, or {@code CMD} / {@code CMD-SHELL} and its arguments
     */
    public record HealthCheck(List<String> test) {
        public HealthCheck {
            test = List.copyOf(test);
        }

        /** A command may hold a secret. */
        @Override
        public String toString() {
            return "HealthCheck[" + test.size() + " words]";
        }
    }

    /** @param emptyLayer the instruction made no layer */
    public record HistoryEntry(String createdBy, Optional<Instant> created, boolean emptyLayer) {
        /** A build step may hold a secret. */
        @Override
        public String toString() {
            return "HistoryEntry[" + (emptyLayer ? "no layer" : "a layer") + "]";
        }
    }

    /** Environment, labels, commands and history may hold secrets, so none of them is shown. */
    @Override
    public String toString() {
        return "ImageConfig[" + platform + ", " + diffIds.size() + " layers]";
    }
}
