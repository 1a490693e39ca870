package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class RunsJudgedImageRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new RunsJudgedImageRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().runs(new ImageAnswer.Failed("the task runs another"));
    }

    @Test
    void whatIsNotKnownIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().runs(new ImageAnswer.Undecided("a tag", "pin it"))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAJudgedImageThereIsNothingToAsk() {
        TaskFacts alone = new TaskFacts(broken().facts().task(), ContainerImages.none());
        assertThat(rule().check(alone).outcome()).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
