package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.SecretReferences.Reference;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resource policies of the secrets of a task. Parameters have none. */
public record SecretPoliciesQuestion() implements Question<TaskDefinition, List<SecretPoliciesQuestion.Answer>> {

    /**
     * @param name of the secret, to be shown
     * @param policy empty when it has none
     */
    public record Answer(String name, Place place, Lookup<Optional<String>> policy) {}

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        SecretReferences references = SecretReferences.of(task);
        return references.unknown().isEmpty()
                        && references.known().keySet().stream().noneMatch(Reference.Secret.class::isInstance)
                ? Optional.of("the task fetches no secrets of Secrets Manager")
                : Optional.empty();
    }

    @Override
    public Lookup<List<Answer>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        SecretReferences references = SecretReferences.of(about);
        List<Answer> answers = new ArrayList<>(references.unknown(
                (place, why) -> new Answer(place.name(), place, new Lookup.Failed<>(why.problem(), why.remedy()))));
        Set<String> asked = new HashSet<>();
        for (Map.Entry<Reference, Place> each : references.known().entrySet()) {
            // two versions of a secret have one policy
            if (each.getKey() instanceof Reference.Secret secret && asked.add(secret.arn())) {
                answers.add(new Answer(
                        secret.text(),
                        each.getValue(),
                        aws.secrets().secretPolicy(secret.region(), secret.arn(), deadline)));
            }
        }
        return new Lookup.Answered<>(List.copyOf(answers));
    }
}
