package io.jenkins.lib.containergate.policy.merge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plain values as JSON without blanks, members sorted by name. With Jackson's generator alone, because every verdict has the
 * digest of its policy, and the object mapper would be started for nothing else.
 */
final class SortedJson {
    private static final JsonFactory FACTORY = JsonBounds.own().factory();

    private SortedJson() {}

    static String text(Object plain) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(plain, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every character", e);
        }
        return text.toString();
    }

    private static void write(Object plain, JsonGenerator out) throws IOException {
        if (plain instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : new TreeMap<>(map).entrySet()) {
                out.writeFieldName(member.getKey().toString());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (plain instanceof Collection<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (plain instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (plain instanceof Integer || plain instanceof Long) {
            out.writeNumber(((Number) plain).longValue());
        } else if (plain instanceof Double number) {
            out.writeNumber(number);
        } else if (plain instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (plain instanceof String text) {
            out.writeString(text);
        } else {
            throw new IllegalStateException("plain values always have a JSON form: " + plain.getClass());
        }
    }
}
