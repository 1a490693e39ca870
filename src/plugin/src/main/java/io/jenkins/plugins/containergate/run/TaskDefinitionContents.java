package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.Serializable;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent read of task definitions, for the controller to understand: files, or why there are none.
 *
 * @param files content in base 64, by name
 */
record TaskDefinitionContents(
        TreeMap<String, String> files,
        @Nullable String problem,
        @Nullable String remedy) implements Serializable {
    private static final long serialVersionUID = 1L;

    static TaskDefinitionContents of(SortedMap<String, byte[]> contents) {
        TreeMap<String, String> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, Base64.getEncoder().encodeToString(content)));
        return new TaskDefinitionContents(files, null, null);
    }

    static TaskDefinitionContents of(GateException cause) {
        return new TaskDefinitionContents(new TreeMap<>(), cause.problem(), cause.remedy());
    }

    SortedMap<String, byte[]> contents() throws GateException {
        if (problem != null) {
            throw new GateException(problem, remedy == null ? "see the log of the agent" : remedy);
        }
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((name, content) -> contents.put(name, Base64.getDecoder().decode(content)));
        return contents;
    }

    /** Task definitions may hold secrets. */
    @Override
    public String toString() {
        return "TaskDefinitionContents[" + files.keySet() + "]";
    }
}
