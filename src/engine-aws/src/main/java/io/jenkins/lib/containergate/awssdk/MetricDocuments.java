package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Counted;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.From;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Metric;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What metric filters of CloudWatch Logs count, and from where on an alarm of CloudWatch is raised. */
final class MetricDocuments {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,2})?");

    private MetricDocuments() {}

    /** An alarm watches a metric without dimensions, or with one value for each of them: it misses the others. */
    static Counted counted(JsonNode filter, JsonNode transformation) {
        boolean divided = !transformation.path("dimensions").isEmpty()
                || !filter.path("emitSystemFieldDimensions").isEmpty();
        return new Counted(
                new Metric(
                        transformation.path("metricNamespace").asText(),
                        transformation.path("metricName").asText()),
                number(transformation.path("metricValue")).filter(value -> !divided));
    }

    /** Averages fall with each period without events, and an alarm on a dimension or a unit is not about what filters count. */
    static Optional<From> from(JsonNode alarm) {
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

    /** A metric filter may have the name of a member in the place of a number. */
    private static Optional<BigDecimal> number(JsonNode text) {
        return Optional.of(text.asText())
                .filter(number -> NUMBER.matcher(number).matches())
                .map(BigDecimal::new);
    }
}
