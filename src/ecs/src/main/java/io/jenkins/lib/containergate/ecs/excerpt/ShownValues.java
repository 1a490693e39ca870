package io.jenkins.lib.containergate.ecs.excerpt;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.secret.setting.SecretShapes;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Set;

/**
 * What of the values of a task definition is shown: only members that are settings of ECS, by name. Whatever is not listed may
 * hold a secret (environment, commands, labels, options, members of a later ECS) and is masked.
 */
final class ShownValues {
    static final String MASKED = "\"***\"";
    private static final String LATER = "(known only at deployment)";

    private static final Set<String> TEXTS = Set.of(
            "accessPointId",
            "add",
            "appProtocol",
            "autoprovision",
            "compatibilities",
            "condition",
            "containerName",
            "containerPath",
            "containerPortRange",
            "cpu",
            "cpuArchitecture",
            "dockerSecurityOptions",
            "driver",
            "drop",
            "executionRoleArn",
            "family",
            "fileSystemId",
            "hostPath",
            "iam",
            "image",
            "ipcMode",
            "logDriver",
            "memory",
            "name",
            "namespace",
            "networkMode",
            "operatingSystemFamily",
            "permissions",
            "pidMode",
            "protocol",
            "requiresCompatibilities",
            "rootDirectory",
            "scope",
            "sourceContainer",
            "sourcePath",
            "sourceVolume",
            "status",
            "taskRoleArn",
            "transitEncryption",
            "type",
            "user",
            "versionConsistency",
            "workingDirectory");
    /** Of these a text that is an ARN; anything else there may be the secret itself. */
    private static final Set<String> ARNS = Set.of("credentialsParameter", "taskDefinitionArn", "valueFrom");

    private static final Set<String> NUMBERS = Set.of(
            "containerPort",
            "cpu",
            "hardLimit",
            "hostPort",
            "interval",
            "maxSwap",
            "memory",
            "memoryReservation",
            "restartAttemptPeriod",
            "retries",
            "revision",
            "sharedMemorySize",
            "size",
            "sizeInGiB",
            "softLimit",
            "startPeriod",
            "startTimeout",
            "stopTimeout",
            "swappiness",
            "timeout",
            "transitEncryptionPort",
            "user");
    private static final Set<String> SWITCHES = Set.of(
            "autoprovision",
            "disableNetworking",
            "enableFaultInjection",
            "enabled",
            "essential",
            "initProcessEnabled",
            "interactive",
            "privileged",
            "pseudoTerminal",
            "readOnly",
            "readonlyRootFilesystem");

    private ShownValues() {}

    /**
     * @param member the name of the member of the ECS API that holds the value, itself or in a list
     * @param free whether the keys around it are data and not the API's
     */
    static String of(String member, boolean free, Value value) {
        if (value instanceof Value.Unresolved) {
            return LATER;
        }
        if (free) {
            return MASKED;
        }
        if (value instanceof Value.Bool bool && SWITCHES.contains(member)) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof Value.Number number && NUMBERS.contains(member)) {
            return SafeText.visible(number.digits());
        }
        return value instanceof Value.Text text && shown(member, text.value()) ? quoted(text.value()) : MASKED;
    }

    /** A name that holds an assignment holds the value with it. */
    private static boolean shown(String member, String text) {
        boolean assigned = member.equals("name") && text.indexOf('=') >= 0;
        return TEXTS.contains(member) && !assigned || ARNS.contains(member) && text.startsWith("arn:");
    }

    static String quoted(String text) {
        return '"'
                + SafeText.visible(
                        SecretShapes.masked(text).replace("\\", "\\\\").replace("\"", "\\\""))
                + '"';
    }
}
