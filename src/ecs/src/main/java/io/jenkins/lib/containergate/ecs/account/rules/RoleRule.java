package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** A question to one of the roles of a task. */
abstract class RoleRule extends CloudRule<TaskDefinition, IamRole> {
    private final RoleQuestion question;

    RoleRule(RuleMetadata metadata, String expected, RoleQuestion question) {
        super(metadata, expected, question);
        this.question = question;
    }

    /**
     * @return all that is wrong with it, as in "the policy X allows everything"
     * @throws GateException when a policy is not understood
     */
    abstract List<String> objections(IamRole role, TaskDefinition task) throws GateException;

    /** Whether it matters what the role may do. */
    boolean judgesPolicies() {
        return true;
    }

    @Override
    public final Place place(TaskDefinition task) {
        return question.of(task).place();
    }

    @Override
    public final RuleResult judge(CloudFacts<TaskDefinition> facts, IamRole role) {
        CloudFindings findings = findings(facts);
        Place place = place(facts.definition());
        try {
            if (judgesPolicies()) {
                unread(role, facts, findings);
            }
            for (String wrong : objections(role, facts.definition())) {
                findings.broken(place, wrong, "the role " + role.arn().name() + ": " + wrong, Fix.none());
            }
        } catch (GateException e) {
            findings.undecided(place, e.problem(), e.remedy());
        }
        return findings.result();
    }

    /** Whether a policy that nobody has read leaves something open. */
    boolean open(String policy) {
        return true;
    }

    private void unread(IamRole role, CloudFacts<TaskDefinition> facts, CloudFindings findings) {
        Place place = place(facts.definition());
        role.later().ifPresent(why -> findings.answered(new Lookup.NotAsked<>(why), place, unused -> {}));
        for (String policy :
                role.unread().stream().filter(this::open).distinct().toList()) {
            String problem = "the document of the policy " + SafeText.visible(policy) + " is not in the file";
            if (facts.missing() == MissingAnswers.OPTIONAL) {
                findings.answered(new Lookup.NotAsked<>(problem), place, unused -> {});
            } else {
                findings.undecided(
                        place,
                        "the role " + role.arn().name() + ": " + problem + ", so that it may allow anything",
                        "write the policy in the file, or check the registered task definition");
            }
        }
    }
}
