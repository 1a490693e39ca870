package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A row of the answer to a query of CloudWatch Logs Insights.
 *
 * @param time in milliseconds since 1970
 */
record LogRow(long time, String stream, String text) {
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,15}");

    /** @param subject for messages */
    static LogRow of(JsonNode fields, String subject) throws UnansweredException {
        String time = field(fields, "@timestamp", subject);
        String text = field(fields, "@message", subject);
        try {
            // AWS writes "2026-11-01 00:00:00.000", others a number
            long at = MILLISECONDS.matcher(time).matches()
                    ? Long.parseLong(time)
                    : Instant.parse(time.replace(' ', 'T') + "Z").toEpochMilli();
            return new LogRow(at, field(fields, "@logStream", subject), text);
        } catch (DateTimeException e) {
            throw AwsCalls.strange(subject);
        }
    }

    private static String field(JsonNode fields, String name, String subject) throws UnansweredException {
        for (JsonNode each : fields) {
            JsonNode value = each.path("value");
            if (each.path("field").asText().equals(name) && value.isTextual()) {
                return value.asText();
            }
        }
        throw AwsCalls.strange(subject);
    }
}
