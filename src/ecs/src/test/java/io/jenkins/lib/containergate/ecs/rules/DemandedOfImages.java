package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rules that demand something of every image of a task have in common. */
abstract class DemandedOfImages extends TaskRuleContract {
    private static final String IMAGE =
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web@sha256:" + "a".repeat(64);

    /** @param answers on what the rule demands; on what another demands, nothing was asked */
    abstract ImageAnswers demanded(Map<String, ImageAnswer> answers);

    @Override
    protected TestTask broken() {
        return answered(Map.of(IMAGE, new ImageAnswer.Failed("2 are missing")));
    }

    private TestTask answered(Map<String, ImageAnswer> answers) {
        return TestTask.ec2().answers(demanded(answers));
    }

    @Test
    void theReasonIsShown() {
        assertThat(actuals(broken())).singleElement().asString().endsWith(": 2 are missing");
    }

    @Test
    void anImageThatCouldNotBeJudgedIsAnErrorWithTheRemedy() {
        assertThat(check(answered(Map.of(IMAGE, new ImageAnswer.Undecided("no such image", "push it"))))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.undecided()).isTrue();
                    assertThat(finding.actual()).contains("no such image");
                    assertThat(finding.help()).isEqualTo("push it");
                });
    }

    @Test
    void anImageNobodyLookedAtIsAnErrorNotAPass() {
        assertThat(outcome(answered(Map.of()))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TestTask.ec2().sidecar("\"image\": \"envoy:1\""))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(TestTask.ec2().without("image"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whereNobodyDemandsItThereIsNothingToAsk() {
        assertThat(outcome(TestTask.ec2().answers(ImageAnswers.none()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
