package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PageContent} of a verdict, gzipped beside its {@link VerdictFile}, so that a page of 20,000 findings does not need
 * everything that is known of each. It proves nothing: whoever decides reads the verdict, and so does the page when this file
 * is missing (earlier versions wrote none), damaged, or of another verdict.
 *
 * <p>{@code {"verdict": CHECKSUM, "head": {...}, "texts": [...], "rows": [[...], ...]}}: a row is the numbers of its texts,
 * -1 for one it does not have.
 */
final class PageFile {
    private static final int NONE = -1;
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(8).document(128L << 20).factory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    PageFile(Path file) {
        this.file = file;
    }

    /** @param verdict tells the verdict that this is of from any other */
    void write(PageContent content, String verdict) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<int[]> rows = content.rows().stream()
                .map(row -> row.texts().stream()
                        .mapToInt(text -> text == null ? NONE : number(text, numbers))
                        .toArray())
                .toList();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file));
                JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("verdict", verdict);
            json.writeObjectField("head", content.head());
            json.writeArrayFieldStart("texts");
            for (String text : numbers.keySet()) {
                json.writeString(text);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (int[] row : rows) {
                json.writeArray(row, 0, row.length);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static int number(String text, Map<String, Integer> numbers) {
        return numbers.computeIfAbsent(text, unused -> numbers.size());
    }

    /**
     * Empty when the verdict has to be read.
     *
     * @param verdict what it was written with
     */
    Optional<PageContent> read(String verdict) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                JsonParser json = MAPPER.createParser(in)) {
            return content(json, verdict);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<PageContent> content(JsonParser json, String verdict) throws IOException {
        require(json.nextToken() == JsonToken.START_OBJECT);
        VerdictHead head = null;
        List<String> texts = new ArrayList<>();
        List<FindingRow> rows = new ArrayList<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "verdict" -> {
                    if (!verdict.equals(json.getText())) {
                        return Optional.empty();
                    }
                }
                case "head" -> head = MAPPER.readValue(json, VerdictHead.class);
                case "texts" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        texts.add(json.getText());
                    }
                }
                case "rows" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        rows.add(FindingRow.of(rows.size() + 1, row(json, texts)));
                    }
                }
                default -> throw new IOException("not written by this version");
            }
        }
        require(json.currentToken() == JsonToken.END_OBJECT && head != null);
        require(json.nextToken() == null); // only the end of the file says whether it is whole
        return Optional.of(new PageContent(head, rows));
    }

    private static List<@Nullable String> row(JsonParser json, List<String> texts) throws IOException {
        List<@Nullable String> row = new ArrayList<>(FindingRow.TEXTS);
        while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            int number = json.getIntValue();
            row.add(number == NONE ? null : texts.get(number));
        }
        require(json.currentToken() == JsonToken.END_ARRAY);
        return row;
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not written by this version");
        }
    }
}
