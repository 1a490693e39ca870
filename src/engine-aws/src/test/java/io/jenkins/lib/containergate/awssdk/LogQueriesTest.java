package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.aws.FakeLogQueries;
import io.jenkins.lib.containergate.testkit.time.JumpingClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Log groups that are read by queries: all of their events, once each, or an error. */
class LogQueriesTest {
    private static final Instant FROM = Instant.parse("2016-11-28T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-28T00:00:00Z");
    private static final String ARN = "arn:aws:logs:eu-central-1:111122223333:log-group:flows";

    private FakeLogQueries aws;
    private SdkHttpClient http;

    @BeforeEach
    void start() throws Exception {
        aws = FakeLogQueries.start("flows");
        http = UrlConnectionHttpClient.create();
    }

    @AfterEach
    void stop() {
        http.close();
        aws.close();
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(5), Clock.systemUTC());
    }

    private List<String> read(int rows, int page, Duration longest, Deadline deadline)
            throws GateException, InterruptedException {
        SignedCalls calls = new SignedCalls(
                http, StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "hidden-value")));
        AwsLogQueries queries = new AwsLogQueries(
                new AwsLogQueries.Limits(rows, page, Duration.ofMillis(1), longest), Clock.systemUTC());
        URI there = aws.address();
        AwsStoredLogs logs = new AwsStoredLogs(
                calls,
                region -> new JsonService(calls, there, "logs", region, "1.1", "Logs_20140328", "nextToken"),
                there,
                FakeLogQueries.REGION,
                queries);
        List<String> texts = new ArrayList<>();
        assertThat(logs.eventsByQuery("flows", FROM, TO, (stream, text) -> texts.add(text), deadline))
                .isEqualTo(texts.size());
        return texts;
    }

    private List<String> read(int rows, int page) throws GateException, InterruptedException {
        return read(rows, page, Duration.ofMinutes(4), deadline());
    }

    private List<String> events(int many, long apart) {
        return IntStream.range(0, many)
                .mapToObj(number -> {
                    aws.event(FIRST.plusMillis(number * apart), "e" + number);
                    return "e" + number;
                })
                .toList();
    }

    @ParameterizedTest(name = "{0} events, {1} ms apart, {2} a query, {3} a call")
    @CsvSource({
        "0, 1, 10, 10",
        "9, 1, 10, 4",
        "10, 1, 10, 10",
        "11, 1, 10, 3",
        "50, 1, 10, 10",
        "60, 700, 10, 7",
        "70, 3600000, 7, 7"
    })
    void everyEventIsReadOnceInItsOrder(int many, long apart, int rows, int page) throws Exception {
        List<String> expected = events(many, apart);
        assertThat(read(rows, page)).isEqualTo(expected);
    }

    @Test
    void eventsThatAllCameInOneSecondAreTakenApartByMilliseconds() throws Exception {
        List<String> expected = IntStream.range(0, 40).mapToObj(n -> "e" + n).toList();
        for (int i = 0; i < 40; i++) {
            aws.event(FIRST.plusMillis(i / 4), "e" + i);
        }
        assertThat(read(5, 5)).isEqualTo(expected);
    }

    @Test
    void aQueryIsNotAskedForEachRow() throws Exception {
        events(1_000, 60_000);
        read(100, 100);
        assertThat(aws.calls()).filteredOn("StartQuery"::equals).hasSizeLessThan(15);
    }

    @Test
    void moreEventsOfOneMillisecondThanAQueryAnswersAreAnError() {
        for (int i = 0; i < 10; i++) {
            aws.event(FIRST, "e" + i);
        }
        assertThatThrownBy(() -> read(10, 10))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("one millisecond")
                .hasMessageContaining("flows")
                .hasMessageContaining("2026-11-01T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Cancelled", "Timeout", "Unknown", "", "done\u001b[31m"})
    void aQueryThatDoesNotCompleteIsAnErrorAndNamesItsTime(String status) {
        events(3, 1);
        aws.status(status);
        assertThatThrownBy(() -> read(10, 10))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not all of its events are read")
                .hasMessageContaining("from 2016-11-28T00:00:00Z to 2026-11-28T00:00:00Z")
                .hasMessageNotContaining("\u001b");
        assertThat(aws.stopped()).isEmpty();
    }

    @Test
    void fewerRowsThanMatchedAreAnError() {
        events(3, 1);
        aws.keepsBack(2);
        assertThatThrownBy(() -> read(10, 10)).hasMessageContaining("3 of the 5 events");
    }

    @Test
    void aQueryThatDoesNotEndIsStoppedAfterItsTime() {
        events(3, 1);
        aws.status("Running");
        assertThatThrownBy(() -> read(10, 10, Duration.ofMillis(50), deadline()))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(aws.stopped()).containsExactly("query-0");
    }

    @Test
    void theDeadlineOfTheWholeStopsTheQuery() {
        events(3, 1);
        aws.status("Scheduled");
        Clock clock = new JumpingClock(() -> aws.calls().contains("GetQueryResults"));
        assertThatThrownBy(() -> read(10, 10, Duration.ofHours(1), Deadline.after(Duration.ofHours(1), clock)))
                .isInstanceOf(DeadlineExceededException.class);
        assertThat(aws.stopped()).containsExactly("query-0");
    }

    @Test
    void anInterruptStopsTheQuery() throws Exception {
        events(3, 1);
        aws.status("Running");
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                read(10, 10);
            } catch (GateException | InterruptedException e) {
                ended.set(e);
            }
        });
        reader.start();
        while (reader.isAlive() && !aws.calls().contains("GetQueryResults")) {
            Thread.sleep(1);
        }
        reader.interrupt();
        reader.join(120_000);
        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(aws.stopped()).containsExactly("query-0");
    }

    @ParameterizedTest
    @CsvSource({"StartQuery, logs:StartQuery", "GetQueryResults, logs:GetQueryResults"})
    void aMissingPermissionIsNamed(String call, String permission) {
        events(3, 1);
        aws.denies(call);
        assertThatThrownBy(() -> read(10, 10)).hasMessageContaining(permission).hasMessageNotContaining("words");
    }

    @Test
    void withoutThePermissionToStopItTheReasonIsStillTheOneSaid() {
        events(3, 1);
        aws.status("Running").denies("StopQuery");
        assertThatThrownBy(() -> read(10, 10, Duration.ofMillis(50), deadline()))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageNotContaining("logs:StopQuery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"Complete\"}",
                "{\"status\":\"Complete\",\"results\":{}}",
                "{\"status\":\"Complete\",\"results\":[[{\"field\":\"@ptr\",\"value\":\"p\"}]]}",
                "{\"status\":\"Complete\",\"results\":[[{\"field\":\"@timestamp\",\"value\":\"soon\"},"
                        + "{\"field\":\"@logStream\",\"value\":\"s\"},{\"field\":\"@message\",\"value\":\"m\"}]]}",
                "{\"status\":\"Complete\",\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2027-01-01"
                        + " 00:00:00.000\"},"
                        + "{\"field\":\"@logStream\",\"value\":\"s\"},{\"field\":\"@message\",\"value\":\"m\"}]]}"
            })
    void anAnswerThatIsNotWhatWasAskedForIsNoEmptyLog(String answer) throws Exception {
        try (FakeAws strange = new FakeAws();
                AwsSession session = strange.on("StartQuery", "{\"queryId\":\"q\"}")
                        .on("GetQueryResults", answer)
                        .session()) {
            assertThatThrownBy(() -> session.logs(Clock.systemUTC())
                            .eventsByQuery(ARN, FROM, TO, (stream, text) -> {}, deadline()))
                    .hasMessageContaining("something else");
        }
    }

    /** A proxy or an emulator may leave it out: then rows may be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"statistics\":{}", ",\"statistics\":{\"recordsMatched\":\"none\"}"})
    void anAnswerThatDoesNotSayHowManyEventsThereAreIsNoEmptyLog(String statistics) throws Exception {
        try (FakeAws silent = new FakeAws();
                AwsSession session = silent.on("StartQuery", "{\"queryId\":\"q\"}")
                        .on("GetQueryResults", "{\"status\":\"Complete\",\"results\":[]" + statistics + "}")
                        .session()) {
            assertThatThrownBy(() -> session.logs(Clock.systemUTC())
                            .eventsByQuery(ARN, FROM, TO, (stream, text) -> {}, deadline()))
                    .hasMessageContaining("does not say how many events");
        }
    }

    @Test
    void anArnNamesTheLogGroupWithoutItsStreams() throws Exception {
        try (FakeAws other = new FakeAws();
                AwsSession session = other.on("StartQuery", "{\"queryId\":\"q\"}")
                        .on(
                                "GetQueryResults",
                                "{\"status\":\"Complete\",\"results\":[],\"statistics\":{\"recordsMatched\":0.0}}")
                        .session()) {
            assertThat(session.logs(Clock.systemUTC())
                            .eventsByQuery(ARN + ":*", FROM, TO, (stream, text) -> {}, deadline()))
                    .isZero();
            assertThat(other.calls().get(0).body()).contains("\"logGroupIdentifiers\":[\"" + ARN + "\"]");
        }
    }
}
