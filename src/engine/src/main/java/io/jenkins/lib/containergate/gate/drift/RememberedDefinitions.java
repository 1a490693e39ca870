package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.rules.NoPlaintextSecretsEnvRule;
import io.jenkins.lib.containergate.ecs.rules.NoSecretsInArgumentsRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import java.util.List;
import java.util.Optional;

/** Asks ECS for the revisions that no earlier run has kept, and keeps those in which no secret is found. */
final class RememberedDefinitions {
    private final Optional<KeptDefinitions> kept;
    private final RuleSet<TaskFacts> secrets;

    /** @param secretRules of the organisation's own */
    RememberedDefinitions(Optional<KeptDefinitions> kept, List<CustomRule> secretRules) {
        this.kept = kept;
        PlaintextSecrets search = PlaintextSecrets.with(secretRules);
        this.secrets = RuleSet.of(List.of(new NoPlaintextSecretsEnvRule(search), new NoSecretsInArgumentsRule(search)));
    }

    Definitions read(Arn revision, DeployedDefinitions ecs) throws GateException, InterruptedException {
        Optional<Definitions> before = kept.flatMap(entries -> find(entries, revision, ecs));
        if (before.isPresent()) {
            return before.get();
        }
        RegisteredTaskDefinition found = ecs.registered(revision);
        Definitions definition = ecs.definition(found);
        // members that are not known are not searched for secrets
        if (kept.isPresent() && definition.deployments().isEmpty() && withoutSecrets(definition.tasks())) {
            kept.get().keep(found);
        }
        return definition;
    }

    /** What cannot be read was never written by this program. */
    private static Optional<Definitions> find(KeptDefinitions entries, Arn revision, DeployedDefinitions ecs) {
        Optional<RegisteredTaskDefinition> entry = entries.find(revision);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ecs.definition(entry.get()));
        } catch (GateException e) {
            entries.discard(revision);
            return Optional.empty();
        }
    }

    private boolean withoutSecrets(List<TaskDefinition> tasks) {
        return tasks.stream()
                .allMatch(task -> secrets.evaluate(new TaskFacts(task, ContainerImages.none()))
                        .findings()
                        .isEmpty());
    }
}
