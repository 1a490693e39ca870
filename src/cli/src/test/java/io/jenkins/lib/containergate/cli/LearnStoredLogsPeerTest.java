package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code gate learn segments} from log groups and buckets of Moto's imitation of AWS. */
@Tag("peers")
class LearnStoredLogsPeerTest {
    private static final String FIELDS =
            "flow-direction dstport srcport srcaddr dstaddr protocol action log-status bytes start end tcp-flags"
                    + " ecs-service-name";
    private static final String TO_SHOP =
            "ingress 8080 40000 10.0.1.5 10.0.2.7 6 ACCEPT OK 900 1750000000 1750000060 2 shop";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Moto moto;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @BeforeAll
    static void logs() throws Exception {
        moto = Moto.start();
        call("CreateLogGroup", "{\"logGroupName\": \"flows\"}");
        call("CreateLogGroup", "{\"logGroupName\": \"empty\"}");
        call("CreateLogStream", "{\"logGroupName\": \"flows\", \"logStreamName\": \"eni-1\"}");
        StringBuilder events = new StringBuilder();
        long now = Instant.now().toEpochMilli();
        for (int i = 0; i < 150; i++) {
            events.append(i == 0 ? "" : ",")
                    .append("{\"timestamp\": ")
                    .append(now - 60_000 + i)
                    .append(", \"message\": \"")
                    .append(TO_SHOP)
                    .append("\"}");
        }
        call(
                "PutLogEvents",
                "{\"logGroupName\": \"flows\", \"logStreamName\": \"eni-1\", \"logEvents\": [" + events + "]}");
        put("/trails", new byte[0]);
        put("/trails/" + key("AWSLogs/aws-account-id=1/a b+c%.log.gz"), gzip(FIELDS + "\n" + TO_SHOP + "\n"));
        put("/trails/" + key("AWSLogs/CloudTrail-Digest/d.json.gz"), gzip("{}"));
        put("/trails/other/x.log", "nonsense".getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static void call(String name, String body) throws Exception {
        send(request("/")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Logs_20140328." + name)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/eu-central-1/logs/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static void put(String path, byte[] content) throws Exception {
        send(request(path).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(moto.endpoint() + path));
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void credentials() {
        properties.aws(moto.endpoint().toString(), "testing");
        properties.set("aws.region", "eu-central-1");
    }

    private static Gate learn(String logs, Object... more) {
        Object[] all = new Object[4 + more.length];
        all[0] = "learn";
        all[1] = "segments";
        all[2] = "--flow-logs";
        all[3] = logs;
        System.arraycopy(more, 0, all, 4, more.length);
        return Gate.runFrom(Instant.now(), all);
    }

    @Test
    void aLogGroupIsReadWhole() {
        Gate gate = learn("log-group:flows", "--fields", FIELDS);
        assertThat(gate.err()).isEmpty();
        assertThat(gate.out()).contains("shop from cidr:10.0.1.5/32: tcp 8080, 150 flows");
    }

    /** Moto answers queries without statistics. */
    @Test
    void aQueryThatDoesNotSayHowManyEventsThereAreIsAnError() {
        Gate gate = learn("log-group:flows", "--fields", FIELDS, "--insights");
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("does not say how many events");
    }

    @Test
    void objectsUnderAPrefixAreReadWhateverTheirNames() {
        Gate gate = learn("s3://trails/AWSLogs/");
        assertThat(gate.err()).isEmpty();
        assertThat(gate.out()).contains("shop from cidr:10.0.1.5/32: tcp 8080, 1 flows");
    }

    @Test
    void whatHoldsNothingOrDoesNotExistIsAnError() {
        assertThat(learn("log-group:empty", "--days", "3").err()).contains("holds nothing", "3 days");
        assertThat(learn("log-group:missing").exit()).isEqualTo(3);
        assertThat(learn("s3://trails/none/").err()).contains("holds nothing");
        assertThat(learn("s3://nobody/").exit()).isEqualTo(3);
        assertThat(learn("s3://trails/other/").exit()).isEqualTo(3);
        assertThat(learn("s3://trails/", "--days", "0").exit()).isEqualTo(2);
    }
}
