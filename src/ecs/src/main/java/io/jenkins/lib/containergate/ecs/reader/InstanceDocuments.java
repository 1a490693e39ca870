package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents of Systems Manager that associations, maintenance windows and event rules run on instances. Instances can be container
 * instances, and a command on one of them starts containers that no task definition describes.
 */
final class InstanceDocuments {
    /** Documents of AWS that run nothing that a file gives them: names that begin as these do are reserved for AWS. */
    private static final Set<String> NO_COMMANDS = Set.of(
            "AWS-GatherSoftwareInventory",
            "AWS-RunPatchBaseline",
            "AWS-RunPatchBaselineAssociation",
            "AWS-UpdateSSMAgent",
            "AWS-UpdateEC2Config",
            "AWS-InstallMissingWindowsUpdates",
            "AWS-InstallWindowsUpdates",
            "AWS-FindWindowsUpdates",
            "AWS-ListWindowsInventory",
            "AWS-JoinDirectoryServiceDomain",
            "AWS-ConfigureCloudWatch",
            "AWS-StartEC2Instance",
            "AWS-StopEC2Instance",
            "AWS-RestartEC2Instance",
            "AmazonCloudWatch-ManageAgent");

    private static final String PACKAGES = "AWS-ConfigureAWSPackage";
    /** Packages of AWS: others are published by accounts, and install themselves with a script of their own. */
    private static final Set<String> PACKAGES_OF_AWS = Set.of(
            "AmazonCloudWatchAgent",
            "AWSEC2Launch-Agent",
            "AWSNVMe",
            "AWSPVDriver",
            "AwsEnaNetworkDriver",
            "AwsVssComponents");

    private static final String RUNBOOK = ":automation-definition/";
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:ssm:[a-z0-9-]*:[0-9]*:(?:document|automation-definition)/([^:]+)(?::.*)?");
    private static final String MACHINES = "STEP_FUNCTIONS";
    /** What a window runs that is no document: a function, or a state machine that is evaluated where it is declared. */
    private static final Set<String> OTHER_TASKS = Set.of("LAMBDA", MACHINES);

    /** Calls of Systems Manager that run documents on instances, which can be container instances. */
    static final String CALLS = "sendCommand|startAutomationExecution|startChangeRequestExecution|startAssociationsOnce"
            + "|(?:create|update)Association(?!Status)|(?:register|update)[a-z]*MaintenanceWindow[a-z]*";

    private static final Set<String> ACTIONS = Set.of("actions", "action", "ssmAutomation");

    static final String REASON =
            "it runs a document on instances, which can start containers on container instances, and this version does"
                    + " not evaluate what the document runs";
    static final String REMEDY =
            "use a document of AWS that runs no commands of yours, such as AWS-RunPatchBaseline, or"
                    + " check what it runs and waive this finding by its fingerprint";

    static final String RUNBOOK_REASON =
            "it runs a runbook that the file does not declare, which can start tasks, and this version does not"
                    + " evaluate what the runbook does";
    static final String RUNBOOK_REMEDY =
            "declare the runbook in the same file and refer to it, or check what it does and waive this finding by its"
                    + " fingerprint";

    private static final Set<String> TYPES_OF_WINDOWS = Set.of("RUN_COMMAND", "LAMBDA", MACHINES);
    private static final String AUTOMATION = "aws:ssm:start-automation-execution";

    /** Runbooks of AWS that start tasks themselves, or deploy a template. */
    private static final Pattern STARTING = Pattern.compile(
            "AWS-(?:ECS|(?!Delete)[A-Za-z]*(?:CloudFormation|StateMachine|StepFunction|Pipeline|CodeDeploy|Batch|RunTask)).*");

    private static final Pattern RUNS = Pattern.compile("aws:executeAutomation\\b");

    private InstanceDocuments() {}

    /**
     * Documents that an association starts without a target, or for each of several targets, as only runbooks are.
     *
     * @param association in the shape of the API
     */
    static List<Value> runbooksOfAssociation(Mapping association) {
        boolean onInstances = certain(association.members().get("targets"))
                || certain(association.members().get("instanceId"));
        return onInstances && !given(association.members().get("automationTargetParameterName"))
                ? List.of()
                : all(association.members().get("name"));
    }

    /** @param task of a maintenance window, in the shape of the API */
    static List<Value> runbooksOfWindow(Mapping task) {
        return task.members().get("taskType") instanceof Text type
                        && TYPES_OF_WINDOWS.contains(type.value().strip().toUpperCase(Locale.ROOT))
                ? List.of()
                : all(task.members().get("taskArn"));
    }

    /** @param target of an event rule, in the shape of the API */
    static List<Value> runbooksOfTarget(Mapping target) {
        Value arn = target.members().get("arn");
        return runbook(arn) ? all(arn) : List.of();
    }

    /** @param remediation of AWS Config, in the shape of the API */
    static List<Value> runbooksOfRemediation(Mapping remediation) {
        return named(remediation, "targetId", false);
    }

    /** @param plan for incidents, in the shape of the API */
    static List<Value> runbooksOfPlan(Mapping plan) {
        return named(plan, "documentName", false);
    }

    /** @param experiment of the Fault Injection Service, in the shape of the API */
    static List<Value> runbooksOfExperiment(Mapping experiment) {
        boolean automation = named(experiment, "actionId", false).stream()
                .anyMatch(
                        action -> !(action instanceof Text text) || text.value().equals(AUTOMATION));
        return automation ? named(experiment, "documentArn", false) : List.of();
    }

    private static List<Value> all(@Nullable Value document) {
        return document == null || document.unset() ? List.of() : List.of(document);
    }

    /** Whether it is a runbook of AWS that starts no task: names that begin as its own do are reserved. */
    static boolean isHarmlessOfAws(Value runbook) {
        if (!(runbook instanceof Text text)) {
            return false;
        }
        String name = name(text);
        return name.startsWith("AWS")
                && !name.contains("{{")
                && !STARTING.matcher(name).matches();
    }

    /** @param texts of a runbook, which can run another one */
    static boolean runStarting(List<String> texts) {
        return texts.stream().anyMatch(text -> RUNS.matcher(text).find())
                && texts.stream().anyMatch(text -> STARTING.matcher(text).find());
    }

    /** Whether it is one that may run commands, and nothing else: without container instances it changes no task. */
    static boolean isOne(Deployment deployment) {
        return deployment instanceof Unevaluated undecided && undecided.reason().equals(REASON);
    }

    /** @param association in the shape of the API */
    static boolean mayRunCommands(Mapping association) {
        return mayRunCommands(
                association.members().get("name"), association.members().get("parameters"));
    }

    /** @param task of a maintenance window, in the shape of the API */
    static boolean windowMayStartMachine(Mapping task) {
        return !(task.members().get("taskType") instanceof Text type)
                || type.value().strip().equalsIgnoreCase(MACHINES);
    }

    /** @param task of a maintenance window, in the shape of the API */
    static boolean windowMayRunCommands(Mapping task) {
        return !(task.members().get("taskType") instanceof Text type
                        && OTHER_TASKS.contains(type.value().strip().toUpperCase(Locale.ROOT)))
                && mayRunCommands(task.members().get("taskArn"), null);
    }

    /** @param remediation of AWS Config, which runs a runbook of its own accord, in the shape of the API */
    static boolean remediationMayRunCommands(Mapping remediation) {
        return ofOthers(named(remediation, "targetId", false));
    }

    /** @param plan for incidents, which can run a runbook, in the shape of the API */
    static boolean planMayRunCommands(Mapping plan) {
        return ofOthers(named(plan, "documentName", false));
    }

    /** Of AWS there is no runbook that runs commands of others: names that begin as its own do are reserved. */
    private static boolean ofOthers(List<Value> names) {
        return names.stream()
                .anyMatch(name -> !(name instanceof Text text && text.value().startsWith("AWS")));
    }

    /** @param experiment of the Fault Injection Service, in the shape of the API */
    static boolean experimentMayRunCommands(Mapping experiment) {
        return named(experiment, "actionId", false).stream()
                .anyMatch(
                        action -> !(action instanceof Text text) || text.value().startsWith("aws:ssm:"));
    }

    /**
     * What is called so, however deep; with what is known only at deployment on the way to it.
     *
     * @param way whether the value is or may hold the action that it is a part of
     */
    private static List<Value> named(Value value, String name, boolean way) {
        if (value instanceof Sequence list) {
            return list.items().stream()
                    .flatMap(item -> named(item, name, way).stream())
                    .toList();
        }
        if (value instanceof Mapping mapping) {
            List<Value> found = new ArrayList<>();
            mapping.members()
                    .forEach((key, inner) -> found.addAll(
                            key.equals(name) ? List.of(inner) : named(inner, name, ACTIONS.contains(key) || way)));
            return found;
        }
        return way && value instanceof Unresolved ? List.of(value) : List.of();
    }

    /** @param target of an event rule, in the shape of the API */
    static boolean targetMayRunCommands(Mapping target) {
        Value document = target.members().get("arn");
        return (given(target.members().get("runCommandParameters"))
                        || given(target.members().get("runCommandTargets"))
                        || runbook(document))
                && mayRunCommands(document, null);
    }

    /** A target that is a runbook takes no parameters of commands. */
    private static boolean runbook(Value arn) {
        return arn instanceof Text text && text.value().contains(RUNBOOK)
                || arn instanceof Unresolved later && later.shape().contains(RUNBOOK);
    }

    private static boolean given(@Nullable Value block) {
        return block != null
                && !block.unset()
                && !(block instanceof Sequence list && list.items().isEmpty());
    }

    /** Whether it is given whatever a condition decides. */
    private static boolean certain(@Nullable Value block) {
        return given(block)
                && !(block instanceof Unresolved later
                        && later.certainty().mayBeAbsent()
                        && later.origin().isEmpty());
    }

    private static boolean mayRunCommands(Value document, Value parameters) {
        if (!(document instanceof Text text)) {
            return true;
        }
        String name = name(text);
        return name.equals(PACKAGES) ? !ofAws(parameters) : !NO_COMMANDS.contains(name);
    }

    private static String name(Text document) {
        String written = document.value().strip();
        Matcher arn = ARN.matcher(written);
        return arn.matches() ? arn.group(1) : written;
    }

    private static boolean ofAws(Value parameters) {
        Value name = parameters instanceof Mapping mapping ? mapping.members().get("name") : null;
        if (name instanceof Sequence list && list.items().size() == 1) {
            name = list.items().get(0);
        }
        return name instanceof Text text
                && PACKAGES_OF_AWS.contains(text.value().strip());
    }
}
