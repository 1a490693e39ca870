package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads task definitions from texts. */
public final class TaskFiles {
    private TaskFiles() {}

    public static List<TaskDefinition> read(String text) throws GateException {
        return read(text, Map.of());
    }

    public static List<TaskDefinition> read(String text, Map<String, String> parameters) throws GateException {
        return new TaskDefinitionReader(DocumentLimits.defaults(), parameters)
                .read("taskdef.file", text.getBytes(StandardCharsets.UTF_8));
    }

    public static TaskDefinition only(String text) {
        return only(text, Map.of());
    }

    public static TaskDefinition only(String text, Map<String, String> parameters) {
        try {
            List<TaskDefinition> all = read(text, parameters);
            if (all.size() != 1) {
                throw new AssertionError(all.size() + " task definitions");
            }
            return all.get(0);
        } catch (GateException e) {
            throw new AssertionError(e);
        }
    }
}
