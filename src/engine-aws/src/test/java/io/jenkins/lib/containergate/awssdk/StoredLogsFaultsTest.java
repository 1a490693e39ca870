package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that AWS answers page by page: all of them, or an error. */
class StoredLogsFaultsTest extends AwsFaults {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-02T00:00:00Z");
    /** Calls of S3 have no name. */
    private static final String S3 = "";

    private List<String> events(String group) throws GateException, InterruptedException {
        List<String> texts = new ArrayList<>();
        assertThat(session.logs(Clock.systemUTC())
                        .events(group, FROM, TO, (stream, text) -> texts.add(stream + " " + text), soon()))
                .isEqualTo(texts.size());
        return texts;
    }

    private List<String> objects(Instant since) throws GateException, InterruptedException {
        List<String> texts = new ArrayList<>();
        session.logs(Clock.systemUTC())
                .objects(
                        "trails",
                        "AWSLogs/",
                        since,
                        (key, in) -> texts.add(key + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8)),
                        soon());
        return texts;
    }

    private static String page(String events, String next) {
        return "{\"events\":[" + events + "]" + (next.isEmpty() ? "" : ",\"nextToken\":\"" + next + "\"") + "}";
    }

    private static String event(String text) {
        return "{\"logStreamName\":\"s\",\"timestamp\":1,\"message\":\"" + text + "\"}";
    }

    @Test
    void allPagesOfALogGroupAreReadAlsoBehindOneThatIsEmpty() throws Exception {
        aws.on("FilterLogEvents", page(event("a"), "1"))
                .on("FilterLogEvents", page("", "2"))
                .on("FilterLogEvents", page(event("b") + "," + event("c"), ""));
        assertThat(events("flows")).containsExactly("s a", "s b", "s c");
        assertThat(aws.calls())
                .extracting(FakeAws.Call::body)
                .allSatisfy(body -> assertThat(body)
                        .contains(
                                "\"logGroupName\":\"flows\"",
                                "\"startTime\":1793491200000",
                                "\"endTime\":1793577600000"));
        assertThat(aws.calls().get(2).body()).contains("\"nextToken\":\"2\"");
    }

    @Test
    void anArnNamesTheLogGroupWithoutItsStreams() throws Exception {
        aws.on("FilterLogEvents", page("", ""));
        assertThat(events("arn:aws:logs:us-west-2:111122223333:log-group:flows:*"))
                .isEmpty();
        assertThat(aws.calls().get(0).body())
                .contains("\"logGroupIdentifier\":\"arn:aws:logs:us-west-2:111122223333:log-group:flows\"");
    }

    @Test
    void anAnswerThatDoesNotEndIsAnError() {
        aws.on("FilterLogEvents", page(event("a"), "1"));
        assertThatThrownBy(() -> events("flows")).hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"events\":{}}", "[]", "x"})
    void anAnswerWithoutEventsIsNoEmptyLog(String answer) {
        aws.on("FilterLogEvents", answer);
        assertThatThrownBy(() -> events("flows")).isInstanceOf(GateException.class);
    }

    @Test
    void aMissingPermissionIsNamedAndTheWordsOfTheServerAreNot() {
        aws.refuses("FilterLogEvents", 400, "AccessDeniedException");
        assertThatThrownBy(() -> events("flows"))
                .hasMessageContaining("logs:FilterLogEvents")
                .hasMessageNotContaining("words");
        aws.refuses(S3, 403, "AccessDenied");
        assertThatThrownBy(() -> objects(Instant.EPOCH)).hasMessageContaining("s3:ListBucket");
    }

    @Test
    void aPermissionThatIsLostOnTheWayEndsTheReading() {
        aws.on("FilterLogEvents", page(event("a"), "1")).refuses("FilterLogEvents", 400, "AccessDeniedException");
        assertThatThrownBy(() -> events("flows")).hasMessageContaining("logs:FilterLogEvents");
    }

    private static String listing(String content) {
        return "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>trails"
                + "</Name>" + content + "</ListBucketResult>";
    }

    private static String object(String key, String written) {
        return "<Contents><Key>" + key + "</Key><LastModified>" + written + "</LastModified><Size>1</Size></Contents>";
    }

    private void s3(String body) {
        aws.on(S3, exchange -> AwsServer.respond(exchange, 200, "application/xml", body));
    }

    @Test
    void objectsOfAllPagesAreReadThatWereWrittenSinceATime() throws Exception {
        s3(listing(object("AWSLogs/old", "2026-10-01T00:00:00.000Z")
                + object("AWSLogs/a&amp;b", "2026-11-01T00:00:00.000Z")
                + object("AWSLogs/", "2026-11-01T00:00:00.000Z")
                + "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"));
        s3("first");
        s3(listing(object("AWSLogs/c", "2026-11-01T00:00:00.000Z") + "<IsTruncated>false</IsTruncated>"));
        s3("second");
        assertThat(objects(FROM)).containsExactly("AWSLogs/a&b first", "AWSLogs/c second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<IsTruncated>true</IsTruncated>",
                "<NextContinuationToken>t</NextContinuationToken>",
                "<Contents><Key>a</Key></Contents><IsTruncated>false</IsTruncated>"
            })
    void aListingThatIsNotWholeIsAnError(String content) {
        s3(listing(content));
        assertThatThrownBy(() -> objects(FROM)).isInstanceOf(GateException.class);
    }

    @Test
    void aListingWithADocumentTypeIsAnError() {
        s3("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><ListBucketResult>&b;</ListBucketResult>");
        assertThatThrownBy(() -> objects(FROM)).isInstanceOf(GateException.class);
    }

    @Test
    void anObjectThatIsCutOffIsFetchedAgain() throws Exception {
        s3(listing(object("AWSLogs/a", "2026-11-01T00:00:00.000Z") + "<IsTruncated>false</IsTruncated>"));
        aws.on(S3, exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            exchange.close();
        });
        s3("whole");
        assertThat(objects(FROM)).containsExactly("AWSLogs/a whole");
    }

    @Test
    void aBucketWithAnotherNameThanS3AllowsIsNotAskedFor() {
        assertThatThrownBy(() -> session.logs(Clock.systemUTC()).objects("../a", "", FROM, (key, in) -> {}, soon()))
                .hasMessageContaining("does not allow");
        assertThat(aws.calls()).isEmpty();
    }
}
