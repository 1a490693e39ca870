package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.StoredLogs;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.xml.XmlBounds;
import io.jenkins.lib.containergate.xml.XmlElement;
import io.jenkins.lib.containergate.xml.XmlParts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Logs by the APIs of CloudWatch Logs and S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class AwsStoredLogs implements StoredLogs {
    /** A page holds 1 MB of events; as texts in JSON they can be several times that. */
    private static final int PAGE = 16 << 20;

    private static final long OBJECT = 4L << 30;
    private static final XmlBounds LISTING = new XmlBounds(16 << 20, 8, 100, 64 << 10);
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final String REMEDY = "see whether a proxy changes answers";

    private final SignedCalls calls;
    private final Function<String, JsonService> logs;
    private final URI s3;
    private final String region;
    private final AwsLogQueries queries;

    /**
     * @param logs CloudWatch Logs in a region
     * @param s3 endpoint in the region of the session
     */
    AwsStoredLogs(SignedCalls calls, Function<String, JsonService> logs, URI s3, String region, AwsLogQueries queries) {
        this.calls = calls;
        this.logs = logs;
        this.s3 = s3;
        this.region = region;
        this.queries = queries;
    }

    @Override
    public long events(String group, Instant from, Instant to, Events events, Deadline deadline)
            throws GateException, InterruptedException {
        String subject = "the log group " + group;
        Optional<Arn> arn = arn(group);
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("startTime", from.toEpochMilli())
                .put("endTime", to.toEpochMilli());
        input.put(arn.isPresent() ? "logGroupIdentifier" : "logGroupName", withoutStreams(group));
        JsonService service = logs.apply(arn.map(Arn::region).orElse(region));
        long count = 0;
        String token = null;
        do {
            JsonNode page = page(service, subject, token == null ? input : input.put("nextToken", token), deadline);
            for (JsonNode each : page.path("events")) {
                events.event(
                        each.path("logStreamName").asText(),
                        each.path("message").asText());
                count++;
            }
            token = next(JsonService.token(page.path("nextToken")), token, subject);
        } while (token != null);
        return count;
    }

    @Override
    public long eventsByQuery(String group, Instant from, Instant to, Events events, Deadline deadline)
            throws GateException, InterruptedException {
        JsonService service = logs.apply(arn(group).map(Arn::region).orElse(region));
        return queries.events(service, withoutStreams(group), from, to, events, deadline);
    }

    private static Optional<Arn> arn(String group) {
        return Arn.of(group).filter(found -> REGION.matcher(found.region()).matches());
    }

    /** ARNs of log groups are written with and without the pattern of their streams. */
    private static String withoutStreams(String group) {
        return group.replaceFirst(":\\*$", "");
    }

    private static JsonNode page(JsonService service, String subject, ObjectNode input, Deadline deadline)
            throws GateException, InterruptedException {
        try {
            JsonNode page = service.ask(AwsAction.LOGS_FILTER_EVENTS, subject, input, PAGE, deadline);
            JsonService.elements(page, "events", subject);
            return page;
        } catch (UnansweredException e) {
            throw e.asError();
        }
    }

    private static @Nullable String next(@Nullable String token, @Nullable String last, String subject)
            throws GateException {
        if (token != null && (token.isEmpty() || token.equals(last))) {
            throw new GateException("the answer of AWS about " + subject + " does not end", REMEDY);
        }
        return token;
    }

    @Override
    public long objects(String bucket, String prefix, Instant since, Objects objects, Deadline deadline)
            throws GateException, InterruptedException {
        String subject = "the bucket " + bucket;
        if (!BUCKET.matcher(bucket).matches()) {
            throw new GateException(subject + " has a name that S3 does not allow", "check the name of the bucket");
        }
        long count = 0;
        String token = null;
        do {
            Listing listing = list(bucket, prefix, token, subject, deadline);
            for (Listed each : listing.objects()) {
                if (!each.written().isBefore(since)) {
                    object(bucket, each.key(), objects, deadline);
                    count++;
                }
            }
            token = next(listing.next().orElse(null), token, subject);
        } while (token != null);
        return count;
    }

    private record Listed(String key, Instant written) {}

    private record Listing(List<Listed> objects, Optional<String> next) {}

    private Listing list(String bucket, String prefix, @Nullable String token, String subject, Deadline deadline)
            throws GateException, InterruptedException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(s3)
                .encodedPath("/" + bucket)
                .putRawQueryParameter("list-type", "2")
                .putRawQueryParameter("prefix", prefix);
        if (token != null) {
            request.putRawQueryParameter("continuation-token", token);
        }
        byte[] page;
        try {
            page = calls.bytes(call(AwsAction.S3_LIST_BUCKET, subject, request.build()), PAGE, deadline);
        } catch (UnansweredException e) {
            throw e.asError();
        }
        List<Listed> objects = new ArrayList<>();
        List<String> next = new ArrayList<>();
        List<String> truncated = new ArrayList<>();
        new XmlParts(LISTING)
                .forEach(
                        new ByteArrayInputStream(page),
                        "the answer of AWS about " + subject,
                        "ListBucketResult",
                        1,
                        REMEDY,
                        part -> {
                            switch (part.name()) {
                                case "Contents" -> listed(part, subject).ifPresent(objects::add);
                                case "NextContinuationToken" -> next.add(part.text());
                                case "IsTruncated" -> truncated.add(part.text());
                                default -> {
                                    // what was asked for
                                }
                            }
                        });
        if (truncated.contains("true") == next.isEmpty()) {
            throw new GateException("the answer of AWS about " + subject + " is not whole", REMEDY);
        }
        return new Listing(objects, next.stream().findFirst());
    }

    /** Empty for what consoles make for a folder. */
    private static Optional<Listed> listed(XmlElement contents, String subject) throws GateException {
        String key = contents.child("Key").map(XmlElement::text).orElse("");
        try {
            Instant written = Instant.parse(contents.textOf("LastModified").orElse(""));
            return key.isEmpty() || key.endsWith("/") ? Optional.empty() : Optional.of(new Listed(key, written));
        } catch (DateTimeException e) {
            throw new GateException("AWS answered something else than it should about " + subject, REMEDY);
        }
    }

    /** By way of a file: a connection does not last as long as reading may take. */
    private void object(String bucket, String key, Objects objects, Deadline deadline)
            throws GateException, InterruptedException {
        String subject = "the object s3://" + bucket + "/" + key;
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(s3)
                .encodedPath("/" + bucket + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key))
                .build();
        try {
            Path file = Files.createTempFile("container-gate-log", "");
            try {
                calls.download(call(AwsAction.S3_GET_OBJECT, subject, request), file, OBJECT, deadline);
                try (InputStream content = Files.newInputStream(file)) {
                    objects.object(key, content);
                }
            } finally {
                Files.delete(file);
            }
        } catch (UnansweredException e) {
            throw e.asError();
        } catch (IOException e) {
            throw new GateException(
                    subject + " cannot be kept in the directory for temporary files",
                    "make room there, or name another with -Djava.io.tmpdir",
                    e);
        }
    }

    private SignedCalls.Call call(AwsAction action, String subject, SdkHttpRequest request) {
        return new SignedCalls.Call(action, subject, "s3", region, request, "");
    }
}
