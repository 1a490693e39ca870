package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProvider;
import java.util.List;
import java.util.stream.Stream;

/** The rules of task definitions, services and the account around them, for policies to name. */
public final class TaskDefinitionRuleProvider implements RuleProvider {
    @Override
    public String section() {
        return "taskDefinition";
    }

    @Override
    public List<RuleMetadata> rules() {
        return Stream.<List<? extends Rule<?>>>of(
                        TaskRules.all().rules(),
                        DeploymentRules.all().rules(),
                        CloudTaskRules.all().list(),
                        CloudDeploymentRules.all().list())
                .flatMap(List::stream)
                .<RuleMetadata>map(Rule::metadata)
                .toList();
    }
}
