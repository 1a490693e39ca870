package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.AccessLookups.ServiceUse;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ServicesUsedQuestion;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What an application has not used in months it does not need; whoever takes it over might. */
public final class TaskRoleServicesUsedRule extends CloudRule<TaskDefinition, List<ServiceUse>> {
    private static final int SHOWN = 8;

    private final Duration max;
    private final Clock clock;

    /** @param max how long ago a service may have been used */
    public TaskRoleServicesUsedRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "task-role-services-used",
                        "the role of the task uses every service that it is allowed to use",
                        Severity.LOW,
                        List.of(),
                        "take the services that are not used out of the policies of the role"),
                "use of each service within " + max.toDays() + " days",
                new ServicesUsedQuestion());
        this.max = max;
        this.clock = clock;
    }

    @Override
    public Place place(TaskDefinition task) {
        return task.taskRoleArn().place();
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<ServiceUse> services) {
        if (services.stream().allMatch(each -> each.last().isEmpty())) {
            return RuleResult.notApplicable("IAM does not remember that the role was ever used");
        }
        List<String> unused = services.stream()
                .filter(each -> each.last()
                        .filter(at -> !at.plus(max).isBefore(clock.instant()))
                        .isEmpty())
                .map(ServiceUse::service)
                .sorted()
                .toList();
        CloudFindings findings = findings(facts);
        if (!unused.isEmpty()) {
            findings.broken(
                    place(facts.definition()),
                    "the role did not use " + unused.size() + " of " + services.size() + " services: "
                            + String.join(", ", unused.subList(0, Math.min(SHOWN, unused.size())))
                            + (unused.size() > SHOWN ? " and more" : ""),
                    Fix.none());
        }
        return findings.result();
    }
}
