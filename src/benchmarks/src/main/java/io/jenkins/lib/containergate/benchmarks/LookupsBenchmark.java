package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey.Inquiry;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.DeployedDefinitions;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Looks every service of a cluster and its task definition up by itself, and takes everything that the rules on roles, security
 * groups, subnets, load balancers and web ACLs ask of AWS about them: 260 services and as many families are to take at most a
 * minute at 50 ms a call and with the limits of AWS, and nothing may be asked twice.
 *
 * <p>{@code java ... LookupsBenchmark [SERVICES [MILLISECONDS [AT_ONCE]]]}
 */
public final class LookupsBenchmark {
    private static final String ACCOUNT = "000000000000";

    private static final Set<String> RULES = Set.of(
            "task-role-least-privilege",
            "task-role-trust",
            "task-role-not-shared",
            "task-role-services-used",
            "private-subnets",
            "no-default-security-group",
            "sg-no-open-ingress",
            "sg-ingress-from-sg",
            "sg-egress-restricted",
            "sg-not-shared",
            "network-acl-no-open-ingress",
            "lb-tls-only",
            "lb-tls-policy",
            "lb-web-acl",
            "web-acl-blocks",
            "web-acl-logs",
            "waf-fails-closed");

    private LookupsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        // else a delayed acknowledgement adds 40 ms to each call
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int services = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 260;
        Duration latency = Duration.ofMillis(arguments.length > 1 ? Long.parseLong(arguments[1]) : 50);
        int atOnce = arguments.length > 2 ? Integer.parseInt(arguments[2]) : CloudSurvey.AT_ONCE;
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
            Measurement measured = Measurement.of(() -> look(session.lookups(), services, atOnce));
            System.out.printf(
                    "%d services, %d questions at once: %.1f s, %.1f s of processor time%ncalls: %s%n",
                    services,
                    atOnce,
                    measured.wall().toMillis() / 1000.0,
                    measured.cpu().toMillis() / 1000.0,
                    aws.calls());
            if (!aws.repeated().isEmpty()) {
                throw new IllegalStateException("asked more than once: " + aws.repeated());
            }
        }
        System.exit(0);
    }

    private static void look(CloudLookups asked, int services, int atOnce) throws Exception {
        Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
        CloudLookups aws = RememberedLookups.of(asked);
        DeployedDefinitions deployed = new DeployedDefinitions(aws.ecs(), DocumentLimits.defaults(), deadline);
        List<TaskDefinition> tasks = new ArrayList<>();
        List<Deployment> deployments = new ArrayList<>();
        for (Definitions each : Parallel.map(
                IntStream.range(0, services).boxed().toList(),
                atOnce,
                number -> deployed.service("c0", "s" + number))) {
            tasks.addAll(each.tasks());
            deployments.addAll(each.deployments());
        }
        CloudSurvey survey = CloudSurvey.of(aws, atOnce, deadline);
        CloudRules<TaskDefinition> ofTasks =
                CloudTaskRules.all().only(rule -> RULES.contains(rule.id().value()));
        CloudRules<Deployment> ofServices =
                CloudDeploymentRules.all().only(rule -> RULES.contains(rule.id().value()));
        if (ofTasks.ids().size() + ofServices.ids().size() != RULES.size()) {
            throw new IllegalStateException("some of the rules do not exist");
        }
        List<Inquiry<TaskDefinition>> aboutTasks =
                tasks.stream().map(task -> survey.about(task, ofTasks)).toList();
        List<Inquiry<Deployment>> aboutServices =
                deployments.stream().map(each -> survey.about(each, ofServices)).toList();
        survey.ask(Stream.concat(aboutTasks.stream(), aboutServices.stream()).toList());
        List<RuleEvaluation> all = new ArrayList<>();
        aboutTasks.forEach(each ->
                all.addAll(ofTasks.evaluate(each.facts(MissingAnswers.REQUIRED)).evaluations()));
        aboutServices.forEach(each -> all.addAll(
                ofServices.evaluate(each.facts(MissingAnswers.REQUIRED)).evaluations()));
        Map<String, Long> undecided = all.stream()
                .filter(each -> each.result().outcome() == RuleOutcome.ERROR)
                .collect(Collectors.groupingBy(each -> each.rule().id().value(), TreeMap::new, Collectors.counting()));
        if (all.size() != services * RULES.size() || !undecided.isEmpty()) {
            throw new IllegalStateException(all.size() + " answers, undecided: " + undecided);
        }
    }
}
