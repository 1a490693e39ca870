package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything the rules need to know of a workload.
 *
 * @param containers of its tasks, by what is known of their images
 * @param images by image; one for each that runs in the containers
 * @param definitions what is known of each task definition that runs
 * @param addresses public addresses by the id of their network interface
 */
public record WorkloadFacts(
        Workload workload,
        Containers containers,
        Map<RunningImage, ImageEvidence> images,
        Map<Arn, DefinitionEvidence> definitions,
        Lookup<Map<String, String>> addresses) {
    private static final String RUNNING = "RUNNING";
    private static final DefinitionEvidence NOT_READ =
            DefinitionEvidence.undecided("the task definition was not read", "check again");

    public WorkloadFacts {
        images = Map.copyOf(images);
        definitions = Map.copyOf(definitions);
    }

    /** With the containers of the tasks of the workload. */
    public WorkloadFacts(
            Workload workload,
            Map<RunningImage, ImageEvidence> images,
            Map<Arn, DefinitionEvidence> definitions,
            Lookup<Map<String, String>> addresses) {
        this(workload, containers(workload.tasks()), images, definitions, addresses);
    }

    /** What is known of the definition that a task was started from. */
    public DefinitionEvidence definition(EcsTask task) {
        return definitions.getOrDefault(task.taskDefinition(), NOT_READ);
    }

    /** One container of a task whose image is known. */
    public record Running(EcsTask task, String container, RunningImage image) {}

    /** One of which it is not. */
    public record Unknown(EcsTask task, String container, String problem, String remedy) {}

    /**
     * @param waiting containers whose images are not pulled yet
     * @param ofAws containers that AWS added to the tasks
     */
    public record Containers(List<Running> running, List<Unknown> unknown, int waiting, int ofAws) {}

    /** The containers of tasks, by what is known of their images. */
    public static Containers containers(List<EcsTask> tasks) {
        List<Running> running = new ArrayList<>();
        List<Unknown> unknown = new ArrayList<>();
        int waiting = 0;
        int ofAws = 0;
        for (EcsTask task : tasks) {
            boolean runs = task.status().equals(RUNNING);
            if (runs && task.containers().isEmpty()) {
                unknown.add(new Unknown(task, "", "ECS names no container of the task", "ask again"));
            }
            for (EcsTask.RunningContainer container : task.containers()) {
                if (container.ofAws()) {
                    ofAws++;
                    continue;
                }
                if (!runs
                        && container.imageDigest().isEmpty()
                        && task.start().at().isEmpty()) {
                    waiting++;
                    continue;
                }
                try {
                    running.add(new Running(task, container.name(), RunningImage.of(task, container)));
                } catch (GateException e) {
                    unknown.add(new Unknown(task, container.name(), e.problem(), e.remedy()));
                }
            }
        }
        return new Containers(running, unknown, waiting, ofAws);
    }
}
