package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Calls of services whose clients are not at hand, with the SDK's own signer and connections. What fails for a while is
 * tried again until the deadline ends it.
 */
final class SignedCalls {
    private static final int MAX_ANSWER = 1 << 20;
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int TOO_MANY_REQUESTS = 429;
    /** As the clients of the SDK know them. */
    private static final Set<String> THROTTLED = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "BandwidthLimitExceeded",
            "ProvisionedThroughputExceededException",
            "SlowDown",
            // of CloudWatch Logs: as many queries run as may
            "LimitExceededException");

    private static final Pattern XML_CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,100})</Code>");

    private final Pause pauses;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final JsonMapper json =
            JsonMapper.builder(JsonBounds.depth(64).factory()).build();

    SignedCalls(SdkHttpClient http, AwsCredentialsProvider credentials) {
        this(http, credentials, Pause.sleeping());
    }

    /** @param pauses between attempts */
    SignedCalls(SdkHttpClient http, AwsCredentialsProvider credentials, Pause pauses) {
        this.pauses = pauses;
        this.http = http;
        this.credentials = credentials;
    }

    /**
     * @param service it is signed for
     * @param request without a signature
     * @param body empty for none
     */
    record Call(AwsAction action, String subject, String service, String region, SdkHttpRequest request, String body) {}

    /** @param error what was answered in the place of an answer */
    private record Answer(int status, String errorType, byte[] error) {}

    /**
     * @param most bytes of the answer
     * @return what carries the members of the answer, in JSON or in XML
     */
    JsonNode ask(Call call, int most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return answered(call, most, deadline).read().result();
    }

    /** @return what carries the members of the answer, in JSON or in XML */
    JsonNode ask(Call call, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return ask(call, MAX_ANSWER, deadline);
    }

    /** @return what was answered, whatever it is */
    byte[] bytes(Call call, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return bytes(call, MAX_ANSWER, deadline);
    }

    /** @param most bytes of the answer */
    byte[] bytes(Call call, int most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return answered(call, most, deadline).body();
    }

    private record Answered(byte[] body, AnswerForm.Read read) {}

    private Answered answered(Call call, int most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Optional<String> account = patiently(
                call,
                most,
                () -> {
                    content.reset();
                    return content;
                },
                deadline);
        byte[] body = content.toByteArray();
        AnswerForm.Read read = call.action().read(body);
        if (read.lacking().isPresent()) {
            throw AwsCalls.strange(
                    call.subject(),
                    new StrangeAnswerException(
                            call.action(), read.lacking().get(), AnswerCheck.where(call.region(), account)));
        }
        return new Answered(body, read);
    }

    /**
     * Writes what was answered to a file.
     *
     * @param most bytes of it
     */
    void download(Call call, Path file, long most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        patiently(call, most, () -> Files.newOutputStream(file), deadline);
    }

    /** Where an answer goes; empty at the start of each attempt. */
    private interface Target {
        OutputStream open() throws IOException;
    }

    /** @return whose the credentials are, where they say it */
    private Optional<String> patiently(Call call, long most, Target target, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        AwsCredentials identity =
                AwsCalls.ask(call.action(), call.subject(), deadline, settings -> credentials.resolveCredentials());
        Duration pause = FIRST_PAUSE;
        Duration waited = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            deadline.check("asking AWS about " + call.subject());
            UnansweredException problem;
            boolean throttled = false;
            try {
                Answer answer =
                        send(call, identity, call.body().getBytes(StandardCharsets.UTF_8), most, target, deadline);
                if (answer.status() == 200) {
                    return identity.accountId();
                }
                String code = code(answer);
                throttled = answer.status() == TOO_MANY_REQUESTS || THROTTLED.contains(code);
                boolean later = throttled || answer.status() >= 500;
                problem = AwsCalls.refused(call.action(), call.subject(), code, answer.status(), later, null);
                if (!later) {
                    throw problem;
                }
            } catch (IOException e) {
                problem = AwsCalls.unreachable(call.action(), call.subject(), e);
            }
            Duration rest = AwsCalls.spread(pause);
            // many calls are made at once, and some services answer one in a second: what counts is how long, not how
            // often
            boolean over = throttled
                    ? waited.compareTo(AwsCalls.PATIENCE) >= 0
                            || deadline.remaining().compareTo(rest) <= 0
                    : attempt >= ATTEMPTS;
            if (over) {
                throw problem;
            }
            pauses.sleep(rest.compareTo(deadline.remaining()) < 0 ? rest : deadline.remaining());
            waited = waited.plus(rest);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    /**
     * Asks once and not again, for what can be done without.
     *
     * @param body in the place of the call's own
     * @param most bytes of the answer
     * @return empty when there is nothing of that name
     */
    Optional<byte[]> once(Call call, byte[] body, int most, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        AwsCredentials identity =
                AwsCalls.ask(call.action(), call.subject(), deadline, settings -> credentials.resolveCredentials());
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            Answer answer = send(call, identity, body, most, () -> content, deadline);
            if (answer.status() == 200) {
                return Optional.of(content.toByteArray());
            }
            String code = code(answer);
            if (answer.status() == 404 && !code.equals("NoSuchBucket")) {
                return Optional.empty();
            }
            throw AwsCalls.refused(call.action(), call.subject(), code, answer.status(), false, null);
        } catch (IOException e) {
            throw AwsCalls.unreachable(call.action(), call.subject(), e);
        }
    }

    private Answer send(Call call, AwsCredentials identity, byte[] body, long most, Target target, Deadline deadline)
            throws IOException, DeadlineExceededException, InterruptedException {
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(identity)
                        .request(call.request())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, call.region())
                        // S3 takes keys as they are; other services expect them encoded again
                        .putProperty(
                                AwsV4HttpSigner.DOUBLE_URL_ENCODE,
                                !call.service().equals("s3"))
                        .putProperty(
                                AwsV4HttpSigner.NORMALIZE_PATH, !call.service().equals("s3")));
        HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder().request(signed.request());
        if (body.length > 0) {
            execution.contentStreamProvider(signed.payload().orElseThrow());
        }
        ExecutableHttpRequest sent = http.prepareRequest(execution.build());
        HttpExecuteResponse response = sent.call();
        SdkHttpResponse head = response.httpResponse();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        boolean answered = head.statusCode() == 200;
        try (OutputStream to = answered ? target.open() : error) {
            if (response.responseBody().isPresent()) {
                try (AbortableInputStream in = response.responseBody().get()) {
                    long size = copy(in, to, call, answered ? most : Math.min(most, MAX_ANSWER), deadline);
                    whole(head, size);
                } catch (IOException | DeadlineExceededException | InterruptedException e) {
                    sent.abort();
                    throw e;
                }
            }
        }
        return new Answer(
                head.statusCode(), head.firstMatchingHeader("x-amzn-ErrorType").orElse(""), error.toByteArray());
    }

    /** The client leaves a silent connection; this one that drips. */
    private static long copy(InputStream in, OutputStream to, Call call, long most, Deadline deadline)
            throws IOException, DeadlineExceededException, InterruptedException {
        byte[] part = new byte[8 << 10];
        long size = 0;
        int length;
        while ((length = in.read(part)) >= 0) {
            deadline.check("asking AWS about " + call.subject());
            size += length;
            if (size > most) {
                throw new IOException("endless answer");
            }
            to.write(part, 0, length);
        }
        return size;
    }

    /** Not every client says that a connection ended early. */
    private static void whole(SdkHttpResponse head, long size) throws IOException {
        Optional<String> announced = head.firstMatchingHeader("Content-Length");
        if (announced.isPresent() && !announced.get().strip().equals(Long.toString(size))) {
            throw new IOException("cut off");
        }
    }

    /**
     * In JSON 1.1 the code is in the body, in REST in a header; either may have a name space before or an address behind. The
     * query protocol has it in an element of its XML.
     */
    private String code(Answer answer) {
        String type = answer.errorType();
        if (type.isEmpty()) {
            Matcher xml = XML_CODE.matcher(new String(answer.error(), StandardCharsets.UTF_8));
            if (xml.find()) {
                return AwsCalls.shown(xml.group(1));
            }
            try {
                JsonNode node = json.readTree(answer.error());
                type = node == null ? "" : node.path("__type").asText("");
            } catch (IOException e) {
                return "";
            }
        }
        String code = type.substring(type.indexOf('#') + 1).split(":", 2)[0];
        return AwsCalls.shown(code);
    }
}
