package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImdsBlockedRuleTest extends HostRuleContract {
    private static final Map<String, String> BLOCKING = Map.of("ecs.capability.task-eni-block-instance-metadata", "");

    @Override
    protected CloudRule<Deployment, List<HostsQuestion.Answer>> rule() {
        return new ImdsBlockedRule();
    }

    @Override
    protected List<HostsQuestion.Answer> broken() {
        return List.of(host(BLOCKING, metadata(true, true, 1)), host(Map.of(), metadata(true, false, 1)));
    }

    @Override
    protected List<HostsQuestion.Answer> accepted() {
        return List.of(host(BLOCKING, metadata(true, true, 1)));
    }

    @ParameterizedTest
    @CsvSource({"true, true, 2, FAIL", "true, false, 1, FAIL", "false, false, 64, PASS", "true, true, 1, PASS"})
    void tokensHaveToStayOnTheHost(boolean on, boolean tokens, int hops, RuleOutcome expected) {
        assertThat(outcome(List.of(host(BLOCKING, metadata(on, tokens, hops))))).isEqualTo(expected);
    }

    @Test
    void anAgentThatBlocksDoesNotCloseItToTasksOnTheBridge() {
        assertThat(outcome(List.of(host(BLOCKING, metadata(true, false, 2))))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aHopLimitDoesNotCloseItToTasksWithAnInterfaceOfTheirOwn() {
        assertThat(outcome(List.of(host(Map.of(), metadata(true, true, 1))))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aServiceThatIsOffAnswersNobody() {
        assertThat(outcome(List.of(host(Map.of(), metadata(false, false, 64))))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void itIsNotAskedForVolumes() {
        assertThat(rule().question()).isEqualTo(new HostsQuestion(false));
    }
}
