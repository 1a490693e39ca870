package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other families of the region whose newest task definition has the same task role. */
public record RoleSharersQuestion() implements Question<TaskDefinition, List<String>> {
    /** One call each. */
    private static final int MAX_FAMILIES = 500;

    @Override
    public Lookup<List<String>> ask(TaskDefinition about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<String> role = about.taskRoleArn().known();
        if (role.isEmpty()) {
            return new Lookup.Failed<>("taskRoleArn is not known", "judge the task definition when it is registered");
        }
        Lookup<List<String>> families = aws.ecs().families(deadline);
        if (!(families instanceof Lookup.Answered<List<String>> known)) {
            return families;
        }
        if (known.value().size() > MAX_FAMILIES) {
            return new Lookup.Failed<>(
                    "the region has more than " + MAX_FAMILIES + " families of task definitions",
                    "switch the rule off; asking for all of them takes too long");
        }
        List<String> sharers = new ArrayList<>();
        for (String family : known.value()) {
            if (!family.equals(about.name())) {
                Lookup<RegisteredTaskDefinition> other = aws.ecs().taskDefinition(family, deadline);
                if (!(other instanceof Lookup.Answered<RegisteredTaskDefinition> found)) {
                    return other.map(unused -> List.of());
                }
                try {
                    if (roleOf(found.value()).equals(role)) {
                        sharers.add(family);
                    }
                } catch (GateException e) {
                    return new Lookup.Failed<>(e.problem(), e.remedy());
                }
            }
        }
        return new Lookup.Answered<>(List.copyOf(sharers));
    }

    private static Optional<String> roleOf(RegisteredTaskDefinition registered) throws GateException {
        return new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read(registered.arn().toString(), registered.json().getBytes(StandardCharsets.UTF_8))
                .get(0)
                .taskRoleArn()
                .known();
    }
}
