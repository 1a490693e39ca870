package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.RecommendedImage;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.AgentVersionsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcsAgentCurrentRuleTest extends ClusterRuleContract<AgentVersionsQuestion.Answer> {
    private static final RecommendedImage CURRENT = new RecommendedImage("ami-0", "1.98.0", "Docker version 25.0.8");

    @Override
    protected CloudRule<Deployment, AgentVersionsQuestion.Answer> rule() {
        return new EcsAgentCurrentRule();
    }

    @Override
    protected AgentVersionsQuestion.Answer broken() {
        return answer(
                CURRENT, instance("i-1", "1.94.9", "DockerVersion: 20.10.25"), instance("i-2", "1.98.0", "25.0.8"));
    }

    @Override
    protected AgentVersionsQuestion.Answer accepted() {
        return answer(CURRENT, instance("i-1", "1.95.0", "DockerVersion: 25.0.3"));
    }

    private static ContainerInstance instance(String id, String agent, String docker) {
        return new ContainerInstance(
                "arn",
                Optional.of(id),
                "ACTIVE",
                true,
                new ContainerInstance.Versions(
                        Optional.of(agent).filter(text -> !text.isEmpty()),
                        Optional.of(docker).filter(text -> !text.isEmpty())),
                Map.of());
    }

    private static AgentVersionsQuestion.Answer answer(RecommendedImage current, ContainerInstance... instances) {
        return new AgentVersionsQuestion.Answer(List.of(instances), Optional.of(current));
    }

    @Test
    void theAgentAndDockerAreComparedEachByItself() {
        assertThat(result(broken()).findings())
                .extracting(Finding::actual)
                .satisfiesExactly(
                        agent -> assertThat(agent).contains("the agent of the instance i-1 is 1.94.9, current is 1.98"),
                        docker -> assertThat(docker).contains("the Docker of the instance i-1", "25.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.98.0, 25.0.8, PASS",
        "2.0.0, 28.1.0, PASS",
        "0.99.0, 25.0.8, FAIL",
        "1.98.0, 24.9.0, FAIL",
        "'', 25.0.8, ERROR",
        "1.98.0, '', ERROR",
        "latest, 25.0.8, ERROR",
        "99999999999.1.0, 25.0.8, ERROR"
    })
    void whatCannotBeComparedIsAnError(String agent, String docker, RuleOutcome expected) {
        assertThat(outcome(answer(CURRENT, instance("i-1", agent, docker)))).isEqualTo(expected);
    }

    @Test
    void aRecommendationWithoutVersionsIsAnError() {
        assertThat(outcome(
                        answer(new RecommendedImage("ami-0", "newest", "Docker"), instance("i-1", "1.98.0", "25.0.8"))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aClusterWithoutInstancesHasNothingToJudge() {
        assertThat(outcome(new AgentVersionsQuestion.Answer(List.of(), Optional.empty())))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aHostileVersionIsShownAsText() {
        assertThat(result(answer(CURRENT, instance("i-1", "\u202e\u001b[31m1.98", "25.0.8")))
                        .findings())
                .extracting(Finding::actual)
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e"));
    }
}
