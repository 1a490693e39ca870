package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.DeploymentAnswer;
import io.jenkins.lib.containergate.aws.ecs.LifecycleHookState;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployment;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContinueServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** Deployments by the API of ECS: twenty a call. */
final class AwsServiceDeployments implements ServiceDeployments {
    private static final int DEPLOYMENTS = 20;
    private static final int REVISIONS = 20;

    private final EcsClient ecs;

    AwsServiceDeployments(EcsClient ecs) {
        this.ecs = ecs;
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
                DescribeServiceDeploymentsResponse response = AwsCalls.ask(
                        AwsAction.ECS_DESCRIBE_SERVICE_DEPLOYMENTS,
                        subject,
                        deadline,
                        settings -> ecs.describeServiceDeployments(
                                request -> request.serviceDeploymentArns(batch).overrideConfiguration(settings)));
                AwsEcs.refuse(response.failures(), subject);
                for (String arn : batch) {
                    deployments.add(DeploymentShapes.deployment(AwsEcs.one(
                            response.serviceDeployments(),
                            found -> arn.equals(found.serviceDeploymentArn()),
                            "the deployment " + arn)));
                }
            }
            return List.copyOf(deployments);
        });
    }

    @Override
    public Lookup<ServiceRevision> revision(String arn, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> revisions(ecs, List.of(arn), deadline).get(0));
    }

    /** @return one for each ARN, in their order */
    static List<ServiceRevision> revisions(EcsClient ecs, List<String> arns, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<ServiceRevision> revisions = new ArrayList<>();
        for (List<String> batch : AwsCalls.batches(arns, REVISIONS)) {
            String subject = "the service revision " + String.join(", ", batch);
            DescribeServiceRevisionsResponse response = AwsCalls.ask(
                    AwsAction.ECS_DESCRIBE_SERVICE_REVISIONS,
                    subject,
                    deadline,
                    settings -> ecs.describeServiceRevisions(
                            request -> request.serviceRevisionArns(batch).overrideConfiguration(settings)));
            AwsEcs.refuse(response.failures(), subject);
            for (String arn : batch) {
                revisions.add(DeploymentShapes.revision(AwsEcs.one(
                        response.serviceRevisions(),
                        found -> arn.equals(found.serviceRevisionArn()),
                        "the service revision " + arn)));
            }
        }
        return List.copyOf(revisions);
    }

    @Override
    public Lookup<String> answer(String deployment, String hook, DeploymentAnswer answer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = answer + " of the hook " + hook + " of the deployment " + deployment;
        return AwsCalls.lookup(() -> {
            ContinueServiceDeploymentResponse response = AwsCalls.ask(
                    AwsAction.ECS_CONTINUE_SERVICE_DEPLOYMENT,
                    subject,
                    deadline,
                    settings -> ecs.continueServiceDeployment(request -> request.serviceDeploymentArn(deployment)
                            .hookId(hook)
                            .action(DeploymentLifecycleHookAction.valueOf(answer.name()))
                            .overrideConfiguration(settings)));
            if (!deployment.equals(response.serviceDeploymentArn())) {
                throw AwsEcs.incomplete("the deployment that took " + subject);
            }
            return deployment;
        });
    }

    /** From the SDK's shapes of deployments to the engine's. */
    static final class DeploymentShapes {
        private DeploymentShapes() {}

        static ServiceDeployment deployment(software.amazon.awssdk.services.ecs.model.ServiceDeployment deployment)
                throws UnansweredException {
            return new ServiceDeployment(
                    EcsShapes.arn(deployment.serviceDeploymentArn()),
                    EcsShapes.arn(deployment.serviceArn()),
                    EcsShapes.arn(deployment.clusterArn()),
                    EcsShapes.text(deployment.statusAsString()),
                    Optional.ofNullable(deployment.targetServiceRevision()).map(ServiceRevisionSummary::arn),
                    Optional.ofNullable(deployment.lifecycleStageAsString()),
                    deployment.lifecycleHookDetails().stream()
                            .map(DeploymentShapes::hook)
                            .toList());
        }

        private static LifecycleHookState hook(DeploymentLifecycleHookDetail hook) {
            return new LifecycleHookState(
                    Optional.ofNullable(hook.hookId()).filter(id -> !id.isEmpty()),
                    Optional.ofNullable(hook.targetTypeAsString()),
                    EcsShapes.text(hook.statusAsString()),
                    Optional.ofNullable(hook.expiresAt()),
                    Optional.ofNullable(hook.timeoutActionAsString()));
        }

        static ServiceRevision revision(software.amazon.awssdk.services.ecs.model.ServiceRevision revision)
                throws UnansweredException {
            return new ServiceRevision(
                    EcsShapes.arn(revision.serviceRevisionArn()),
                    EcsShapes.arn(revision.serviceArn()),
                    EcsShapes.arn(revision.clusterArn()),
                    EcsShapes.arn(revision.taskDefinition()),
                    revision.containerImages().stream()
                            .map(image -> new ServiceRevision.ContainerImage(
                                    EcsShapes.text(image.containerName()),
                                    Optional.ofNullable(image.image()),
                                    Optional.ofNullable(image.imageDigest()).filter(digest -> !digest.isEmpty())))
                            .toList(),
                    Optional.ofNullable(revision.guardDutyEnabled()),
                    new SdkJson().object(revision).toString());
        }
    }
}
