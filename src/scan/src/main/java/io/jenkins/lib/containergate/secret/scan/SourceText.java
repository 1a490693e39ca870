package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.document.DocumentPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The whole text of a file in which something was found, read when it is asked for. One that is too long is empty. */
final class SourceText {
    private static final int LONGEST = 1 << 20;
    /** Of one value; with more of them it counts as in use. */
    private static final int MOST_PLACES = 16;
    /** Of a line, on either side of a value. */
    private static final int REACH = 400;

    private final DocumentPlaces.Source source;
    private @Nullable String known;

    SourceText(DocumentPlaces.Source source) {
        this.source = source;
    }

    /** A character a byte. */
    String content() {
        String content = known;
        if (content == null) {
            content = read();
            known = content;
        }
        return content;
    }

    private String read() {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Whether the value is there as it was found, and each of its places is such a one.
     *
     * @param place of what stands before and behind it in its line
     */
    boolean everywhere(String value, BiPredicate<String, String> place) {
        String content = content();
        int places = 0;
        for (int at = content.indexOf(value); at >= 0; at = content.indexOf(value, at + value.length())) {
            places++;
            if (places > MOST_PLACES || !place.test(before(content, at), behind(content, at + value.length()))) {
                return false;
            }
        }
        return places > 0;
    }

    private static String before(String content, int end) {
        int start = Math.max(content.lastIndexOf('\n', end - 1) + 1, end - REACH);
        return content.substring(start, end);
    }

    private static String behind(String content, int start) {
        int line = content.indexOf('\n', start);
        return content.substring(start, Math.min(line < 0 ? content.length() : line, start + REACH));
    }
}
