package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RepositoriesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;
import java.util.Optional;

class EcrScanOnPushRuleTest extends RepositoryRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<RepositoriesQuestion.Answer>> rule() {
        return new EcrScanOnPushRule();
    }

    @Override
    EcrRepository bad() {
        return repository("IMMUTABLE", false, Optional.empty(), Optional.empty());
    }

    @Override
    EcrRepository good() {
        return repository("MUTABLE", true, Optional.empty(), Optional.empty());
    }
}
