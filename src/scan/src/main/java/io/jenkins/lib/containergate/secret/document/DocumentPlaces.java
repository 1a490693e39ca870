package io.jenkins.lib.containergate.secret.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a document a second time to say which of its values stand at given positions. What does not parse, or is longer
 * or deeper than documents are, has no answer: the line of a finding remains.
 */
public final class DocumentPlaces {
    /** Values within values. */
    static final int DEEPEST = 500;

    private static final int LONGEST_JSON = 16 << 20;
    private static final int LONGEST_YAML = 1 << 20;
    private static final int HEAD = 512;
    private static final Pattern YAML_NAME = Pattern.compile("(?i)(\\.ya?ml(\\.(gz|xz|zst|bz2))?|/\\.kube/config)$");
    private static final List<byte[]> BYTE_ORDER_MARKS = List.of(
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {(byte) 0xfe, (byte) 0xff});

    private DocumentPlaces() {}

    /** Opens the document at its beginning. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /**
     * @param path whose ending says YAML; JSON is known by how it begins
     * @param size in bytes
     * @param positions of bytes, ascending
     * @return by position; nothing for those in no value
     */
    public static Map<Long, DocumentPlace> at(String path, Source source, long size, List<Long> positions)
            throws IOException {
        if (size > LONGEST_JSON) {
            return Map.of();
        }
        boolean json;
        int mark;
        try (InputStream in = source.open()) {
            byte[] head = in.readNBytes(HEAD);
            mark = markLength(head);
            json = json(head, mark);
        }
        Map<Long, DocumentPlace> places = Map.of();
        if (json) {
            try (InputStream in = after(source.open(), mark)) {
                places = JsonPlaces.at(in, mark, positions);
            }
        }
        if (places.isEmpty() && size <= LONGEST_YAML && YAML_NAME.matcher(path).find()) {
            try (InputStream in = after(source.open(), mark)) {
                places = YamlPlaces.at(in.readNBytes(LONGEST_YAML), mark, positions);
            }
        }
        return places;
    }

    private static InputStream after(InputStream in, int mark) throws IOException {
        in.skipNBytes(mark);
        return in;
    }

    private static int markLength(byte[] head) {
        for (byte[] mark : BYTE_ORDER_MARKS) {
            if (head.length >= mark.length && Arrays.equals(mark, 0, mark.length, head, 0, mark.length)) {
                return mark.length;
            }
        }
        return 0;
    }

    private static boolean json(byte[] head, int from) {
        int i = from;
        while (i < head.length && (head[i] == ' ' || head[i] == '\n' || head[i] == '\r' || head[i] == '\t')) {
            i++;
        }
        return i < head.length && (head[i] == '{' || head[i] == '[');
    }
}
