package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.plugins.containergate.agent.ReadTaskDefinitionCallable;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is judged: what a job brought, what ECS knows, or both; and access to AWS for the rules that ask it. Close it when
 * everything is judged.
 *
 * @param aws open where AWS is asked for anything
 */
record JudgedTasks(Definitions definitions, Optional<AwsConnection> aws) implements AutoCloseable {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}(:[0-9]{1,10})?");

    /** @param written what the job brought itself; empty when ECS is asked for everything */
    static JudgedTasks open(TaskDefinitionRequest request, Optional<Definitions> written, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<String> name =
                written.isPresent() ? Optional.empty() : Optional.ofNullable(request.getTaskDefinition());
        Optional<String> cluster = Optional.ofNullable(request.getCluster());
        if (name.isEmpty() && cluster.isEmpty() && request.getAwsAccount() == null) {
            return new JudgedTasks(written.orElseGet(Definitions::none), Optional.empty());
        }
        AwsConnection aws = connect(request, name);
        try {
            CloudLookups lookups = aws.lookups();
            DeployedDefinitions deployed =
                    new DeployedDefinitions(lookups.ecs(), ReadTaskDefinitionCallable.LIMITS, deadline);
            List<TaskDefinition> tasks = new ArrayList<>();
            List<Deployment> around = new ArrayList<>();
            written.ifPresent(definitions -> {
                tasks.addAll(definitions.tasks());
                around.addAll(definitions.deployments());
            });
            if (name.isPresent()) {
                Definitions known = deployed.taskDefinition(name.get());
                tasks.addAll(known.tasks());
                around.addAll(known.deployments());
            }
            if (request.getService() != null && (written.isPresent() || name.isPresent())) {
                around.addAll(deployed.serviceAround(cluster.orElseThrow(), request.getService()));
            } else if (request.getService() != null) {
                Definitions running = deployed.service(cluster.orElseThrow(), request.getService());
                tasks.addAll(running.tasks());
                around.addAll(running.deployments());
            }
            if (cluster.isPresent()) {
                around.addAll(deployed.cluster(cluster.get()).deployments());
            }
            return new JudgedTasks(
                    new Definitions(
                            tasks, around, written.map(Definitions::leftOut).orElseGet(Account::empty)),
                    Optional.of(aws));
        } catch (GateException | InterruptedException | RuntimeException e) {
            aws.close();
            throw e;
        }
    }

    /**
     * Asks AWS for the rules, where that is wanted.
     *
     * @param evidence of what AWS does not know
     */
    CloudSurvey survey(Evidence evidence, Deadline deadline) {
        return aws.map(open -> CloudSurvey.of(open.lookups().with(evidence), deadline))
                .orElseGet(() -> CloudSurvey.notAsked("no awsAccount is named"));
    }

    private static AwsConnection connect(TaskDefinitionRequest request, Optional<String> name) throws GateException {
        if (name.isPresent()
                && EcsConnection.arn(name.get()).isEmpty()
                && !FAMILY.matcher(name.get()).matches()) {
            throw new GateException(
                    "taskDefinition is neither JSON nor the name of a task definition",
                    "give FAMILY, FAMILY:REVISION, an ARN, or JSON");
        }
        List<String> names = Stream.of(
                        name, Optional.ofNullable(request.getCluster()), Optional.ofNullable(request.getService()))
                .flatMap(Optional::stream)
                .toList();
        return EcsConnection.open(request.getAwsAccount(), names);
    }

    @Override
    public void close() {
        aws.ifPresent(AwsConnection::close);
    }
}
