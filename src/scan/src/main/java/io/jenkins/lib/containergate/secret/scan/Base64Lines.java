package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Base64Run;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * Where base 64 begins and ends that is wrapped over several lines or has the slashes of JSON.
 *
 * @param bytes those of the text
 * @param shortest characters of the shortest run that is looked at by itself
 */
record Base64Lines(TextWindow text, byte[] bytes, int shortest) {
    /** Lines of wrapped base 64 have 64 or 76 characters. */
    private static final int WRAPPED = 60;
    /** A line break with the indentation of the next line, as in a block of YAML. */
    private static final int MOST_INDENTED = 32;

    /** Where the run ends: it goes on over line breaks where lines are as long as encoders wrap them. */
    int end(int position) {
        int end = Base64Run.end(bytes, position, text.end());
        int lineStart = position;
        while (end - lineStart >= WRAPPED && wrap(end) > 0 || slash(end)) {
            lineStart = slash(end) ? end + 1 : end + wrap(end);
            end = Base64Run.end(bytes, lineStart, text.end());
        }
        return end;
    }

    /** What stands before an escaped slash may be too short to be looked at by itself. */
    int begin(int position) {
        int begin = position;
        while (begin > 1 && slash(begin - 1) && position - begin < shortest * shortest) {
            int before = begin - 1;
            while (before > 0 && begin - before <= shortest && Characters.base64(text.at(before - 1))) {
                before--;
            }
            if (before == begin - 1) {
                return begin;
            }
            begin = before;
        }
        return begin;
    }

    /** A slash as some write it in JSON. */
    private boolean slash(int at) {
        return text.at(at) == '\\' && text.at(at + 1) == '/';
    }

    /** Length of a line break with base 64 on its other side, 0 otherwise; literal {@code \n} counts. */
    private int wrap(int at) {
        int length = text.at(at) == '\r' && text.at(at + 1) == '\n' || text.startsWith("\\n", at)
                ? 2
                : text.at(at) == '\n' ? 1 : 0;
        if (length == 0) {
            return 0;
        }
        int indented = length;
        while (indented < MOST_INDENTED && (text.at(at + indented) == ' ' || text.at(at + indented) == '\t')) {
            indented++;
        }
        return Characters.base64(text.at(at + indented)) ? indented : 0;
    }
}
