package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.terraform.PlanCommands;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resources that call the API of AWS when they are deployed or run, and say in their properties what: custom resources as CDK makes
 * them, and runbooks of Systems Manager.
 */
final class CallsOfEcs {
    private static final Pattern SERVICE = service("ecs|batch");
    /** Calls that read, stop, label or configure start nothing and expose nothing; what begins with {@code aws:} is a step of a runbook. */
    private static final Pattern STARTS = Pattern.compile("(?i)\\b(?:action|api)[\"']?\\s*[:=]\\s*[\"']?"
            + "(?!aws:|describe|list|get|discover|tag|untag|delete|deregister|stop|putAccountSetting|updateClusterSettings"
            + "|putClusterCapacityProviders|putAttributes)[a-z]");

    /** Services that run nothing themselves, each with its calls that start tasks, or something that does. */
    private static final Map<String, String> STARTING = Map.ofEntries(
            Map.entry("codepipeline", "startpipelineexecution|retrystageexecution|(?:create|update)pipeline"),
            Map.entry("sfn|stepfunctions|states", "(?:create|update)statemachine"),
            Map.entry("codedeploy", "createdeployment(?!config|group)"),
            Map.entry("eventbridge|cloudwatch-?events|events", "puttargets"),
            Map.entry("scheduler", "(?:create|update)schedule(?!group)"),
            Map.entry("pipes", "(?:create|update|start)pipe"),
            Map.entry("iot", "(?:create|replace)topicrule(?!destination)"),
            Map.entry("ssm-?incidents", "startincident"),
            Map.entry("fis", "startexperiment"),
            Map.entry("config-?service|config", "startremediationexecution"),
            Map.entry("servicecatalog", "provisionproduct|(?:update|execute)provisionedproduct"),
            Map.entry("elasticbeanstalk", "(?:create|update|rebuild)environment"),
            Map.entry("apprunner", "(?:create|update)service|startdeployment"),
            Map.entry("lightsail", "(?:create|update)containerservice"),
            Map.entry("cloudformation", "(?:create|update)stack|executechangeset"),
            Map.entry("cloudcontrol", "(?:create|update)resource"));

    /** The same in the ARNs by which Step Functions and EventBridge Scheduler call services, whatever the case. */
    static final String IN_ARNS = STARTING.entrySet().stream()
            .map(each -> "(?:" + each.getKey() + "):(?:" + each.getValue() + ")")
            .collect(Collectors.joining("|"));

    /** With Systems Manager and state machines, whose own ARNs are read where they are declared. */
    static final List<Map.Entry<String, String>> OTHER_SERVICES = Stream.concat(
                    STARTING.entrySet().stream(),
                    Stream.of(
                            Map.entry("ssm", InstanceDocuments.CALLS),
                            Map.entry("sfn|stepfunctions|states", "start(?:sync)?execution|redriveexecution")))
            .toList();

    private static final Map<Pattern, Pattern> STARTERS = OTHER_SERVICES.stream()
            .collect(Collectors.toUnmodifiableMap(each -> service(each.getKey()), each -> calls(each.getValue())));

    /** Services of which an API may call anything, as its requests to them are addressed and signed. */
    static final String OF_APIS = "ecs|batch|ssm|codedeploy|codepipeline|scheduler|pipes|cloudcontrolapi|servicecatalog"
            + "|elasticbeanstalk|apprunner|fis|ssm-incidents";

    /** Integrations of API Gateway with services of AWS: whoever calls the API starts tasks, or what does. */
    private static final Pattern INTEGRATION =
            Pattern.compile(":(?:[a-z0-9.-]+\\.)?(?:(?:" + OF_APIS + "):(?:action|path)/|events:action/(?:PutTargets|$)"
                    + "|cloudformation:(?:path/|action/(?:(?:Create|Update)Stack|ExecuteChangeSet|$)))"
                    + "|AWSEvents\\.PutTargets|(?i:x-amz-target)=(?:method|context|stageVariables)\\.");

    /** Steps of runbooks of Systems Manager that start what other files say. */
    private static final Pattern STEP = Pattern.compile("aws:(?:executeStateMachine|createStack)\\b");

    private static final Pattern LINK = Pattern.compile("(?i)connection_?type[\"']?\\s*[=:]\\s*[\"']?VPC_LINK");

    /** Whole names: a part of one may go on. */
    private static final Pattern ANY_SERVICE = Pattern.compile("(?i)\"service\"\\s*:\\s*\"[^\"]+\"|^service=\\S+$");

    private static final Pattern ANY_CALL =
            Pattern.compile("(?i)\"(?:action|api)\"\\s*:\\s*\"[^\"]+\"|^(?:action|api)=\\S+$");

    /** Actions of Terraform's providers that start tasks, or something that does. */
    private static final Pattern ACTION = Pattern.compile("(?:aws|awscc)_(?:ecs|batch|sfn|codepipeline|codedeploy)_.*");

    /** Custom resources of CDK for calls of AWS, and their members that say what is called. */
    static final String CALLER = "Custom::AWS";

    private static final Set<String> CALLING = Set.of("Create", "Update", "Delete");

    private CallsOfEcs() {}

    /** Whether what Terraform runs starts tasks, or says that it calls ECS, AWS Batch, or Systems Manager for its instances. */
    static boolean in(PlanCommands.Command command, Budget budget) throws LimitExceededException {
        return ACTION.matcher(command.type()).matches()
                || in(command.written(), budget)
                || CommandLines.startTasks(TextParts.of(command.written(), budget));
    }

    private static Pattern service(String names) {
        return Pattern.compile("(?i)\\bservice[\"']?\\s*[:=]\\s*[\"']?(?:@aws-sdk/client-)?(?:" + names + ")\\b");
    }

    private static Pattern calls(String names) {
        return Pattern.compile("(?i)\\b(?:action|api)[\"']?\\s*[:=]\\s*[\"']?(?:" + names + ")");
    }

    /** Whether an API of API Gateway hands requests to something in the VPC, such as an internal load balancer. */
    static boolean intoVpc(Value api, Budget budget) throws LimitExceededException {
        return any(LINK, TextParts.of(api, budget));
    }

    /** Whether it says that it calls ECS, AWS Batch or what starts their tasks, or Systems Manager to run a document on instances. */
    static boolean in(Value resource, Budget budget) throws LimitExceededException {
        List<String> parts = TextParts.of(resource, budget);
        return any(INTEGRATION, parts)
                || any(STEP, parts)
                || any(SERVICE, parts) && any(STARTS, parts)
                || STARTERS.entrySet().stream()
                        .anyMatch(each -> any(each.getKey(), parts) && any(each.getValue(), parts));
    }

    /**
     * Whether a custom resource that calls what its properties say, as CDK makes them, may call any of these: the service, or the call
     * to one of them, is known only at deployment.
     */
    static boolean mayCall(Mapping custom, Budget budget) throws LimitExceededException {
        for (Map.Entry<String, Value> member : custom.members().entrySet()) {
            if (CALLING.contains(member.getKey()) && !(member.getValue() instanceof Value.Null)) {
                List<String> parts = TextParts.of(member.getValue(), budget);
                boolean starts =
                        any(SERVICE, parts) || STARTERS.keySet().stream().anyMatch(each -> any(each, parts));
                if (!any(ANY_SERVICE, parts) || starts && !any(ANY_CALL, parts)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean any(Pattern pattern, List<String> parts) {
        return parts.stream().anyMatch(part -> pattern.matcher(part).find());
    }
}
