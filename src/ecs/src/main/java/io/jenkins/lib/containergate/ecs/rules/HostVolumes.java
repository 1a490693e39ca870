package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Volume;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of the volumes that are, or may turn out to be, directories of the host.
 *
 * @param unknown there is a volume whose name is known only at deployment
 */
record HostVolumes(Set<String> names, boolean unknown) {
    static HostVolumes of(Items<Volume> volumes) {
        Set<String> names = volumes.values().stream()
                .filter(HostVolumes::onHost)
                .flatMap(volume -> volume.name().known().stream())
                .collect(Collectors.toSet());
        boolean unknown = !volumes.unresolved().isEmpty()
                || volumes.values().stream()
                        .anyMatch(volume -> onHost(volume) && volume.name() instanceof Field.Unresolved<String>);
        return new HostVolumes(names, unknown);
    }

    private static boolean onHost(Volume volume) {
        return volume.hostPath() instanceof Field.Unresolved<String>
                || volume.hostPath().known().filter(path -> !path.isEmpty()).isPresent();
    }

    boolean any() {
        return unknown || !names.isEmpty();
    }

    boolean mayBe(String name) {
        return unknown || names.contains(name);
    }
}
