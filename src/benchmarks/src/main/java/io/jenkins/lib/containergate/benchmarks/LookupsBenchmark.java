package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Looks every service of a cluster up by itself, reads its task definition, and asks {@code task-role-not-shared} about it, which
 * takes the roles of all families: 260 services are to take at most a minute at 50 ms a call and with the limits of ECS.
 *
 * <p>{@code java ... LookupsBenchmark [SERVICES [MILLISECONDS]]}
 */
public final class LookupsBenchmark {
    private static final String ACCOUNT = "000000000000";

    private LookupsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        // else a delayed acknowledgement adds 40 ms to each call
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int services = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 260;
        Duration latency = Duration.ofMillis(arguments.length > 1 ? Long.parseLong(arguments[1]) : 50);
        Fleet fleet = new Fleet(1, 1, services, 1, 1);
        try (SyntheticImages images = new SyntheticImages(fleet.images(), Duration.ZERO);
                SyntheticAws aws = new SyntheticAws(fleet, images, latency);
                AwsSession session = AwsSession.withCredentials(
                        new AwsAccess(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Fleet.REGION),
                                Optional.of(aws.endpoint())),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "testing")),
                        UrlConnectionHttpClient.create())) {
            Measurement measured = Measurement.of(() -> look(session.lookups(), services));
            System.out.printf(
                    "%d services: %.1f s, %.1f s of processor time%ncalls: %s%n",
                    services,
                    measured.wall().toMillis() / 1000.0,
                    measured.cpu().toMillis() / 1000.0,
                    aws.calls());
        }
        System.exit(0);
    }

    private static void look(CloudLookups asked, int services) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
        CloudLookups aws = RememberedLookups.of(asked);
        CloudSurvey survey = CloudSurvey.of(aws, deadline);
        CloudRules<TaskDefinition> rules =
                CloudTaskRules.all().only(rule -> rule.id().value().equals("task-role-not-shared"));
        DeployedDefinitions deployed = new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
        int findings = 0;
        for (int i = 0; i < services; i++) {
            String service = Fleet.arn(ACCOUNT, "service/c0/s" + i);
            aws.ecs().services("c0", List.of(service), deadline).required();
            for (TaskDefinition task : deployed.taskDefinition(Fleet.arn(ACCOUNT, "task-definition/c0-s" + i + ":1"))) {
                findings += rules.evaluate(survey.about(task, rules, MissingAnswers.REQUIRED))
                        .findings()
                        .size();
            }
        }
        if (findings < services) {
            throw new IllegalStateException("all share one role, and only " + findings + " findings say so");
        }
    }
}
