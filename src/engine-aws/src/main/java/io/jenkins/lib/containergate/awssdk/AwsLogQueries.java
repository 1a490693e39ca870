package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.StoredLogs;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All events of a log group, by queries of CloudWatch Logs Insights. A query answers so many rows and no more: those at its
 * beginning are taken, and the rest of its time is asked for piece by piece.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html">StartQuery</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html">GetQueryResults</a>
 */
final class AwsLogQueries {
    private static final int PAGE = 64 << 20;
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final Set<String> RUNS = Set.of("Scheduled", "Running");

    private final Limits limits;
    private final Clock clock;

    /**
     * @param rows of one query, at most those that AWS answers
     * @param page rows of one call
     * @param pause between two looks at whether a query has ended
     * @param longest time for one query
     */
    record Limits(int rows, int page, Duration pause, Duration longest) {
        static Limits ofAws() {
            return new Limits(10_000, 1_000, Duration.ofSeconds(1), Duration.ofHours(1));
        }
    }

    AwsLogQueries(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * @param service CloudWatch Logs in the region of the log group
     * @param group a name or an ARN without the pattern of its streams
     * @return how many there were
     * @throws GateException when not all of them are answered
     */
    long events(
            JsonService service, String group, Instant from, Instant to, StoredLogs.Events events, Deadline deadline)
            throws GateException, InterruptedException {
        Reading reading = new Reading(service, group, events, deadline);
        try {
            reading.read(new Part(from.toEpochMilli(), to.toEpochMilli()));
        } catch (UnansweredException e) {
            throw e.asError();
        }
        return reading.count;
    }

    private static long roundedUp(long value, long by) {
        return -Math.floorDiv(-value, by);
    }

    /** Milliseconds since 1970; the end is not in it. */
    private record Part(long from, long to) {
        @Override
        public String toString() {
            return "from " + Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to);
        }
    }

    /** @param last the time of the last row; with as many rows as a query answers, its events were not taken */
    private record Taken(long rows, long matched, long first, long last) {}

    private final class Reading {
        private final JsonService service;
        private final String group;
        private final String subject;
        private final StoredLogs.Events events;
        private final Deadline deadline;
        private long count;

        private Reading(JsonService service, String group, StoredLogs.Events events, Deadline deadline) {
            this.service = service;
            this.group = group;
            this.subject = "the log group " + group;
            this.events = events;
            this.deadline = deadline;
        }

        /**
         * The first query is about all of the time, so that none ends before the log group began, which AWS refuses. Those
         * behind it are about as much time as their events allow, and the last about what is left.
         */
        private void read(Part whole) throws GateException, UnansweredException, InterruptedException {
            Part part = whole;
            Taken taken = query(part);
            long matched = taken.matched();
            while (true) {
                boolean all = taken.rows() < limits.rows();
                long from = all ? part.to() : taken.last();
                long length = part.to() - part.from();
                if (from == whole.to()) {
                    whole(count, matched, whole);
                    return;
                }
                if (!all && length == 1) {
                    throw new GateException(
                            subject + " has " + limits.rows() + " events or more of one millisecond, "
                                    + Instant.ofEpochMilli(part.from()) + ", which is more than a query answers",
                            "read it without --insights, or from an export to S3");
                }
                long next = all ? 2 * length : Math.max(1, taken.last() - taken.first());
                boolean rest = matched - count < limits.rows() && part.to() < whole.to();
                part = new Part(from, rest ? whole.to() : Math.min(whole.to(), from + next));
                taken = query(part);
            }
        }

        /** @return how far the events of the part were taken */
        private Taken query(Part part) throws GateException, UnansweredException, InterruptedException {
            String id = start(part);
            boolean ended = false;
            JsonNode answer;
            try {
                answer = ended(id, part);
                ended = true;
            } finally {
                if (!ended) {
                    stop(id);
                }
            }
            String status = answer.path("status").asText();
            if (!status.equals("Complete")) {
                throw new GateException(
                        "a query of " + subject + " " + part + " ended as "
                                + (AwsCalls.shown(status).isEmpty() ? "something unknown" : status)
                                + ": not all of its events are read",
                        "run it again, with fewer --days, or without --insights");
            }
            return take(id, answer, part);
        }

        private String start(Part part) throws GateException, UnansweredException, InterruptedException {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            if (group.startsWith("arn:")) {
                input.putArray("logGroupIdentifiers").add(group);
            } else {
                input.put("logGroupName", group);
            }
            input.put("startTime", Math.floorDiv(part.from(), 1_000))
                    .put("endTime", roundedUp(part.to(), 1_000))
                    // the call knows whole seconds, both of them inclusive
                    .put(
                            "queryString",
                            "fields @timestamp, @logStream, @message | filter toMillis(@timestamp) >= " + part.from()
                                    + " and toMillis(@timestamp) < " + part.to() + " | sort @timestamp asc | limit "
                                    + limits.rows());
            String id = service.ask(AwsAction.LOGS_START_QUERY, subject, input, deadline)
                    .path("queryId")
                    .asText("");
            if (id.isEmpty()) {
                throw AwsCalls.strange(subject);
            }
            return id;
        }

        private JsonNode ended(String id, Part part) throws GateException, UnansweredException, InterruptedException {
            String activity = "waiting for a query of " + subject + " " + part;
            Deadline query = Deadline.after(limits.longest(), clock);
            while (true) {
                JsonNode answer = page(id, null);
                if (!RUNS.contains(answer.path("status").asText())) {
                    return answer;
                }
                query.check(activity);
                deadline.check(activity);
                Thread.sleep(limits.pause().toMillis());
            }
        }

        private JsonNode page(String id, @Nullable String token)
                throws GateException, UnansweredException, InterruptedException {
            ObjectNode input =
                    JsonNodeFactory.instance.objectNode().put("queryId", id).put("maxItems", limits.page());
            return service.ask(
                    AwsAction.LOGS_GET_QUERY_RESULTS,
                    subject,
                    token == null ? input : input.put("nextToken", token),
                    PAGE,
                    deadline);
        }

        private Taken take(String id, JsonNode first, Part part)
                throws GateException, UnansweredException, InterruptedException {
            // rows of the latest time are not all there where the query had more rows than it answers
            List<LogRow> latest = new ArrayList<>();
            long rows = 0;
            long time = part.from();
            long start = part.from();
            JsonNode page = first;
            while (true) {
                for (JsonNode each : JsonService.elements(page, "results", subject)) {
                    LogRow row = LogRow.of(each, subject);
                    if (row.time() < time || row.time() >= part.to()) {
                        throw AwsCalls.strange(subject);
                    }
                    if (row.time() > time) {
                        give(latest);
                        time = row.time();
                    }
                    latest.add(row);
                    start = rows == 0 ? time : start;
                    rows++;
                }
                String token = JsonService.token(page.path("nextToken"));
                if (token == null || token.isEmpty()) {
                    break;
                }
                if (rows > limits.rows()) {
                    throw AwsCalls.strange(subject);
                }
                page = page(id, token);
                if (JsonService.elements(page, "results", subject).isEmpty()
                        && token.equals(JsonService.token(page.path("nextToken")))) {
                    throw AwsCalls.strange(subject);
                }
            }
            JsonNode said = first.path("statistics").path("recordsMatched");
            if (!said.isNumber()) {
                throw new GateException(
                        "AWS does not say how many events of " + subject + " " + part
                                + " there are, so it is not known whether it answered all",
                        "run it again, or without --insights");
            }
            long matched = said.asLong();
            if (rows < limits.rows()) {
                whole(rows, matched, part);
                give(latest);
            }
            return new Taken(rows, matched, start, time);
        }

        private void whole(long rows, long matched, Part part) throws GateException {
            if (rows < matched) {
                throw new GateException(
                        "AWS answered " + rows + " of the " + matched + " events of " + subject + " " + part,
                        "run it again, or without --insights");
            }
        }

        private void give(List<LogRow> rows) throws GateException {
            for (LogRow row : rows) {
                events.event(row.stream(), row.text());
            }
            count += rows.size();
            rows.clear();
        }

        /** What it came to is said by whatever ended the reading. */
        private void stop(String id) {
            boolean interrupted = Thread.interrupted();
            try {
                service.ask(
                        AwsAction.LOGS_STOP_QUERY,
                        subject,
                        JsonNodeFactory.instance.objectNode().put("queryId", id),
                        Deadline.after(STOPPING, clock));
            } catch (UnansweredException | GateException e) {
                // AWS ends it by itself, an hour after it began
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
