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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcrImmutableTagsRuleTest extends RepositoryRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<RepositoriesQuestion.Answer>> rule() {
        return new EcrImmutableTagsRule();
    }

    @Override
    EcrRepository bad() {
        return tags("MUTABLE");
    }

    @Override
    EcrRepository good() {
        return tags("IMMUTABLE");
    }

    private static EcrRepository tags(String mutability) {
        return repository(mutability, true, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MUTABLE_WITH_EXCLUSION", "IMMUTABLE_WITH_EXCLUSION", "", "SOMETHING_NEW"})
    void nothingElseIsImmutable(String mutability) {
        assertThat(outcome(List.of(answer(new Lookup.Answered<>(tags(mutability))))))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
