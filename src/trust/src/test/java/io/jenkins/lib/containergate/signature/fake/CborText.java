package io.jenkins.lib.containergate.signature.fake;

import io.jenkins.lib.containergate.signature.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Values in CBOR (RFC 8949), each in its shortest form. */
public final class CborText {
    private CborText() {}

    /** @param number of the tag */
    public record Tag(long number, Object value) {}

    /** Bytes that are a value already. */
    public record Raw(byte[] encoded) {}

    /** @param value a Long, a text, {@link Bytes}, a list, a map, true, false, null, {@link Tag} or {@link Raw} */
    public static byte[] of(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof Raw raw) {
            out.writeBytes(raw.encoded());
        } else if (value instanceof Long number) {
            head(number < 0 ? 1 : 0, number < 0 ? -1 - number : number, out);
        } else if (value instanceof Bytes bytes) {
            head(2, bytes.size(), out);
            out.writeBytes(bytes.toArray());
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(3, bytes.length, out);
            out.writeBytes(bytes);
        } else if (value instanceof List<?> list) {
            head(4, list.size(), out);
            list.forEach(each -> write(each, out));
        } else if (value instanceof Map<?, ?> map) {
            head(5, map.size(), out);
            map.forEach((key, each) -> {
                write(key, out);
                write(each, out);
            });
        } else if (value instanceof Tag tag) {
            head(6, tag.number(), out);
            write(tag.value(), out);
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 0xf5 : 0xf4);
        } else {
            throw new IllegalArgumentException("no CBOR for " + value);
        }
    }

    private static void head(int kind, long argument, ByteArrayOutputStream out) {
        int octets = argument < 24 ? 0 : argument < 1 << 8 ? 1 : argument < 1 << 16 ? 2 : argument < 1L << 32 ? 4 : 8;
        int detail = octets == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(octets);
        out.write(kind << 5 | detail);
        byte[] whole = ByteBuffer.allocate(8).putLong(argument).array();
        out.write(whole, 8 - octets, octets);
    }
}
