package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.AccessLookups.OutsideAccess;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.OutsideAccessQuestion;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** What Access Analyzer proves about a trust policy nobody has to read in it. */
public final class TaskRoleOutsideAccessRule extends CloudRule<TaskDefinition, List<OutsideAccess>> {
    public TaskRoleOutsideAccessRule() {
        super(
                new RuleMetadata(
                        "access-analyzer-no-findings",
                        "Access Analyzer finds no access to the role of the task from outside",
                        Severity.MEDIUM,
                        List.of(),
                        "limit the trust policy to ecs-tasks.amazonaws.com, or archive the finding if the access is"
                                + " meant"),
                "no active finding",
                new OutsideAccessQuestion());
    }

    @Override
    public Place place(TaskDefinition task) {
        return task.taskRoleArn().place();
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<OutsideAccess> found) {
        CloudFindings findings = findings(facts);
        for (OutsideAccess each : found) {
            findings.broken(
                    each.open() ? Severity.CRITICAL : Severity.MEDIUM,
                    place(facts.definition()),
                    each.id(),
                    (each.open() ? "everybody can use the role: " : "the role can be used from outside: ") + each.who()
                            + ", finding " + each.id(),
                    Fix.none());
        }
        return findings.result();
    }
}
