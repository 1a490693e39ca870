package io.jenkins.lib.containergate.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code feeds.json} of a data directory: {@code {"version": 1, "feeds": {PATH: {"etag": ..., "sha256": ...}}}}. */
final class FeedRecords {
    static final String FILE = "feeds.json";
    static final int MAX_BYTES = 1 << 20;

    private static final String REMEDY = "remove the file: everything is fetched again then";

    private FeedRecords() {}

    /** @throws GateException when it is not such a file */
    static Map<String, FeedRecord> parse(byte[] json, String name) throws GateException {
        StrictJson document = StrictJson.parse(json, name);
        Map<String, FeedRecord> records = new TreeMap<>();
        try {
            for (String path : document.namesOf("feeds")) {
                StrictJson feed = document.required("feeds").required(path);
                records.put(
                        path,
                        new FeedRecord(
                                text(feed, "etag"),
                                text(feed, "lastModified"),
                                Digest.parse("sha256:" + feed.required("sha256").text()),
                                feed.required("bytes").number(),
                                Instant.parse(feed.required("fetchedAt").text()),
                                Instant.parse(feed.required("checkedAt").text()),
                                text(feed, "newest").map(Instant::parse)));
            }
        } catch (DateTimeException e) {
            throw new GateException(name + " holds a time that cannot be read", REMEDY, e);
        }
        return records;
    }

    private static Optional<String> text(StrictJson feed, String name) throws GateException {
        return Optional.of(feed.textOf(name)).filter(value -> !value.isEmpty());
    }

    static byte[] write(Map<String, FeedRecord> records) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonBounds.own().factory().createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeObjectFieldStart("feeds");
            for (Map.Entry<String, FeedRecord> each : new TreeMap<>(records).entrySet()) {
                json.writeObjectFieldStart(each.getKey());
                FeedRecord feed = each.getValue();
                optional(json, "etag", feed.etag());
                optional(json, "lastModified", feed.lastModified());
                json.writeStringField("sha256", feed.digest().hex());
                json.writeNumberField("bytes", feed.bytes());
                json.writeStringField("fetchedAt", feed.fetchedAt().toString());
                json.writeStringField("checkedAt", feed.checkedAt().toString());
                optional(json, "newest", feed.newest().map(Instant::toString));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
