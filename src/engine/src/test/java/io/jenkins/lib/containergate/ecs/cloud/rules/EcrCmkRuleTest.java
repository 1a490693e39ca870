package io.jenkins.lib.containergate.ecs.cloud.rules;

import io.jenkins.lib.containergate.cloud.repository.EcrRepository;
import io.jenkins.lib.containergate.ecs.cloud.CloudRule;
import io.jenkins.lib.containergate.ecs.cloud.question.RepositoriesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;
import java.util.Optional;

class EcrCmkRuleTest extends RepositoryRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<RepositoriesQuestion.Answer>> rule() {
        return new EcrCmkRule();
    }

    @Override
    EcrRepository bad() {
        return repository("IMMUTABLE", true, Optional.empty(), Optional.empty());
    }

    @Override
    EcrRepository good() {
        return repository(
                "MUTABLE", false, Optional.of("arn:aws:kms:eu-central-1:123456789012:key/1"), Optional.empty());
    }
}
