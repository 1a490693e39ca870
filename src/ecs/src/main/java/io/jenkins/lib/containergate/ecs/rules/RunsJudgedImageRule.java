package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A verdict on one image says nothing of another. */
public final class RunsJudgedImageRule extends TaskRule {
    public RunsJudgedImageRule() {
        super(new RuleMetadata(
                "runs-judged-image",
                "the task runs the image that was evaluated with it",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.28")),
                "name the evaluated image in the task definition, by its digest"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        if (facts.runs().isEmpty()) {
            return RuleResult.notApplicable("no image of a registry was evaluated with it");
        }
        TaskFindings findings = new TaskFindings(metadata(), facts, "the evaluated image in one of the containers");
        Place place = facts.task().containers().place();
        ImageAnswer answer = facts.runs().get();
        if (answer instanceof ImageAnswer.Failed failed) {
            findings.broken(place, failed.reason(), Fix.none());
        } else if (answer instanceof ImageAnswer.Undecided undecided) {
            findings.undecided(place, undecided.problem(), undecided.remedy());
        }
        return findings.result();
    }
}
