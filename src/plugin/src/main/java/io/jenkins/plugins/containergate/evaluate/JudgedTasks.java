package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.reader.RegisteredTasks;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.agent.ReadTaskDefinitionCallable;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is judged: what a job brought, what ECS knows, or both; and access to AWS for the rules that ask it. Close it when
 * everything is judged.
 *
 * @param aws open where AWS is asked for anything
 */
record JudgedTasks(Definitions definitions, Optional<AwsConnection> aws) implements AutoCloseable {
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
            Optional<Definitions> named = name.isPresent() ? Optional.of(deployed.taskDefinition(name.get())) : written;
            return new JudgedTasks(
                    deployed.within(named, cluster, Optional.ofNullable(request.getService())), Optional.of(aws));
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
        if (name.isPresent() && !RegisteredTasks.isName(name.get())) {
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
