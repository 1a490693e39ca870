package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.DeploymentAnswer;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/** Deployments by the API of ECS: twenty a call. */
final class AwsServiceDeployments implements ServiceDeployments {
    private static final int DEPLOYMENTS = 20;
    private static final int REVISIONS = 20;

    private final EcsClient ecs;
    private final EcsApi api;

    AwsServiceDeployments(EcsClient ecs, EcsApi api) {
        this.ecs = ecs;
        this.api = api;
    }

    @Override
    public Lookup<List<String>> unfinished(String cluster, String service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<String> arns = new ArrayList<>();
            for (ServiceDeploymentBrief brief : AwsCalls.list(
                    AwsAction.ECS_LIST_SERVICE_DEPLOYMENTS,
                    "the deployments of the service " + service + " of the cluster " + cluster,
                    deadline,
                    (settings, token) -> ecs.listServiceDeployments(request -> request.cluster(cluster)
                            .service(service)
                            .status(ServiceDeploymentStatus.PENDING, ServiceDeploymentStatus.IN_PROGRESS)
                            .nextToken(token)
                            .overrideConfiguration(settings)),
                    ListServiceDeploymentsResponse::nextToken,
                    ListServiceDeploymentsResponse::serviceDeployments)) {
                arns.add(EcsShapes.arn(brief.serviceDeploymentArn()).toString());
            }
            return List.copyOf(arns);
        });
    }

    @Override
    public Lookup<List<ServiceDeployment>> deployments(List<String> arns, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<ServiceDeployment> deployments = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(arns, DEPLOYMENTS)) {
                String subject = "the deployments " + String.join(", ", batch);
                ObjectNode input = JsonNodeFactory.instance.objectNode();
                batch.forEach(input.putArray("serviceDeploymentArns")::add);
                List<JsonShape> answered = api.whole(
                                AwsAction.ECS_DESCRIBE_SERVICE_DEPLOYMENTS, subject, input, deadline)
                        .objects("serviceDeployments");
                for (String arn : batch) {
                    deployments.add(DeploymentShapes.deployment(
                            EcsApi.one(answered, arn, "the deployment " + arn, "serviceDeploymentArn")));
                }
            }
            return List.copyOf(deployments);
        });
    }

    @Override
    public Lookup<ServiceRevision> revision(String arn, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> revisions(api, List.of(arn), deadline).get(0));
    }

    /** @return one for each ARN, in their order */
    static List<ServiceRevision> revisions(EcsApi api, List<String> arns, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<ServiceRevision> revisions = new ArrayList<>();
        for (List<String> batch : AwsCalls.batches(arns, REVISIONS)) {
            String subject = "the service revision " + String.join(", ", batch);
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            batch.forEach(input.putArray("serviceRevisionArns")::add);
            List<JsonShape> answered = api.whole(AwsAction.ECS_DESCRIBE_SERVICE_REVISIONS, subject, input, deadline)
                    .objects("serviceRevisions");
            for (String arn : batch) {
                revisions.add(DeploymentShapes.revision(
                        EcsApi.one(answered, arn, "the service revision " + arn, "serviceRevisionArn")));
            }
        }
        return List.copyOf(revisions);
    }

    @Override
    public Lookup<String> answer(String deployment, String hook, DeploymentAnswer answer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = answer + " of the hook " + hook + " of the deployment " + deployment;
        return AwsCalls.lookup(() -> {
            ObjectNode input = JsonNodeFactory.instance
                    .objectNode()
                    .put("serviceDeploymentArn", deployment)
                    .put("hookId", hook)
                    .put("action", answer.name());
            JsonShape taken = api.ask(AwsAction.ECS_CONTINUE_SERVICE_DEPLOYMENT, subject, input, deadline);
            if (taken.text("serviceDeploymentArn").filter(deployment::equals).isEmpty()) {
                throw EcsApi.incomplete("the deployment that took " + subject);
            }
            return deployment;
        });
    }
}
