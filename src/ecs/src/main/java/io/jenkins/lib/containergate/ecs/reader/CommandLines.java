package io.jenkins.lib.containergate.ecs.reader;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Command lines that start tasks, or something that does: of AWS, of tools that deploy to it, and of what calls its API otherwise. */
final class CommandLines {
    /** The command line of AWS, as shells are given it: a service, options, and what it does. */
    private static final List<Pattern> COMMANDS = List.of(
            command("ecs|batch", "run-task|start-task|submit-job|associate-gateway|(?:create|update|register)-[a-z]"),
            command("deploy", "create-deployment\\b|push\\b"),
            command("stepfunctions", "(?:start-(?:sync-)?|redrive-)execution\\b|(?:create|update)-state-machine"),
            command("codepipeline", "start-pipeline-execution|retry-stage-execution|(?:create|update)-pipeline\\b"),
            command(
                    "ssm",
                    "send-command|start-automation-execution|start-change-request-execution|start-associations-once"
                            + "|(?:create|update)-association(?!-status)|(?:register|update)-[a-z-]*maintenance-window"),
            command("events|scheduler|pipes", "put-targets|(?:create|update|start)-(?:schedule|pipe)\\b"),
            command(
                    "cloudformation",
                    "deploy\\b|(?:create|update)-(?:stack|change-set|generated-template)|execute-change-set"),
            command("cloudcontrol", "(?:create|update)-resource\\b"),
            command("iot", "(?:create|replace)-topic-rule(?!-destination)"),
            command("ssm-incidents", "start-incident"),
            command("fis", "start-experiment"),
            command("configservice", "start-remediation-execution"),
            command("servicecatalog", "provision-product|(?:update|execute)-provisioned-product"),
            command("elasticbeanstalk", "(?:create|update|rebuild)-environment\\b"),
            command("apprunner", "(?:create|update)-service\\b|start-deployment"),
            command("lightsail", "(?:create|update)-container-service"),
            // tools that deploy what is in other files
            command("sam|cdk|cdklocal|serverless|sls|copilot|eb", "deploy\\b|sync\\b|watch\\b|create\\b|init\\b"),
            command("copilot", "run\\b|task\\b|job\\b"),
            command("ecs-cli|ecspresso|ecs-deploy|fargate", "[a-z]"),
            command("pulumi", "up\\b|update\\b|refresh\\b"),
            command("terraform|tofu|terragrunt", "apply\\b|run-all\\b"),
            // PowerShell, and the protocol of ECS itself
            Pattern.compile(
                    "(?i)\\b(?:New|Start|Update|Register|Submit|Set|Write|Send)-(?:ECS|BAT|CFN|SFN|CP|CCA|SSM)[a-z]+"),
            Pattern.compile("AmazonEC2ContainerServiceV[0-9]{8}\\.(?:Run|Start|Create|Update|Register)"));

    /** A line of Python: the call can be in another one. */
    private static final Pattern SDK = Pattern.compile(
            "(?i)\\b(?:client|resource)\\(\\s*(?:service_name\\s*=\\s*)?[\"'](?:ecs|batch|stepfunctions)[\"']");

    /** Where shells, and programs in lists of words, read on in the next line. */
    private static final Pattern CONTINUED = Pattern.compile("[\\\\^`,]\\r?\\n");

    private CommandLines() {}

    private static Pattern command(String programs, String calls) {
        return Pattern.compile("(?i)\\b(?:" + programs + ")[\"']?[\\s,][^\\n]{0,200}?\\b(?:" + calls + ")");
    }

    /** @param texts of what is run: whole command lines, or their words one by one */
    static boolean startTasks(List<String> texts) {
        return inShells(texts) || SDK.matcher(String.join(" ", texts)).find();
    }

    /** @param texts as of {@link #startTasks}, without what a program calls by a library */
    static boolean inShells(List<String> texts) {
        return Stream.concat(texts.stream(), Stream.of(String.join(" ", texts)))
                .map(part -> CONTINUED.matcher(part).replaceAll(" "))
                .anyMatch(line ->
                        COMMANDS.stream().anyMatch(each -> each.matcher(line).find()));
    }
}
