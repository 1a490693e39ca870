package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The images of a task that come from private registries of ECR.
 *
 * @param unknown those of which it is not known where they come from
 */
record EcrImages(List<EcrImage> known, List<Unknown> unknown) {

    /** @param text as the task definition names it */
    record EcrImage(String text, ImageReference reference, EcrRegistry registry, Place place) {}

    record Unknown(Place place, String problem, String remedy) {
        <T> Lookup<T> answer() {
            return new Lookup.Failed<>(problem, remedy);
        }
    }

    static EcrImages of(TaskDefinition task) {
        List<EcrImage> known = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        for (Field.Unresolved<?> container : task.containers().unresolved()) {
            unknown.add(later(container));
        }
        for (ContainerDefinition container : task.containers().values()) {
            Field<String> image = container.image();
            if (image instanceof Field.Unresolved<String> unresolved) {
                unknown.add(later(unresolved));
            } else if (image instanceof Field.Known<String> named) {
                try {
                    ImageReference reference = ImageReference.parse(named.value());
                    EcrRegistry.of(reference.registry().toLowerCase(Locale.ROOT))
                            .ifPresent(registry ->
                                    known.add(new EcrImage(named.value(), reference, registry, named.place())));
                } catch (GateException e) {
                    // what is no reference may be meant to be anything
                    unknown.add(new Unknown(named.place(), e.problem(), e.remedy()));
                }
            }
        }
        return new EcrImages(List.copyOf(known), List.copyOf(unknown));
    }

    private static Unknown later(Field.Unresolved<?> value) {
        return new Unknown(value.place(), NotKnown.problem(value), NotKnown.remedy(value));
    }

    /** Why there is nothing to ask; empty when there is, or may be. */
    static Optional<String> excludes(TaskDefinition task) {
        EcrImages images = of(task);
        return images.known.isEmpty() && images.unknown.isEmpty()
                ? Optional.of("no image comes from a private registry of ECR")
                : Optional.empty();
    }
}
