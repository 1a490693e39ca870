package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;

/**
 * One container of a task, sidecars included.
 *
 * @param label for people: {@code container 'web'}
 * @param credentialsParameter {@code repositoryCredentials.credentialsParameter}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html">ContainerDefinition</a>
 */
public record ContainerDefinition(
        String label,
        Field<String> name,
        Field<String> image,
        Field<String> versionConsistency,
        Field<String> credentialsParameter,
        Field<Boolean> essential,
        Security security,
        Process process,
        Limits limits,
        Network network,
        Variables variables,
        Items<Option> dockerLabels,
        Items<NameValue> systemControls,
        Items<MountPoint> mountPoints,
        LinuxParameters linux,
        LogConfiguration log,
        Place place) {

    static ContainerDefinition of(Members written) throws GateException {
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
                members.object("repositoryCredentials").text("credentialsParameter"),
                members.bool("essential"),
                Security.of(members),
                Process.of(members),
                Limits.of(members),
                Network.of(members),
                Variables.of(members),
                members.options("dockerLabels"),
                members.objects(
                        "systemControls",
                        control -> new NameValue(control.text("namespace"), control.text("value"), control.place())),
                members.objects(
                        "mountPoints",
                        mount -> new MountPoint(
                                mount.text("sourceVolume"),
                                mount.text("containerPath"),
                                mount.bool("readOnly"),
                                mount.place())),
                LinuxParameters.of(members.object("linuxParameters")),
                LogConfiguration.of(members),
                members.place());
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "ContainerDefinition[" + place.pointer() + "]";
    }

    /** As whom it runs, and what keeps it in. */
    public record Security(
            Field<String> user,
            Field<Boolean> privileged,
            Field<Boolean> readonlyRootFilesystem,
            Items<Known<String>> dockerSecurityOptions) {
        static Security of(Members members) throws GateException {
            return new Security(
                    members.text("user"),
                    members.bool("privileged"),
                    members.bool("readonlyRootFilesystem"),
                    members.texts("dockerSecurityOptions"));
        }
    }

    /**
     * What it runs.
     *
     * @param healthCommand {@code healthCheck.command}
     */
    public record Process(
            Items<Known<String>> command,
            Items<Known<String>> entryPoint,
            Items<Known<String>> healthCommand,
            Field<Boolean> interactive,
            Field<Boolean> pseudoTerminal) {
        static Process of(Members members) throws GateException {
            return new Process(
                    members.texts("command"),
                    members.texts("entryPoint"),
                    members.object("healthCheck").texts("command"),
                    members.bool("interactive"),
                    members.bool("pseudoTerminal"));
        }
    }

    /** How much of the host it may use. */
    public record Limits(Field<Long> cpu, Field<Long> memory, Field<Long> memoryReservation, Items<Ulimit> ulimits) {
        static Limits of(Members members) throws GateException {
            return new Limits(
                    members.integer("cpu"),
                    members.integer("memory"),
                    members.integer("memoryReservation"),
                    members.objects(
                            "ulimits",
                            limit -> new Ulimit(
                                    limit.text("name"),
                                    limit.integer("softLimit"),
                                    limit.integer("hardLimit"),
                                    limit.place())));
        }
    }

    /** Its names, and the ports it listens on. */
    public record Network(
            Field<String> hostname,
            Items<Known<String>> links,
            Items<NameValue> extraHosts,
            Items<Known<String>> dnsServers,
            Items<PortMapping> portMappings) {
        static Network of(Members members) throws GateException {
            return new Network(
                    members.text("hostname"),
                    members.texts("links"),
                    members.objects(
                            "extraHosts",
                            host -> new NameValue(host.text("hostname"), host.text("ipAddress"), host.place())),
                    members.texts("dnsServers"),
                    members.objects("portMappings", PortMapping::of));
        }
    }

    /** What its processes find in their environment. */
    public record Variables(
            Items<NameValue> environment, Items<NameValue> environmentFiles, Items<SecretReference> secrets) {
        static Variables of(Members members) throws GateException {
            return new Variables(
                    members.objects(
                            "environment",
                            variable -> new NameValue(variable.text("name"), variable.text("value"), variable.place())),
                    members.objects(
                            "environmentFiles",
                            file -> new NameValue(file.text("type"), file.text("value"), file.place())),
                    members.objects("secrets", SecretReference::of));
        }
    }

    /**
     * Where a container's output goes.
     *
     * @param router {@code firelensConfiguration.type}: present in a container that routes the others' logs
     */
    public record LogConfiguration(
            Field<String> logDriver,
            Items<Option> options,
            Items<SecretReference> secretOptions,
            Field<String> router,
            Items<Option> routerOptions) {
        static LogConfiguration of(Members container) throws GateException {
            Members log = container.object("logConfiguration");
            Members router = container.object("firelensConfiguration");
            return new LogConfiguration(
                    log.text("logDriver"),
                    log.options("options"),
                    log.objects("secretOptions", SecretReference::of),
                    router.text("type"),
                    router.options("options"));
        }
    }

    /** An environment variable, a system control, a tag: something with a name and a value. */
    public record NameValue(Field<String> name, Field<String> value, Place place) {}

    /** An entry of an object whose keys are data, such as the options of a log driver. */
    public record Option(String key, Field<String> value) {}

    /** @param name such as {@code nofile} */
    public record Ulimit(Field<String> name, Field<Long> softLimit, Field<Long> hardLimit, Place place) {}

    /** @param sourceVolume name of a volume of the task definition */
    public record MountPoint(
            Field<String> sourceVolume, Field<String> containerPath, Field<Boolean> readOnly, Place place) {}

    /**
     * A value that ECS fetches when the task starts.
     *
     * @param valueFrom ARN of a Secrets Manager secret or Parameter Store parameter, or a parameter's name
     */
    public record SecretReference(Field<String> name, Field<String> valueFrom, Place place) {
        static SecretReference of(Members members) throws GateException {
            return new SecretReference(members.text("name"), members.text("valueFrom"), members.place());
        }
    }

    /** @param containerPortRange such as {@code 8000-8010}, instead of a port */
    public record PortMapping(
            Field<Long> containerPort,
            Field<Long> hostPort,
            Field<String> containerPortRange,
            Field<String> protocol,
            Place place) {
        static PortMapping of(Members members) throws GateException {
            return new PortMapping(
                    members.integer("containerPort"),
                    members.integer("hostPort"),
                    members.text("containerPortRange"),
                    members.text("protocol"),
                    members.place());
        }
    }

    /**
     * Linux settings of a container.
     *
     * @param addedCapabilities without the prefix {@code CAP_}, as the API takes them
     * @param devices host paths of devices that are handed to the container
     */
    public record LinuxParameters(
            Items<Known<String>> addedCapabilities,
            Items<Known<String>> droppedCapabilities,
            Items<Device> devices,
            Field<Boolean> initProcessEnabled) {
        static LinuxParameters of(Members members) throws GateException {
            Members capabilities = members.object("capabilities");
            return new LinuxParameters(
                    capabilities.texts("add"),
                    capabilities.texts("drop"),
                    members.objects("devices", device -> new Device(device.text("hostPath"), device.place())),
                    members.bool("initProcessEnabled"));
        }

        /** @param hostPath such as {@code /dev/kvm} */
        public record Device(Field<String> hostPath, Place place) {}
    }
}
