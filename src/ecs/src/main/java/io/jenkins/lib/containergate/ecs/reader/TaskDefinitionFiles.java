package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what a file declares, or every template and task definition in a directory, such as the one CDK writes ({@code cdk.out}). */
public final class TaskDefinitionFiles {
    private static final String PSEUDO = "AWS::";
    /** No value of a parameter: files of one name are evaluated with different ones. */
    private static final String SEVERAL = "\0";

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
     * @return by the name of each file; nothing for a directory that is not read, whose name ends with a slash
     * @throws GateException when a file cannot be read, is too large, or the directory holds no template
     */
    public SortedMap<String, byte[]> contents(Path file, String name) throws GateException {
        return new WrittenFiles(limits).of(file, name);
    }

    /**
     * @return at least one
     * @throws GateException when there is none, something that would decide cannot be read, or a parameter is given that
     *     no template declares
     */
    public Definitions parse(SortedMap<String, byte[]> contents) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(contents);
        if (contents.size() == 1) {
            // it may be named with a slash all the same
            files.clear();
            files.put(contents.firstKey().replaceAll("/++$", ""), contents.get(contents.firstKey()));
        }
        files.keySet().removeIf(each -> each.endsWith(WrittenFiles.DIRECTORY));
        Definitions definitions = parseFiles(files);
        return new Definitions(
                definitions.tasks(),
                definitions.deployments(),
                definitions
                        .leftOut()
                        .notEvaluated(
                                "directory",
                                contents.size() - files.size(),
                                "of the directories in a directory, only stages of CDK (" + WrittenFiles.ASSEMBLY
                                        + "*) are read"));
    }

    private Definitions parseFiles(SortedMap<String, byte[]> contents) throws GateException {
        SortedMap<String, Value> manifests = parsed(contents, file -> file.endsWith(CdkAssets.ENDING));
        // a file that is named alone is read as what it is
        SortedMap<String, Value> assemblies =
                parsed(contents, file -> contents.size() > 1 && WrittenFiles.manifest(file));
        SortedMap<String, byte[]> declaring = new TreeMap<>(contents);
        declaring
                .keySet()
                .removeIf(file ->
                        contents.size() > 1 && manifests.containsKey(file) && !CdkAssets.holdsMore(manifests.get(file))
                                || assemblies.containsKey(file) && !CdkAssembly.holdsMore(assemblies.get(file)));
        Definitions declared = parse(
                declaring,
                CdkAssets.of(manifests.values()),
                CdkAssembly.of(assemblies, contents.keySet(), declaring.keySet()));
        List<Deployment> deployments = new ArrayList<>(declared.deployments());
        deployments.addAll(CdkBuilds.of(manifests));
        return new Definitions(declared.tasks(), deployments, declared.leftOut());
    }

    private SortedMap<String, Value> parsed(SortedMap<String, byte[]> contents, Predicate<String> wanted)
            throws GateException {
        SortedMap<String, Value> parsed = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            if (wanted.test(file.getKey())) {
                parsed.put(file.getKey(), CdkAssets.root(file.getKey(), file.getValue(), limits));
            }
        }
        return parsed;
    }

    /** What the user gives counts before what CDK deploys a template with. */
    private TaskDefinitionReader reader(Map<String, String> deployedWith) {
        Map<String, String> given = new HashMap<>(deployedWith);
        given.putAll(parameters);
        return new TaskDefinitionReader(limits, given);
    }

    private Definitions parse(SortedMap<String, byte[]> contents, CdkAssets assets, CdkAssembly assembly)
            throws GateException {
        List<TaskDefinition> found = new ArrayList<>();
        List<Deployment> deployments = new ArrayList<>();
        Account account = Account.empty();
        Set<String> names = new HashSet<>();
        contents.keySet().forEach(file -> names.add(withoutDirectory(file)));
        ReadAlong along = new ReadAlong(names, assets, values(contents, assembly), contents);
        Set<String> unknown = new HashSet<>(parameters.keySet());
        unknown.removeIf(parameter -> parameter.startsWith(PSEUDO));
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            TaskDefinitionReader reader = reader(assembly.parameters(file.getKey()));
            TaskDefinitionReader.Contents read = reader.contents(file.getKey(), file.getValue(), along);
            unknown.removeAll(read.parameters());
            found.addAll(read.tasks());
            deployments.addAll(read.deployments());
            account = account.plus(read.account());
            if (contents.size() > 1 && read.empty() && read.account().isEmpty()) {
                account = account.notEvaluated("file", 1, "it declares nothing of ECS");
            }
        }
        if (!unknown.isEmpty()) {
            throw new GateException(
                    "no template declares the parameter " + Collections.min(unknown), "check the name in Parameters");
        }
        if (ContainerInstances.none(found, deployments)) {
            for (Deployment each :
                    deployments.stream().filter(ContainerInstances::concerns).toList()) {
                account = account.notEvaluated(
                        each.kind(), 1, "it concerns instances, and the tasks run on Fargate alone");
                deployments.remove(each);
            }
        }
        Definitions definitions = new Definitions(found, deployments, account);
        if (definitions.empty()) {
            throw TaskDefinitionReader.nothing(String.join(", ", contents.keySet()));
        }
        return definitions;
    }

    private static String withoutDirectory(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** By the name of a file. Only what a nested stack deploys is read for it, and that once. */
    private Function<String, Map<String, String>> values(SortedMap<String, byte[]> contents, CdkAssembly assembly) {
        Map<String, Map<String, String>> read = new HashMap<>();
        return name -> read.computeIfAbsent(name, unused -> {
            Map<String, String> values = new HashMap<>();
            contents.forEach((file, content) -> {
                if (withoutDirectory(file).equals(name)) {
                    reader(assembly.parameters(file))
                            .values(file, content)
                            .forEach((parameter, value) ->
                                    values.merge(parameter, value, (one, other) -> one.equals(other) ? one : SEVERAL));
                }
            });
            return values;
        });
    }

    /**
     * What is read along with a file.
     *
     * @param names of all files, without their directories
     * @param assets where CDK uploads them to
     * @param values what the parameters of a template are evaluated with, by the name of its file
     * @param contents of all files
     */
    record ReadAlong(
            Set<String> names,
            CdkAssets assets,
            Function<String, Map<String, String>> values,
            SortedMap<String, byte[]> contents) {
        static final ReadAlong NOTHING =
                new ReadAlong(Set.of(), new CdkAssets(List.of()), unused -> Map.of(), new TreeMap<>());

        ReadAlong {
            names = Set.copyOf(names);
        }

        /** A file that is read, by its path from the directory of another. */
        Optional<byte[]> beside(String file, String path) {
            String plain = path.startsWith("./") ? path.substring(2) : path;
            return Optional.ofNullable(contents.get(file.substring(0, file.lastIndexOf('/') + 1) + plain));
        }

        /** Whether a file is read, and is what will be found at the address. */
        boolean holds(String file, Value address) {
            return names.contains(file) && assets.uploads(file, address);
        }
    }
}
