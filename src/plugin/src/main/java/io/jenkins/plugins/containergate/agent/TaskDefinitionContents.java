package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.build.GateLog;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the agent read of task definitions, for the controller to understand: files, or why there are none.
 *
 * @param files content in base 64, by name
 */
public record TaskDefinitionContents(SortedMap<String, String> files, Optional<InspectionReport.Failure> failure) {
    public TaskDefinitionContents {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        if (files.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException("files and a failure exclude each other, and one of them is needed");
        }
    }

    static TaskDefinitionContents of(SortedMap<String, byte[]> contents) {
        TreeMap<String, String> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, Base64.getEncoder().encodeToString(content)));
        return new TaskDefinitionContents(files, Optional.empty());
    }

    static TaskDefinitionContents of(GateException cause) {
        return new TaskDefinitionContents(new TreeMap<>(), Optional.of(InspectionReport.Failure.of(cause)));
    }

    /**
     * @param asked the file or directory that was asked for
     * @throws GateException what the agent failed with, or that it answers another question
     */
    public SortedMap<String, byte[]> contents(String asked) throws GateException {
        if (failure.isPresent()) {
            throw failure.get().exception();
        }
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            boolean inside = name.equals(asked) && files.size() == 1 || name.startsWith(asked + "/");
            AnswerCheck.same("file", asked, inside ? asked : name);
            try {
                contents.put(name, Base64.getDecoder().decode(file.getValue()));
            } catch (IllegalArgumentException e) {
                throw new GateException(
                        "the answer of the agent is malformed: " + GateLog.singleLine(name),
                        "look at the log of the agent, and check that nothing on it interferes",
                        e);
            }
        }
        return contents;
    }

    /** Task definitions may hold secrets. */
    @Override
    public String toString() {
        return "TaskDefinitionContents[" + files.keySet() + "]";
    }
}
