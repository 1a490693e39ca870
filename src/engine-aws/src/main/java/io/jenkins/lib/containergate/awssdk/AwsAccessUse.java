package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.AccessLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/**
 * Asks the APIs of IAM and IAM Access Analyzer.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html">GenerateServiceLastAccessedDetails</a>
 */
final class AwsAccessUse implements AccessLookups {
    /** Analyzers of unused access find something else. */
    private static final Set<String> OUTSIDE = Set.of("ACCOUNT", "ORGANIZATION");

    private final IamClient iam;
    private final RestService analyzers;
    private final Duration pause;
    private final CallerAccount account;

    /** @param pause between two looks at whether IAM has put a report together */
    AwsAccessUse(IamClient iam, RestService analyzers, Duration pause, CallerAccount account) {
        this.iam = iam;
        this.analyzers = analyzers;
        this.pause = pause;
        this.account = account;
    }

    @Override
    public Lookup<List<ServiceUse>> servicesUsed(Arn role, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the services that the role " + role.name() + " used";
        return AwsCalls.lookup(() -> {
            String job = AwsCalls.ask(
                    AwsAction.IAM_GENERATE_LAST_ACCESSED,
                    subject,
                    deadline,
                    settings -> iam.generateServiceLastAccessedDetails(
                                    request -> request.arn(role.toString()).overrideConfiguration(settings))
                            .jobId());
            List<ServiceUse> all = new ArrayList<>();
            for (GetServiceLastAccessedDetailsResponse page : AwsCalls.pages(
                    subject,
                    marker -> finished(job, marker, subject, deadline),
                    GetServiceLastAccessedDetailsResponse::marker)) {
                for (ServiceLastAccessed each : page.servicesLastAccessed()) {
                    all.add(new ServiceUse(
                            String.valueOf(each.serviceNamespace()), Optional.ofNullable(each.lastAuthenticated())));
                }
            }
            return List.copyOf(all);
        });
    }

    private GetServiceLastAccessedDetailsResponse finished(
            String job, @Nullable String marker, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        while (true) {
            GetServiceLastAccessedDetailsResponse answer = AwsCalls.ask(
                    AwsAction.IAM_GET_LAST_ACCESSED,
                    subject,
                    deadline,
                    settings -> iam.getServiceLastAccessedDetails(
                            request -> request.jobId(job).marker(marker).overrideConfiguration(settings)));
            String status = String.valueOf(answer.jobStatusAsString());
            if (status.equals("COMPLETED")) {
                return answer;
            }
            if (!status.equals("IN_PROGRESS")) {
                throw UnansweredException.failed("IAM could not find out " + subject, "ask again");
            }
            Thread.sleep(Math.min(pause.toMillis(), deadline.remaining().toMillis()));
            deadline.check("asking AWS about " + subject);
        }
    }

    @Override
    public Lookup<List<OutsideAccess>> outsideAccess(Arn resource, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "who has access to " + resource.name();
        return AwsCalls.lookup(() -> {
            List<String> active = new ArrayList<>();
            boolean analyzed = false;
            for (JsonNode each : analyzers.all(AwsAction.ANALYZER_LIST, subject, "/analyzer", "analyzers", deadline)) {
                if (each.path("status").asText().equals("ACTIVE")
                        && OUTSIDE.contains(each.path("type").asText())) {
                    active.add(each.path("arn").asText());
                    analyzed |= !each.path("lastResourceAnalyzedAt").asText().isEmpty();
                }
            }
            if (active.isEmpty()) {
                throw UnansweredException.failed(
                        "no analyzer of IAM Access Analyzer looks for access from outside in the region",
                        "create one: aws accessanalyzer create-analyzer --type ACCOUNT");
            }
            List<OutsideAccess> found = new ArrayList<>();
            for (String analyzer : active) {
                ObjectNode input = JsonNodeFactory.instance.objectNode().put("analyzerArn", analyzer);
                ObjectNode filter = input.putObject("filter");
                filter.putObject("resource").putArray("eq").add(resource.toString());
                filter.putObject("status").putArray("eq").add("ACTIVE");
                for (JsonNode each :
                        analyzers.all(AwsAction.ANALYZER_FINDINGS, subject, "/finding", input, "findings", deadline)) {
                    if (each.path("id").asText().isEmpty()) {
                        throw AwsCalls.strange(subject);
                    }
                    found.add(new OutsideAccess(
                            each.path("id").asText(),
                            each.path("isPublic").asBoolean(),
                            each.path("principal").toString()));
                }
            }
            if (found.isEmpty() && !analyzed) {
                throw UnansweredException.failed(
                        "no analyzer of IAM Access Analyzer has analyzed a resource yet",
                        "wait until it has: a new analyzer takes up to half an hour");
            }
            if (found.isEmpty() && !resource.account().equals(account.id(deadline))) {
                throw UnansweredException.failed(
                        "the analyzers of this account do not tell " + subject + " of the account "
                                + resource.account(),
                        "use credentials for that account, or a role in it (--aws-role)");
            }
            return List.copyOf(found);
        });
    }
}
