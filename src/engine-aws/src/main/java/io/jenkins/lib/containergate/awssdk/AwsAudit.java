package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Asks the APIs of CloudTrail, CloudWatch, CloudWatch Logs and EC2.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html">API reference of CloudTrail</a>
 */
final class AwsAudit implements AuditLookups {
    static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

    private final Function<String, JsonService> trails;
    private final String region;
    private final Function<String, JsonService> logs;
    private final Function<String, QueryService> alarms;
    private final Ec2Client ec2;
    private final CallerAccount account;

    /**
     * @param trails CloudTrail in a region
     * @param region of the session
     * @param logs CloudWatch Logs in a region
     * @param alarms CloudWatch in a region
     * @param account that of the credentials
     */
    AwsAudit(
            Function<String, JsonService> trails,
            String region,
            Function<String, JsonService> logs,
            Function<String, QueryService> alarms,
            Ec2Client ec2,
            CallerAccount account) {
        this.trails = trails;
        this.region = region;
        this.logs = logs;
        this.alarms = alarms;
        this.ec2 = ec2;
        this.account = account;
    }

    @Override
    public Lookup<List<Trail>> trails(Deadline deadline) throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> new TrailReader(trails).read(region, deadline));
    }

    @Override
    public Lookup<List<LogGroup>> logGroups(Optional<String> where, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            String there = where.orElse(region);
            if (!REGION.matcher(there).matches()) {
                throw UnansweredException.failed(
                        "a log group is in a region that cannot exist", "check awslogs-region in the task definition");
            }
            List<LogGroup> groups = new ArrayList<>();
            for (String name : names) {
                String subject = "the log group " + name;
                for (JsonNode each : logs.apply(there)
                        .all(
                                AwsAction.LOGS_DESCRIBE_LOG_GROUPS,
                                subject,
                                JsonNodeFactory.instance.objectNode().put("logGroupNamePrefix", name),
                                "logGroups",
                                deadline)) {
                    if (each.path("logGroupName").asText().equals(name)) {
                        JsonNode days = each.path("retentionInDays");
                        groups.add(new LogGroup(
                                name,
                                days.isInt() ? OptionalInt.of(days.asInt()) : OptionalInt.empty(),
                                Optional.of(each.path("kmsKeyId").asText()).filter(key -> !key.isEmpty())));
                    }
                }
            }
            return List.copyOf(groups);
        });
    }

    @Override
    public Lookup<List<MetricFilter>> metricFilters(Arn logGroup, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        // log-group:NAME:*
        String name = logGroup.resource().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
        String subject = "the metric filters of the log group " + name;
        return AwsCalls.lookup(() -> {
            if (!REGION.matcher(logGroup.region()).matches()) {
                throw AwsCalls.strange(subject);
            }
            // asked by name: this account may have one of the same name
            if (!logGroup.account().equals(account.id(deadline))) {
                throw UnansweredException.failed(
                        "the log group of a trail is in the account " + logGroup.account(),
                        "use credentials for this account, or a role in it (--aws-role)");
            }
            List<MetricFilter> filters = new ArrayList<>();
            for (JsonNode each : logs.apply(logGroup.region())
                    .all(
                            AwsAction.LOGS_DESCRIBE_METRIC_FILTERS,
                            subject,
                            JsonNodeFactory.instance.objectNode().put("logGroupName", name),
                            "metricFilters",
                            deadline)) {
                List<Counted> metrics = new ArrayList<>();
                for (JsonNode metric : JsonService.elements(each, "metricTransformations", subject)) {
                    metrics.add(MetricDocuments.counted(each, metric));
                }
                filters.add(new MetricFilter(
                        each.path("filterPattern").asText(),
                        each.path("fieldSelectionCriteria").asText().isEmpty()
                                && !each.path("applyOnTransformedLogs").asBoolean(),
                        metrics));
            }
            return List.copyOf(filters);
        });
    }

    @Override
    public Lookup<List<MetricAlarm>> alarms(String where, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the alarms of CloudWatch";
        return AwsCalls.lookup(() -> {
            if (!REGION.matcher(where).matches()) {
                throw AwsCalls.strange(subject);
            }
            List<MetricAlarm> all = new ArrayList<>();
            for (JsonNode each : alarms.apply(where)
                    .all(
                            AwsAction.CLOUDWATCH_DESCRIBE_ALARMS,
                            subject,
                            Map.of("AlarmTypes.member.1", "MetricAlarm"),
                            "MetricAlarms",
                            deadline)) {
                if (each.path("MetricName").isTextual()) {
                    all.add(new MetricAlarm(
                            new Metric(
                                    each.path("Namespace").asText(),
                                    each.path("MetricName").asText()),
                            each.path("ActionsEnabled").asText().equals("true")
                                    && !each.path("AlarmActions").isEmpty(),
                            MetricDocuments.from(each)));
                }
            }
            return List.copyOf(all);
        });
    }

    @Override
    public Lookup<List<FlowLog>> flowLogs(List<String> vpcs, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> new BatchedQuestion(
                        AwsAction.EC2_DESCRIBE_FLOW_LOGS, "the flow logs of ", deadline)
                .ask(
                        vpcs,
                        (batch, token, settings) -> ec2.describeFlowLogs(request -> request.filter(Filter.builder()
                                        .name("resource-id")
                                        .values(batch)
                                        .build())
                                .nextToken(token)
                                .overrideConfiguration(settings)),
                        DescribeFlowLogsResponse::nextToken,
                        page -> page.flowLogs().stream()
                                .map(log -> new FlowLog(
                                        String.valueOf(log.resourceId()),
                                        String.valueOf(log.trafficTypeAsString()),
                                        "ACTIVE".equals(log.flowLogStatus())
                                                && !"FAILED".equals(log.deliverLogsStatus())))
                                .toList()));
    }
}
