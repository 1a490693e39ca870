package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** Asks the API of ECS about task definitions, one call each. */
final class AwsTaskDefinitions {
    /** What ECS answers about a family or revision that is not registered; it has no code of its own for that. */
    private static final String UNKNOWN_DEFINITION = "ClientException";

    private static final int FAMILIES = 500;
    private static final int PAGE = 100;

    private final EcsClient ecs;

    AwsTaskDefinitions(EcsClient ecs) {
        this.ecs = ecs;
    }

    Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            DescribeTaskDefinitionResponse response = describe(name, deadline);
            return new RegisteredTaskDefinition(
                    EcsShapes.arn(response.taskDefinition().taskDefinitionArn()),
                    new SdkJson().object(response).toString());
        });
    }

    private DescribeTaskDefinitionResponse describe(String name, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        DescribeTaskDefinitionResponse response;
        try {
            response = AwsCalls.ask(
                    AwsAction.ECS_DESCRIBE_TASK_DEFINITION,
                    "the task definition " + name,
                    deadline,
                    settings -> ecs.describeTaskDefinition(request -> request.taskDefinition(name)
                            .include(TaskDefinitionField.TAGS)
                            .overrideConfiguration(settings)));
        } catch (UnansweredException e) {
            throw e.says(UNKNOWN_DEFINITION)
                    ? UnansweredException.failed(
                                    "ECS knows no task definition " + name + " in this account and region",
                                    "check its family and revision, the account and the region",
                                    e)
                            .coded(UNKNOWN_DEFINITION)
                    : e;
        }
        if (response.taskDefinition() == null) {
            throw AwsEcs.incomplete("the task definition " + name);
        }
        return response;
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
                TaskDefinition newest = describe(family, deadline).taskDefinition();
                roles.put(family, Optional.ofNullable(newest.taskRoleArn()));
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
