package io.jenkins.lib.containergate.ecs.account.iam.learn;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call, as CloudTrail records it.
 *
 * @param source such as {@code s3.amazonaws.com}
 * @param name of the call, such as {@code ListBuckets}
 * @param management false for data, network activity and insight events
 * @param readOnly empty where it is not written
 * @param role ARN of the role whose session called; empty for other callers
 * @param error code of the error that was answered
 * @param resources ARNs that it was about, as far as the service writes them
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">Record
 *     contents</a>
 */
record CloudTrailEvent(
        String source,
        String name,
        Instant time,
        String region,
        boolean management,
        Optional<Boolean> readOnly,
        Optional<String> role,
        Optional<String> error,
        List<String> resources) {
    private static final int RESOURCES = 20;

    CloudTrailEvent {
        resources = List.copyOf(resources);
    }

    /**
     * Reads one from its first brace to its last, whatever its size, and keeps what is needed of it.
     *
     * @return empty for an object that is none
     */
    static Optional<CloudTrailEvent> read(JsonParser json) throws IOException {
        String source = "";
        String name = "";
        String region = "";
        String time = "";
        boolean management = true;
        Optional<Boolean> readOnly = Optional.empty();
        Optional<String> role = Optional.empty();
        Optional<String> error = Optional.empty();
        List<String> resources = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            JsonToken value = json.nextToken();
            switch (member) {
                case "eventSource" -> source = text(json);
                case "eventName" -> name = text(json);
                case "awsRegion" -> region = text(json);
                case "eventTime" -> time = text(json);
                case "eventCategory" -> management &= text(json).equals("Management");
                case "managementEvent" -> management &= value != JsonToken.VALUE_FALSE;
                case "errorCode" -> error = Optional.of(text(json)).filter(code -> !code.isEmpty());
                case "readOnly" ->
                    readOnly = value.isBoolean()
                            ? Optional.of(value == JsonToken.VALUE_TRUE)
                            : Optional.of(text(json))
                                    .filter(text -> !text.isEmpty())
                                    .map(Boolean::valueOf);
                case "userIdentity" -> role = find(json, List.of("sessionContext", "sessionIssuer", "arn"));
                case "resources" -> resources(json, resources);
                default -> json.skipChildren();
            }
        }
        Optional<Instant> at = instant(time);
        return source.isEmpty() || name.isEmpty() || at.isEmpty()
                ? Optional.empty()
                : Optional.of(new CloudTrailEvent(
                        source, name, at.get(), region, management, readOnly, role, error, resources));
    }

    /** The text of a scalar; empty for others, which are passed over. */
    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private static Optional<String> find(JsonParser json, List<String> path) throws IOException {
        if (path.isEmpty()) {
            return Optional.of(text(json)).filter(text -> !text.isEmpty());
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return Optional.empty();
        }
        Optional<String> found = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = json.currentName();
            json.nextToken();
            if (member.equals(path.get(0))) {
                found = find(json, path.subList(1, path.size()));
            } else {
                json.skipChildren();
            }
        }
        return found;
    }

    private static void resources(JsonParser json, List<String> resources) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Optional<String> arn = find(json, List.of("ARN"));
            if (arn.isPresent() && resources.size() < RESOURCES) {
                resources.add(arn.get());
            }
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
