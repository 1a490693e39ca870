package io.jenkins.lib.containergate.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of one extended header, {@code LENGTH KEY=VALUE\n} each.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX, pax extended header</a>
 */
final class PaxRecords {
    private static final Set<String> TEXTS = Set.of("path", "linkpath", "uname", "gname");

    /** No secret is shorter. */
    static final int SHORTEST_NOTE = 16;

    /** What is said elsewhere, or is a number. */
    private static final Set<String> NO_NOTES =
            Set.of("path", "linkpath", "size", "uid", "gid", "mtime", "atime", "ctime", "charset", "hdrcharset");

    private final Map<String, byte[]> records = new LinkedHashMap<>();

    static PaxRecords none() {
        return new PaxRecords();
    }

    static PaxRecords parse(byte[] bytes) throws MalformedArchiveException {
        PaxRecords parsed = new PaxRecords();
        int position = 0;
        while (position < bytes.length) {
            position = parsed.parseOne(bytes, position);
        }
        return parsed;
    }

    private int parseOne(byte[] bytes, int start) throws MalformedArchiveException {
        int space = indexOf(bytes, (byte) ' ', start, bytes.length);
        int length = 0;
        for (int i = start; i < space; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || length > bytes.length) {
                throw malformed();
            }
            length = length * 10 + bytes[i] - '0';
        }
        int end = start + length;
        if (space < 0 || length > bytes.length - start || end <= space + 1 || bytes[end - 1] != '\n') {
            throw malformed();
        }
        int equals = indexOf(bytes, (byte) '=', space + 1, end - 1);
        if (equals <= space + 1) {
            throw malformed();
        }
        String key = new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8);
        byte[] value = Arrays.copyOfRange(bytes, equals + 1, end - 1);
        boolean zero = TEXTS.contains(key) ? indexOf(value, (byte) 0, 0, value.length) >= 0 : key.indexOf('\0') >= 0;
        if (zero) {
            throw malformed();
        }
        records.put(key, value);
        return end;
    }

    /** The record's value; an empty one leaves the plain header's value in force, as runtimes have it. */
    Optional<byte[]> get(String key) {
        return Optional.ofNullable(records.get(key)).filter(value -> value.length > 0);
    }

    Optional<String> text(String key) {
        return get(key).map(value -> EntryName.decode(value, 0, value.length));
    }

    /** Each other record that is long enough, as {@code KEY=VALUE} on a line of its own. */
    String notes() {
        StringBuilder notes = new StringBuilder();
        for (Map.Entry<String, byte[]> each : records.entrySet()) {
            if (!NO_NOTES.contains(each.getKey()) && each.getKey().length() + each.getValue().length >= SHORTEST_NOTE) {
                notes.append(each.getKey()).append('=');
                notes.append(new String(each.getValue(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return notes.toString();
    }

    boolean sparse() {
        for (String key : records.keySet()) {
            if (key.startsWith("GNU.sparse.")) {
                return true;
            }
        }
        return false;
    }

    ExtendedAttributes attributes() {
        return ExtendedAttributes.of(records.keySet());
    }

    private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static MalformedArchiveException malformed() {
        return new MalformedArchiveException("an extended tar header is malformed");
    }
}
