package io.jenkins.lib.containergate.ecs.confinement;

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
import java.util.Optional;

/**
 * Reads events of a test run, plain or gzip, whatever the size: logs of auditd and of the kernel line by line, and findings of
 * GuardDuty as JSON, one or many, as the API, EventBridge and exports to S3 write them.
 */
public final class ConfinementReader {
    private static final int CHECK_EVERY = 1_000;
    private static final int DEPTH = 64;

    private final int longest;
    private final Deadline deadline;
    private final JsonFactory factory;

    /** @param longest bytes of a line and of a text in JSON */
    public ConfinementReader(int longest, Deadline deadline) {
        this.longest = longest;
        this.deadline = deadline;
        this.factory = JsonBounds.depth(DEPTH).texts(longest).withoutSharedNames();
    }

    /**
     * @param name of the file, for people
     * @param in stays open
     * @throws GateException when it is damaged: what comes after that place cannot be counted
     */
    public void read(String name, InputStream in, LearnedConfinement learned)
            throws GateException, InterruptedException {
        try {
            BufferedInputStream text = Compression.uncompressed(in);
            text.mark(1);
            int first = text.read();
            text.reset();
            if (first == '{' || first == '[') {
                documents(text, learned);
            } else {
                lines(name, text, learned);
            }
        } catch (IOException e) {
            throw new GateException(
                    "the events " + SafeText.visible(name) + " cannot be read",
                    "give whole files: the log of auditd, the kernel log, or findings of GuardDuty as JSON",
                    e);
        }
    }

    /** Reads one line of text. */
    public void line(String place, String text, LearnedConfinement learned) throws GateException {
        if (text.startsWith("{")) {
            finding(place, text, learned);
            return;
        }
        if (!AuditRecord.claims(text)) {
            learned.other();
            return;
        }
        Optional<AuditRecord> record = AuditRecord.read(text);
        if (record.isPresent()) {
            learned.add(record.get());
        } else {
            learned.unread(place);
        }
    }

    private void finding(String place, String text, LearnedConfinement learned) throws GateException {
        try (JsonParser json = factory.createParser(text)) {
            json.nextToken();
            RuntimeFinding.read(json, found -> take(found, learned));
        } catch (IOException e) {
            learned.unread(place);
        }
    }

    private static void take(Optional<RuntimeFinding> finding, LearnedConfinement learned) throws GateException {
        if (finding.isPresent()) {
            learned.add(finding.get());
        } else {
            learned.other();
        }
    }

    private void lines(String name, InputStream in, LearnedConfinement learned)
            throws IOException, GateException, InterruptedException {
        LogLines.read(in, longest, deadline, "reading events", (number, text) -> {
            String place = name + ":" + number;
            if (text.isEmpty()) {
                learned.unread(place);
            } else {
                line(place, text.get(), learned);
            }
        });
    }

    /** One document, or several in a row. */
    private void documents(InputStream in, LearnedConfinement learned)
            throws IOException, GateException, InterruptedException {
        try (JsonParser json = factory.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            long count = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                check(++count);
                if (token == JsonToken.START_OBJECT) {
                    RuntimeFinding.read(json, finding -> take(finding, learned));
                } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
                    throw new IOException("not an object");
                }
            }
        }
    }

    private void check(long count) throws GateException, InterruptedException {
        if (count % CHECK_EVERY == 0) {
            deadline.check("reading events");
        }
    }
}
