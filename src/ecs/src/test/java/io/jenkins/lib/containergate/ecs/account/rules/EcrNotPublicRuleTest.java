package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RepositoriesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcrNotPublicRuleTest extends RepositoryRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<RepositoriesQuestion.Answer>> rule() {
        return new EcrNotPublicRule();
    }

    @Override
    EcrRepository bad() {
        return open("'Principal': '*'");
    }

    @Override
    EcrRepository good() {
        return open("'Principal': {'AWS': 'arn:aws:iam::210987654321:root'}");
    }

    private static EcrRepository open(String members) {
        return repository(
                "IMMUTABLE",
                true,
                Optional.empty(),
                Optional.of("{\"Version\": \"2008-10-17\", \"Statement\": [{\"Sid\": \"x\", \"Effect\": \"Allow\","
                        + " \"Action\": [\"ecr:BatchGetImage\"], " + members.replace('\'', '"') + "}]}"));
    }

    private RuleOutcome of(EcrRepository repository) {
        return outcome(List.of(answer(new Lookup.Answered<>(repository))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'AWS': '*'}",
                "'Principal': {'AWS': ['arn:aws:iam::210987654321:root', '*']}",
                "'NotPrincipal': {'AWS': 'arn:aws:iam::210987654321:root'}",
                "'Principal': '*', 'Condition': {'StringLike': {'aws:PrincipalOrgID': '*'}}",
                "'Principal': '*', 'Condition': {'StringNotEquals': {'aws:PrincipalAccount': '210987654321'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:RequestedRegion': 'eu-central-1'}}",
            })
    void everybodyUnderAnotherName(String members) {
        assertThat(of(open(members))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anOrganisationIsNotEverybody() {
        assertThat(of(open("'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-1'}}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theRegistryMayOpenEveryRepository() {
        EcrRepository closed = repository("MUTABLE", false, Optional.empty(), Optional.empty());
        String open = "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:PutImage\","
                + " \"Resource\": \"*\"}]}";
        assertThat(of(in(closed, open))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(in(closed, open.replace("\"*\", \"Action\"", "{\"AWS\": \"210987654321\"}, \"Action\""))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(of(in(closed, ""))).isEqualTo(RuleOutcome.ERROR);
    }

    private static EcrRepository in(EcrRepository repository, String registryPolicy) {
        return new EcrRepository(
                repository.arn(),
                repository.tags(),
                repository.scanOnPush(),
                repository.continuousScan(),
                repository.key(),
                repository.policy(),
                Optional.of(registryPolicy));
    }

    @Test
    void withoutAPolicyItIsClosed() {
        assertThat(of(repository("MUTABLE", false, Optional.empty(), Optional.empty())))
                .isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<xml>", "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\"}]}"})
    void aPolicyThatIsNotUnderstoodIsAnErrorNotAPass(String document) {
        assertThat(of(repository("IMMUTABLE", true, Optional.empty(), Optional.of(document))))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
