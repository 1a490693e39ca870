package io.jenkins.lib.containergate.policy.cel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a gate knows besides its findings. What is not at hand is absent: a rule that needs it cannot be decided.
 *
 * @param packages of the image or the SBOM
 * @param image empty where there is none, as for SBOMs and source trees
 * @param tasks each is evaluated by itself
 */
public record RuleFacts(
        Optional<Supplier<List<PackageFact>>> packages, Optional<ImageFact> image, List<TaskFact> tasks) {
    private static final RuleFacts NONE = new RuleFacts(Optional.empty(), Optional.empty(), List.of());

    public RuleFacts {
        tasks = List.copyOf(tasks);
    }

    public static RuleFacts none() {
        return NONE;
    }

    /** @param packages is asked only where a rule is evaluated */
    public RuleFacts withPackages(Supplier<List<PackageFact>> packages) {
        return new RuleFacts(Optional.of(packages), image, tasks);
    }

    public RuleFacts withImage(ImageFact image) {
        return new RuleFacts(packages, Optional.of(image), tasks);
    }

    public RuleFacts withTasks(List<TaskFact> tasks) {
        return new RuleFacts(packages, image, tasks);
    }

    /**
     * An installed package.
     *
     * @param type of its package URL: {@code deb}, {@code maven}
     * @param path the file it was found in
     */
    public record PackageFact(
            String name, String version, String type, String purl, String path, List<String> licenses) {
        public PackageFact {
            licenses = List.copyOf(licenses);
        }
    }

    /**
     * An image.
     *
     * @param reference as the caller wrote it
     * @param digest with its algorithm
     * @param platform {@code linux/amd64}
     * @param user as its configuration has it
     */
    public record ImageFact(String reference, String digest, String platform, String user, Map<String, String> labels) {
        public ImageFact {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * A task definition.
     *
     * @param document it was read from
     * @param name its family
     * @param definition in the shape of the ECS API: {@code Map}, {@code List}, {@code String}, {@code Long},
     *     {@code Double}, {@code Boolean}, {@code null}, and {@link Unresolved}
     */
    public record TaskFact(String document, String name, Map<String, @Nullable Object> definition) {
        public TaskFact {
            definition = Collections.unmodifiableMap(new LinkedHashMap<>(definition));
        }

        /** Values may be secrets. */
        @Override
        public String toString() {
            return "TaskFact[" + name + "]";
        }
    }

    /**
     * A value that is known only at deployment: whatever depends on it cannot be decided.
     *
     * @param mayBeAbsent whether that, too, is known only then
     */
    public record Unresolved(boolean mayBeAbsent) {}
}
