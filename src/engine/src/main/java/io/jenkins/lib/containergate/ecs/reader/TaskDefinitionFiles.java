package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the task definitions of a file, or of all templates in the directory CDK writes ({@code cdk.out}). */
public final class TaskDefinitionFiles {
    private static final int MAX_TEMPLATES = 1_000;
    private static final String TEMPLATES = "*.template.json";
    private static final String PSEUDO = "AWS::";

    private final DocumentLimits limits;
    private final Map<String, String> parameters;

    /** @param parameters of CloudFormation templates, by name; they may be secrets */
    public TaskDefinitionFiles(DocumentLimits limits, Map<String, String> parameters) {
        this.limits = limits;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * @param name of the file as the user knows it
     * @return at least one
     * @throws GateException as {@link #contents} and {@link #parse}
     */
    public Definitions read(Path file, String name) throws GateException {
        return parse(contents(file, name));
    }

    /**
     * What was written, before anything of it is understood.
     *
     * @return by the name of each file
     * @throws GateException when a file cannot be read, is too large, or the directory holds no template
     */
    public SortedMap<String, byte[]> contents(Path file, String name) throws GateException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        if (!Files.isDirectory(file)) {
            contents.put(name, content(name, file));
            return contents;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(file, TEMPLATES)) {
            for (Path each : found) {
                if (contents.size() == MAX_TEMPLATES) {
                    throw new LimitExceededException(name, "maxTemplates", MAX_TEMPLATES);
                }
                String template = name + "/" + each.getFileName();
                contents.put(template, content(template, each));
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (contents.isEmpty()) {
            throw new GateException(
                    "the directory " + name + " holds no " + TEMPLATES, "name the cdk.out directory, or one file");
        }
        return contents;
    }

    /**
     * @return at least one
     * @throws GateException when there is none, something that would decide cannot be read, or a parameter is given that
     *     no template declares
     */
    public Definitions parse(SortedMap<String, byte[]> contents) throws GateException {
        TaskDefinitionReader reader = new TaskDefinitionReader(limits, parameters);
        List<TaskDefinition> found = new ArrayList<>();
        List<Deployment> deployments = new ArrayList<>();
        Set<String> unknown = new HashSet<>(parameters.keySet());
        unknown.removeIf(parameter -> parameter.startsWith(PSEUDO));
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            TaskDefinitionReader.Contents read = reader.contents(file.getKey(), file.getValue());
            unknown.removeAll(read.parameters());
            found.addAll(read.tasks());
            deployments.addAll(read.deployments());
        }
        if (!unknown.isEmpty()) {
            throw new GateException(
                    "no template declares the parameter " + Collections.min(unknown), "check the name in Parameters");
        }
        Definitions definitions = new Definitions(found, deployments);
        if (definitions.empty()) {
            throw TaskDefinitionReader.nothing(String.join(", ", contents.keySet()));
        }
        return definitions;
    }

    private byte[] content(String name, Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limits.maxBytes() + 1);
            if (content.length > limits.maxBytes()) {
                throw new LimitExceededException(name, "maxBytes", limits.maxBytes());
            }
            return content;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static GateException unreadable(String name, IOException cause) {
        return new GateException(
                "the task definition " + name + " cannot be read: "
                        + cause.getClass().getSimpleName(),
                "check that it is there and readable",
                cause);
    }
}
