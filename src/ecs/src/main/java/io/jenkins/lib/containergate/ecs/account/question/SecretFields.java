package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.SecretReference;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a task definition that name what ECS fetches when a task starts: secrets of variables and logs, credentials
 * of registries and file systems.
 *
 * @param unresolved containers, volumes and lists that may hold more
 */
record SecretFields(List<Named> named, List<Field.Unresolved<?>> unresolved) {

    /** @param secret whether a name without an ARN is that of a secret; elsewhere it is that of a parameter */
    record Named(Field<String> value, boolean secret) {}

    static SecretFields of(TaskDefinition task) {
        SecretFields found = new SecretFields(new ArrayList<>(), new ArrayList<>());
        found.unresolved.addAll(task.containers().unresolved());
        for (ContainerDefinition container : task.containers().values()) {
            found.add(container.variables().secrets());
            found.add(container.log().secretOptions());
            found.named.add(new Named(container.credentialsParameter(), true));
        }
        found.unresolved.addAll(task.volumes().unresolved());
        for (Volume volume : task.volumes().values()) {
            found.named.add(new Named(volume.credentialsParameter(), false));
        }
        return found;
    }

    private void add(Items<SecretReference> secrets) {
        unresolved.addAll(secrets.unresolved());
        secrets.values().forEach(secret -> named.add(new Named(secret.valueFrom(), false)));
    }
}
