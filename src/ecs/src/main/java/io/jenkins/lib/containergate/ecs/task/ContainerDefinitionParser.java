package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.LinuxParameters;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.LinuxParameters.Device;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.LogConfiguration;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.MountPoint;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.PortMapping;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.SecretReference;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Ulimit;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;

/** Reads one container of a task definition. */
final class ContainerDefinitionParser {
    ContainerDefinition parse(Members written) throws GateException {
        Field<String> name = written.text("name");
        String index = written.place().name();
        String label = "container "
                + name.known().map(text -> "'" + SafeText.visible(text) + "'").orElse("number " + index);
        Members members = written.ownedBy(label);
        return new ContainerDefinition(
                label,
                name,
                members.text("image"),
                members.text("versionConsistency"),
                members.text("user"),
                members.bool("privileged"),
                members.bool("readonlyRootFilesystem"),
                members.bool("interactive"),
                members.bool("pseudoTerminal"),
                members.bool("essential"),
                members.integer("cpu"),
                members.integer("memory"),
                members.integer("memoryReservation"),
                members.text("hostname"),
                members.texts("command"),
                members.texts("entryPoint"),
                members.object("healthCheck").texts("command"),
                members.objects("environment", ContainerDefinitionParser::nameValue),
                members.objects(
                        "environmentFiles", file -> new NameValue(file.text("type"), file.text("value"), file.place())),
                members.objects("secrets", ContainerDefinitionParser::secret),
                members.options("dockerLabels"),
                members.texts("dockerSecurityOptions"),
                members.texts("links"),
                members.objects(
                        "extraHosts",
                        host -> new NameValue(host.text("hostname"), host.text("ipAddress"), host.place())),
                members.texts("dnsServers"),
                members.objects(
                        "systemControls",
                        control -> new NameValue(control.text("namespace"), control.text("value"), control.place())),
                members.objects("portMappings", ContainerDefinitionParser::portMapping),
                members.objects(
                        "mountPoints",
                        mount -> new MountPoint(
                                mount.text("sourceVolume"),
                                mount.text("containerPath"),
                                mount.bool("readOnly"),
                                mount.place())),
                members.objects(
                        "ulimits",
                        limit -> new Ulimit(
                                limit.text("name"),
                                limit.integer("softLimit"),
                                limit.integer("hardLimit"),
                                limit.place())),
                linux(members.object("linuxParameters")),
                log(members.object("logConfiguration")),
                members.object("firelensConfiguration").text("type"),
                members.object("firelensConfiguration").options("options"),
                members.object("repositoryCredentials").text("credentialsParameter"),
                members.place());
    }

    private static NameValue nameValue(Members members) throws GateException {
        return new NameValue(members.text("name"), members.text("value"), members.place());
    }

    private static SecretReference secret(Members members) throws GateException {
        return new SecretReference(members.text("name"), members.text("valueFrom"), members.place());
    }

    private static PortMapping portMapping(Members members) throws GateException {
        return new PortMapping(
                members.integer("containerPort"),
                members.integer("hostPort"),
                members.text("containerPortRange"),
                members.text("protocol"),
                members.place());
    }

    private static LinuxParameters linux(Members members) throws GateException {
        Members capabilities = members.object("capabilities");
        return new LinuxParameters(
                capabilities.texts("add"),
                capabilities.texts("drop"),
                members.objects("devices", device -> new Device(device.text("hostPath"), device.place())),
                members.bool("initProcessEnabled"));
    }

    private static LogConfiguration log(Members members) throws GateException {
        return new LogConfiguration(
                members.text("logDriver"),
                members.options("options"),
                members.objects("secretOptions", ContainerDefinitionParser::secret));
    }
}
