package io.jenkins.lib.containergate.ecs.task;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Members of a task definition as the ECS API spells them. CloudFormation writes them with capitals, and Terraform takes
 * any case, so a member is found whatever its case.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
public final class ApiNames {
    private static final Map<String, String> BY_LOWER_CASE = byLowerCase(List.of(
            "accessPointId",
            "add",
            "appProtocol",
            "authorizationConfig",
            "autoprovision",
            "awsvpcConfiguration",
            "capabilities",
            "command",
            "compatibilities",
            "condition",
            "configuredAtLaunch",
            "containerDefinitions",
            "containerInstance",
            "containerName",
            "containerPath",
            "containerPort",
            "containerPortRange",
            "cpu",
            "cpuArchitecture",
            "credentialSpecs",
            "credentialsParameter",
            "dependsOn",
            "deviceName",
            "deviceType",
            "devices",
            "disableNetworking",
            "dnsSearchDomains",
            "dnsServers",
            "dockerLabels",
            "dockerSecurityOptions",
            "dockerVolumeConfiguration",
            "domain",
            "driver",
            "driverOpts",
            "drop",
            "efsVolumeConfiguration",
            "enableFaultInjection",
            "enabled",
            "entryPoint",
            "environment",
            "environmentFiles",
            "ephemeralStorage",
            "essential",
            "executionRoleArn",
            "expression",
            "extraHosts",
            "family",
            "fileSystemId",
            "firelensConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            "hardLimit",
            "healthCheck",
            "host",
            "hostPath",
            "hostPort",
            "hostname",
            "iam",
            "ignoredExitCodes",
            "image",
            "inferenceAccelerators",
            "initProcessEnabled",
            "interactive",
            "interval",
            "ipAddress",
            "ipcMode",
            "key",
            "labels",
            "links",
            "linuxParameters",
            "logConfiguration",
            "logDriver",
            "managedEBSVolume",
            "maxSwap",
            "memory",
            "memoryReservation",
            "mountOptions",
            "mountPoints",
            "name",
            "networkMode",
            "operatingSystemFamily",
            "options",
            "permissions",
            "pidMode",
            "placementConstraints",
            "portMappings",
            "privileged",
            "properties",
            "protocol",
            "proxyConfiguration",
            "pseudoTerminal",
            "readOnly",
            "readonlyRootFilesystem",
            "registeredAt",
            "registeredBy",
            "repositoryCredentials",
            "requiresAttributes",
            "requiresCompatibilities",
            "resourceRequirements",
            "restartAttemptPeriod",
            "restartPolicy",
            "retries",
            "revision",
            "rootDirectory",
            "runtimePlatform",
            "s3filesVolumeConfiguration",
            "scope",
            "secretOptions",
            "secrets",
            "sharedMemorySize",
            "size",
            "sizeInGiB",
            "softLimit",
            "sourceContainer",
            "sourcePath",
            "sourceVolume",
            "startPeriod",
            "startTimeout",
            "status",
            "stopTimeout",
            "swappiness",
            "systemControls",
            "tags",
            "taskDefinition",
            "taskDefinitionArn",
            "taskRoleArn",
            "timeout",
            "tmpfs",
            "transitEncryption",
            "transitEncryptionPort",
            "type",
            "ulimits",
            "user",
            "value",
            "valueFrom",
            "versionConsistency",
            "volumes",
            "volumesFrom",
            "workingDirectory"));
    /** As most files write them. */
    private static final Set<String> EXACT = Set.copyOf(BY_LOWER_CASE.values());
    /** Objects whose keys are data. */
    private static final Set<String> FREE = Set.of("options", "dockerLabels", "driverOpts", "labels");

    private ApiNames() {}

    /** Unknown members keep their spelling but for the first letter. */
    static String of(String written) {
        if (EXACT.contains(written)) {
            return written;
        }
        if (written.equalsIgnoreCase("ProxyConfigurationProperties")) {
            return "properties";
        }
        if (written.equalsIgnoreCase("ClusterSettings")) {
            return "settings";
        }
        String known = BY_LOWER_CASE.get(written.toLowerCase(Locale.ROOT));
        if (known != null || written.isEmpty()) {
            return known == null ? "" : known;
        }
        return written.substring(0, 1).toLowerCase(Locale.ROOT) + written.substring(1);
    }

    public static boolean free(String name) {
        return FREE.contains(name);
    }

    private static Map<String, String> byLowerCase(List<String> names) {
        Map<String, String> map = new HashMap<>();
        for (String name : names) {
            map.put(name.toLowerCase(Locale.ROOT), name);
        }
        return Collections.unmodifiableMap(map);
    }
}
