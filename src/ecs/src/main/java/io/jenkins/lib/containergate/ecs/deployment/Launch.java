package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.deployment.Service.EbsVolume;
import io.jenkins.lib.containergate.ecs.deployment.Service.TaskReference;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What starts tasks without being a service: a schedule, an event rule, a pipe, a daemon, an Express service.
 *
 * @param kind which of them
 * @param volumes of EBS that each task gets
 * @param commands that it gives containers in place of their own
 * @param tasks what it starts, as far as the file declares that
 */
public record Launch(
        String document,
        String name,
        Mapping source,
        Place place,
        String kind,
        Field<String> taskDefinition,
        Field<String> launchType,
        Field<String> platformVersion,
        Network network,
        Field<Boolean> executeCommand,
        Items<EbsVolume> volumes,
        List<Command> commands,
        List<TaskDefinition> tasks)
        implements Deployment {
    public Launch {
        commands = List.copyOf(commands);
        tasks = List.copyOf(tasks);
    }

    /**
     * A command for a container.
     *
     * @param container its name; empty where that is not known
     * @param words empty where they are not known before it starts the tasks
     */
    public record Command(Optional<String> container, Optional<List<String>> words, Mark mark) {
        public Command {
            words = words.map(List::copyOf);
        }

        /** Words may be secrets. */
        @Override
        public String toString() {
            return "Command[" + mark.pointer() + "]";
        }
    }

    /** With the commands that it gives containers. */
    public Launch giving(List<Command> given) {
        return with(given, tasks);
    }

    /** With those of the definitions that it starts; a revision of one is not known to be the declared one. */
    public Launch starting(List<TaskDefinition> declared) {
        boolean revision = taskDefinition
                .known()
                .filter(text -> text.substring(text.lastIndexOf('/') + 1).indexOf(':') >= 0)
                .isPresent();
        return revision
                ? this
                : with(
                        commands,
                        declared.stream()
                                .filter(task -> TaskReference.means(taskDefinition, task))
                                .toList());
    }

    private Launch with(List<Command> given, List<TaskDefinition> declared) {
        return new Launch(
                document,
                name,
                source,
                place,
                kind,
                taskDefinition,
                launchType,
                platformVersion,
                network,
                executeCommand,
                volumes,
                given,
                declared);
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Launch[" + name + "]";
    }
}
