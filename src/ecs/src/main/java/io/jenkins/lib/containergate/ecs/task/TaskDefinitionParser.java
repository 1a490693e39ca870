package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition.Volume;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Map;
import java.util.Set;

/** Reads a task definition that is in the shape of the ECS API, or nearly so. */
public final class TaskDefinitionParser {
    private final Budget budget;
    private final boolean unfinished;

    public TaskDefinitionParser(Budget budget) {
        this(budget, false);
    }

    private TaskDefinitionParser(Budget budget, boolean unfinished) {
        this.budget = budget;
        this.unfinished = unfinished;
    }

    /** Of a file that somebody wrote, and that a tool may fill in before it is registered. */
    public static TaskDefinitionParser ofFile(Budget budget) {
        return new TaskDefinitionParser(budget, true);
    }

    /**
     * @param written names in any case, nulls for what is absent
     * @param fallbackName what to call it when it names no family
     * @throws GateException when a value has a type the API would refuse, or there is no container
     */
    public TaskDefinition parse(Mapping written, String fallbackName) throws GateException {
        Mapping settings = Placeholders.inSettings(new ApiShape(budget).of(written));
        Mapping source = unfinished ? Placeholders.inSecrets(settings) : settings;
        Place place = Place.root("the task definition", source.mark());
        Members members = Members.of(budget, source, place);
        Field<String> family = members.text("family");
        Items<ContainerDefinition> containers = members.objects("containerDefinitions", ContainerDefinition::of);
        if (containers.empty()) {
            throw new MalformedDocumentException(
                    budget.document(),
                    source.mark().line(),
                    "the task definition has no container",
                    "name a task definition with containerDefinitions");
        }
        Items<Known<String>> compatibilities = members.texts("requiresCompatibilities");
        for (Known<String> type : compatibilities.values()) {
            LaunchType.check(type, budget.document());
        }
        return new TaskDefinition(
                budget.document(),
                SafeText.visible(family.known().orElse(fallbackName)),
                source,
                compatibilities,
                members.object("runtimePlatform").text("operatingSystemFamily"),
                members.object("runtimePlatform").text("cpuArchitecture"),
                members.text("networkMode"),
                members.text("pidMode"),
                members.text("ipcMode"),
                members.text("taskRoleArn"),
                members.text("executionRoleArn"),
                members.text("cpu"),
                members.text("memory"),
                members.bool("enableFaultInjection"),
                containers,
                members.objects("volumes", TaskDefinitionParser::volume),
                members.objects("tags", tag -> new NameValue(tag.text("key"), tag.text("value"), tag.place())),
                place,
                Map.of(),
                "",
                Set.of(),
                false,
                DeclaredResources.none(),
                DeclaredResources.none());
    }

    private static Volume volume(Members written) throws GateException {
        Field<String> name = written.text("name");
        Members volume = written.ownedBy("volume "
                + name.known().map(text -> "'" + SafeText.visible(text) + "'").orElse("without name"));
        Members efs = volume.object("efsVolumeConfiguration");
        Members authorization = efs.object("authorizationConfig");
        Members docker = volume.object("dockerVolumeConfiguration");
        Items<Option> driverOptions = docker.options("driverOpts");
        Field<String> source = volume.object("host").text("sourcePath");
        return new Volume(
                name,
                source.absent() ? LocalVolume.path(docker.text("driver"), driverOptions) : source,
                driverOptions,
                new Volume.Efs(
                        efs.present(),
                        efs.text("fileSystemId"),
                        efs.text("transitEncryption"),
                        authorization.text("accessPointId"),
                        authorization.text("iam"),
                        efs.place()),
                volume.object("fsxWindowsFileServerVolumeConfiguration")
                        .object("authorizationConfig")
                        .text("credentialsParameter"),
                volume.place());
    }
}
