package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads trails from CloudTrail, each from the region that it is at home in.
 *
 * @param trails CloudTrail in a region
 */
record TrailReader(Function<String, JsonService> trails) {
    /** The trails of the account that record events of the region. */
    List<Trail> read(String region, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the trails of the account";
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
    }

    /** Where it is at home it tells its state. */
    private Trail trail(JsonNode trail, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String arn = trail.path("TrailARN").asText();
        String home = trail.path("HomeRegion").asText();
        String subject = "the trail " + trail.path("Name").asText();
        if (arn.isEmpty() || !AwsAudit.REGION.matcher(home).matches()) {
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
}
