package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;

/** Asks the API of ECS about task definitions, one call each. */
final class AwsTaskDefinitions {
    /** What ECS answers about a family or revision that is not registered; it has no code of its own for that. */
    private static final String UNKNOWN_DEFINITION = "ClientException";

    private static final int FAMILIES = 500;
    private static final int PAGE = 100;

    private final EcsClient ecs;
    private final EcsApi api;

    AwsTaskDefinitions(EcsClient ecs, EcsApi api) {
        this.ecs = ecs;
        this.api = api;
    }

    Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            JsonShape answer = describe(name, deadline);
            return new RegisteredTaskDefinition(
                    EcsShapes.arn(
                            definition(answer, name).text("taskDefinitionArn").orElse(null)),
                    answer.json());
        });
    }

    private JsonShape describe(String name, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("taskDefinition", name);
        input.putArray("include").add("TAGS");
        try {
            return api.ask(AwsAction.ECS_DESCRIBE_TASK_DEFINITION, "the task definition " + name, input, deadline);
        } catch (UnansweredException e) {
            throw e.says(UNKNOWN_DEFINITION)
                    ? UnansweredException.failed(
                                    "ECS knows no task definition " + name + " in this account and region",
                                    "check its family and revision, the account and the region",
                                    e)
                            .coded(UNKNOWN_DEFINITION)
                    : e;
        }
    }

    private static JsonShape definition(JsonShape answer, String name) throws UnansweredException {
        return answer.object("taskDefinition").orElseThrow(() -> EcsApi.incomplete("the task definition " + name));
    }

    Lookup<Map<String, Optional<String>>> taskRoles(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<String> families = families(deadline);
            if (families.size() > FAMILIES) {
                throw UnansweredException.failed(
                        "the region has more than " + FAMILIES + " families of task definitions",
                        "switch the rule off; asking for all of them takes too long");
            }
            Map<String, Optional<String>> roles = new TreeMap<>();
            for (String family : families) {
                JsonShape newest = definition(describe(family, deadline), family);
                roles.put(family, newest.text("taskRoleArn"));
            }
            return Map.copyOf(roles);
        });
    }

    private List<String> families(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.list(
                AwsAction.ECS_LIST_TASK_DEFINITION_FAMILIES,
                "the families of task definitions",
                deadline,
                (settings, token) ->
                        ecs.listTaskDefinitionFamilies(request -> request.status(TaskDefinitionFamilyStatus.ACTIVE)
                                .maxResults(PAGE)
                                .nextToken(token)
                                .overrideConfiguration(settings)),
                ListTaskDefinitionFamiliesResponse::nextToken,
                ListTaskDefinitionFamiliesResponse::families);
    }
}
