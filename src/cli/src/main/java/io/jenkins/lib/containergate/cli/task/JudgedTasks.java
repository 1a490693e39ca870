package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.EcsLookupOptions;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.reader.RegisteredTasks;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is judged: a file, what ECS knows, or both; and access to AWS for the questions about it. Close it when everything is
 * judged.
 *
 * @param session open where AWS has to be asked for anything
 * @param survey asks it for the rules, where that is wanted
 */
record JudgedTasks(Definitions definitions, CloudSurvey survey, Optional<AwsSession> session) implements AutoCloseable {

    /**
     * @param subject file or name; empty when a cluster or service is judged
     * @param demanded whether the policy demands answers of AWS
     * @param given for which a cluster has to be named
     */
    static JudgedTasks open(
            Optional<String> subject,
            EcsLookupOptions asking,
            TaskDefinitionFiles files,
            AwsAccess access,
            boolean demanded,
            Evidence given,
            Deadline deadline)
            throws GateException, InterruptedException {
        boolean registered = subject.filter(JudgedTasks::isRegistered).isPresent();
        boolean evidence = !given.hosts().isEmpty() || given.traffic().isPresent();
        if (evidence && (asking.cluster().isEmpty() || asking.ask().equals(Optional.of(false)))) {
            throw new UsageException(
                    (given.hosts().isEmpty() ? "--traffic" : "--host-report")
                            + " is given, but no cluster is looked up in AWS",
                    "name the cluster with --cluster, without --no-ask-aws");
        }
        boolean known = registered || asking.cluster().isPresent();
        boolean ask = asking.ask().orElse(known || demanded);
        if (!known && !ask) {
            return new JudgedTasks(
                    file(subject.orElseThrow(), files),
                    CloudSurvey.notAsked("--ask-aws is not given"),
                    Optional.empty());
        }
        AwsSession session = session(where(access, subject, asking), subject.filter(unused -> registered));
        try {
            CloudLookups aws = RememberedLookups.of(session.lookups().with(given));
            DeployedDefinitions deployed = new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
            Optional<Definitions> named = Optional.empty();
            if (subject.isPresent()) {
                named = Optional.of(registered ? deployed.taskDefinition(subject.get()) : file(subject.get(), files));
            }
            return new JudgedTasks(
                    deployed.within(named, asking.cluster(), asking.service()),
                    ask ? CloudSurvey.of(aws, deadline) : CloudSurvey.notAsked("--no-ask-aws is given"),
                    Optional.of(session));
        } catch (GateException | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** A family without a revision may be a file that was meant and is not there. */
    private static AwsSession session(AwsAccess access, Optional<String> registered) throws GateException {
        try {
            return AwsConnections.open(access);
        } catch (GateException e) {
            if (registered.isEmpty() || registered.get().contains(":")) {
                throw e;
            }
            throw new GateException(
                    e.problem(), e.remedy() + "; or check the path: there is no file " + registered.get() + " here", e);
        }
    }

    private static boolean isRegistered(String name) {
        return RegisteredTasks.isName(name) && !new File(name).exists();
    }

    private static AwsAccess where(AwsAccess access, Optional<String> subject, EcsLookupOptions asking)
            throws UsageException {
        Optional<String> region = access.region();
        Optional<String> named = Stream.of(subject, asking.cluster(), asking.service())
                .flatMap(Optional::stream)
                .flatMap(name -> RegisteredTasks.region(name).stream())
                .findFirst();
        return new AwsAccess(access.profile(), access.role(), region.or(() -> named), access.endpoint());
    }

    private static Definitions file(String name, TaskDefinitionFiles files) throws GateException {
        try {
            Path path = Path.of(name);
            if (Files.notExists(path)) {
                throw new UsageException("there is no file " + name, "check the path, or name a family or ARN of ECS");
            }
            return files.read(path, name);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is neither a file nor a name of ECS", "check the name");
        }
    }

    @Override
    public void close() {
        session.ifPresent(AwsSession::close);
    }
}
