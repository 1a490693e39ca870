package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RepositoriesQuestion;
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
