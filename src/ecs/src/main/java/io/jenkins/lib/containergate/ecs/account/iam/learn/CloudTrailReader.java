package io.jenkins.lib.containergate.ecs.account.iam.learn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.LogLines;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads events of CloudTrail one by one, plain or gzip, whatever the size of the file: the files that CloudTrail writes to S3
 * ({@code Records}), one event a line as CloudWatch Logs exports them, and what {@code aws logs filter-log-events} and
 * {@code aws cloudtrail lookup-events} print.
 */
public final class CloudTrailReader {
    private static final int CHECK_EVERY = 1_000;
    private static final int PEEK = 4 << 10;
    private static final int DEPTH = 100;
    private static final Pattern DOCUMENT =
            Pattern.compile("\\s*\\{\\s*\"(?:Records|events|Events|searchedLogStreams|NextToken)\".*", Pattern.DOTALL);
    /** Exports of CloudWatch Logs put the time of the event before each line. */
    private static final Pattern TIME = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}T[0-9:.]{5,20}Z ");

    private final int longest;
    private final Deadline deadline;
    private final JsonFactory factory;

    /** @param longest bytes of a line and of a text in a document; a longer line counts as not read */
    public CloudTrailReader(int longest, Deadline deadline) {
        this.longest = longest;
        this.deadline = deadline;
        this.factory = JsonBounds.depth(DEPTH).texts(longest).withoutSharedNames();
    }

    /**
     * @param name of the file, for people
     * @param in stays open
     * @throws GateException when it is damaged: what comes after that place cannot be counted
     */
    public void read(String name, InputStream in, LearnedCalls calls) throws GateException, InterruptedException {
        try {
            BufferedInputStream text = Compression.uncompressed(in);
            text.mark(PEEK);
            String beginning = new String(text.readNBytes(PEEK), StandardCharsets.UTF_8);
            text.reset();
            if (DOCUMENT.matcher(beginning).matches()) {
                documents(name, text, calls);
            } else {
                lines(name, text, calls);
            }
        } catch (IOException e) {
            throw new GateException(
                    "the CloudTrail log " + SafeText.visible(name) + " cannot be read",
                    "give whole files as CloudTrail or CloudWatch Logs writes them: JSON, plain or gzip",
                    e);
        }
    }

    /** Reads one event from text, as CloudWatch Logs keeps it. */
    public void event(String place, String text, LearnedCalls calls) throws GateException {
        try (JsonParser json = factory.createParser(TIME.matcher(text).replaceFirst(""))) {
            Optional<CloudTrailEvent> event =
                    json.nextToken() == JsonToken.START_OBJECT ? CloudTrailEvent.read(json) : Optional.empty();
            if (event.isPresent() && json.nextToken() == null) {
                calls.add(event.get());
            } else {
                calls.unread(place);
            }
        } catch (IOException e) {
            calls.unread(place);
        }
    }

    private void lines(String name, InputStream in, LearnedCalls calls)
            throws IOException, GateException, InterruptedException {
        LogLines.read(in, longest, deadline, "reading CloudTrail logs", (number, text) -> {
            String place = name + ":" + number;
            if (text.isEmpty()) {
                calls.unread(place);
            } else {
                event(place, text.get(), calls);
            }
        });
    }

    /** One document, or several in a row. */
    private void documents(String name, InputStream in, LearnedCalls calls)
            throws IOException, GateException, InterruptedException {
        try (JsonParser json = factory.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            for (JsonToken root = json.nextToken(); root != null; root = json.nextToken()) {
                if (root != JsonToken.START_OBJECT) {
                    throw new IOException("not an object");
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String list = json.currentName();
                    json.nextToken();
                    switch (list) {
                        case "Records" -> elements(name, json, "", calls);
                        case "events" -> elements(name, json, "message", calls);
                        case "Events" -> elements(name, json, "CloudTrailEvent", calls);
                        default -> json.skipChildren();
                    }
                }
            }
        }
    }

    /** @param member of each element that has the event as a text; empty when the element is the event */
    private void elements(String name, JsonParser json, String member, LearnedCalls calls)
            throws IOException, GateException, InterruptedException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("not a list");
        }
        long count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            check(++count);
            String place = name + "#" + count;
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                calls.unread(place);
            } else if (member.isEmpty()) {
                Optional<CloudTrailEvent> event = CloudTrailEvent.read(json);
                if (event.isPresent()) {
                    calls.add(event.get());
                } else {
                    calls.unread(place);
                }
            } else {
                String text = "";
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = json.currentName().equals(member);
                    if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
                        text = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
                event(place, text, calls);
            }
        }
    }

    private void check(long count) throws GateException, InterruptedException {
        if (count % CHECK_EVERY == 0) {
            deadline.check("reading CloudTrail logs");
        }
    }
}
