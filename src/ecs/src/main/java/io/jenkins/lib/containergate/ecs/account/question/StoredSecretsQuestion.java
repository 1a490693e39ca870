package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.StoredParameter;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.SecretReferences.Reference;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the secrets of a task are kept; each has an answer of its own, since accounts and permissions differ. */
public record StoredSecretsQuestion() implements Question<TaskDefinition, List<StoredSecretsQuestion.Answer>> {

    /**
     * @param name of the secret or parameter, to be shown
     * @param pinned whether the task fetches one version of it, whatever the current one is
     */
    public record Answer(String name, Place place, boolean pinned, Lookup<List<Stored>> stored) {}

    /**
     * A secret, or a parameter.
     *
     * @param type of a parameter; empty for a secret
     * @param rotates whether its rotation is switched on; never for a parameter
     * @param rotated whether it was rotated at least once; never for a parameter
     * @param key of KMS; empty when AWS's own key, or none, encrypts it
     * @param changed empty when that is not known
     */
    public record Stored(
            Optional<String> type, boolean rotates, boolean rotated, Optional<String> key, Optional<Instant> changed) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return SecretReferences.of(task).empty()
                ? Optional.of("the task fetches no secrets or parameters")
                : Optional.empty();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        SecretReferences references = SecretReferences.of(about);
        List<Answer> answers = new ArrayList<>(references.unknown((place, why) ->
                new Answer(place.name(), place, false, new Lookup.Failed<>(why.problem(), why.remedy()))));
        for (Map.Entry<Reference, Place> each : references.known().entrySet()) {
            answers.add(new Answer(
                    each.getKey().text(),
                    each.getValue(),
                    each.getKey().pinned(),
                    stored(each.getKey(), aws, deadline)));
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }

    private static Lookup<List<Stored>> stored(Reference reference, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (reference instanceof Reference.Parameter parameter) {
            return aws.secrets()
                    .parameters(parameter.id(), deadline)
                    .map(found ->
                            found.stream().map(StoredSecretsQuestion::stored).toList());
        }
        Reference.Secret secret = (Reference.Secret) reference;
        return aws.secrets()
                .secret(secret.region(), secret.arn(), deadline)
                .map(found -> List.of(
                        new Stored(Optional.empty(), found.rotates(), found.rotated(), found.key(), found.changed())));
    }

    private static Stored stored(StoredParameter parameter) {
        return new Stored(Optional.of(parameter.type()), false, false, parameter.key(), parameter.changed());
    }
}
