package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.math.BigDecimal;
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
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,2})?");

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
        String subject = "the trails of the account";
        return AwsCalls.lookup(() -> {
            JsonNode answer = trails.apply(region)
                    .ask(
                            AwsAction.CLOUDTRAIL_DESCRIBE_TRAILS,
                            subject,
                            JsonNodeFactory.instance.objectNode().put("includeShadowTrails", true),
                            deadline);
            List<Trail> all = new ArrayList<>();
            for (JsonNode each : JsonService.elements(answer, "trailList", subject)) {
                all.add(trail(each, deadline));
            }
            return List.copyOf(all);
        });
    }

    /** Where it is at home it tells its state. */
    private Trail trail(JsonNode trail, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String arn = trail.path("TrailARN").asText();
        String home = trail.path("HomeRegion").asText();
        String subject = "the trail " + trail.path("Name").asText();
        if (arn.isEmpty() || !REGION.matcher(home).matches()) {
            throw AwsCalls.strange(subject);
        }
        JsonService there = trails.apply(home);
        JsonNode logging = there.ask(
                        AwsAction.CLOUDTRAIL_GET_TRAIL_STATUS,
                        subject,
                        JsonNodeFactory.instance.objectNode().put("Name", arn),
                        deadline)
                .path("IsLogging");
        if (!logging.isBoolean()) {
            throw AwsCalls.strange(subject);
        }
        JsonNode selectors = there.ask(
                AwsAction.CLOUDTRAIL_GET_EVENT_SELECTORS,
                subject,
                JsonNodeFactory.instance.objectNode().put("TrailName", arn),
                deadline);
        return new Trail(
                trail.path("Name").asText(),
                trail.path("IsMultiRegionTrail").asBoolean(),
                logging.asBoolean(),
                records(selectors),
                trail.path("LogFileValidationEnabled").asBoolean(),
                Optional.of(trail.path("KmsKeyId").asText()).filter(key -> !key.isEmpty()),
                Arn.of(trail.path("CloudWatchLogsLogGroupArn").asText()));
    }

    /** A selector that leaves out a source of events, such as KMS, still counts: AWS offers that for its number of events. */
    private static boolean records(JsonNode selectors) {
        for (JsonNode each : selectors.path("EventSelectors")) {
            if (each.path("IncludeManagementEvents").asBoolean()
                    && each.path("ReadWriteType").asText().equals("All")) {
                return true;
            }
        }
        for (JsonNode each : selectors.path("AdvancedEventSelectors")) {
            if (allManagement(each.path("FieldSelectors"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean allManagement(JsonNode fields) {
        boolean management = false;
        for (JsonNode field : fields) {
            switch (field.path("Field").asText()) {
                case "eventCategory" -> {
                    for (JsonNode value : field.path("Equals")) {
                        management |= value.asText().equals("Management");
                    }
                }
                case "eventSource" -> {
                    if (!field.path("Equals").isEmpty()) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return management;
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
                    metrics.add(counted(each, metric));
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

    /** An alarm watches a metric without dimensions, or with one value for each of them: it misses the others. */
    private static Counted counted(JsonNode filter, JsonNode transformation) {
        boolean divided = !transformation.path("dimensions").isEmpty()
                || !filter.path("emitSystemFieldDimensions").isEmpty();
        return new Counted(
                new Metric(
                        transformation.path("metricNamespace").asText(),
                        transformation.path("metricName").asText()),
                number(transformation.path("metricValue")).filter(value -> !divided));
    }

    /** A metric filter may have the name of a member in the place of a number. */
    private static Optional<BigDecimal> number(JsonNode text) {
        return Optional.of(text.asText())
                .filter(number -> NUMBER.matcher(number).matches())
                .map(BigDecimal::new);
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
                            from(each)));
                }
            }
            return List.copyOf(all);
        });
    }

    /** Averages fall with each period without events, and an alarm on a dimension or a unit is not about what filters count. */
    private static Optional<From> from(JsonNode alarm) {
        String operator = alarm.path("ComparisonOperator").asText();
        String statistic = alarm.path("Statistic").asText();
        String periods = alarm.path("DatapointsToAlarm")
                .asText(alarm.path("EvaluationPeriods").asText());
        boolean each = periods.equals("1")
                && (statistic.equals("Sum") || statistic.equals("Maximum"))
                && alarm.path("Dimensions").isEmpty()
                && alarm.path("Unit").isMissingNode();
        return number(alarm.path("Threshold"))
                .filter(unused -> each
                        && (operator.equals("GreaterThanThreshold")
                                || operator.equals("GreaterThanOrEqualToThreshold")))
                .map(threshold -> new From(threshold, operator.equals("GreaterThanOrEqualToThreshold")));
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
