package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * About how large a pattern gets when its counted repetitions are written out, which RE2/J does before it looks at any text:
 * {@code ((x{1000}){1000}){1000}} would need all memory there is. Reads the pattern as far as that question goes; whether it is
 * a pattern at all is decided when it is compiled.
 */
final class PatternSize {
    private static final Pattern COUNT = Pattern.compile("\\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\\}");

    private final String pattern;
    private final Deque<Long> outer = new ArrayDeque<>();
    /** Of all that stands in the group so far, without the last element. */
    private long size;

    private long element;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** Steps, at least those of a matching program without its counted repetitions. */
    static long of(String pattern) {
        PatternSize reading = new PatternSize(pattern);
        while (reading.at < pattern.length()) {
            reading.read();
        }
        long whole = reading.size + reading.element;
        return reading.outer.stream().mapToLong(Long::longValue).sum() + whole;
    }

    private void read() {
        char c = pattern.charAt(at);
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> element(classEnd(pattern, at));
            case '\\' -> element(escapeEnd());
            case '{' -> repetition();
            default -> element(at + 1);
        }
    }

    private void element(int end) {
        size += element;
        element = 1;
        at = end;
    }

    private void open() {
        size += element;
        element = 0;
        at++;
        if (pattern.startsWith("?", at)) {
            while (at < pattern.length() && ":>)".indexOf(pattern.charAt(at)) < 0) {
                at++;
            }
            boolean flags = at < pattern.length() && pattern.charAt(at) == ')';
            at++;
            if (flags) {
                return;
            }
        }
        outer.push(size);
        size = 0;
    }

    private void close() {
        element += size + 1;
        size = outer.isEmpty() ? 0 : outer.pop();
        at++;
    }

    private void repetition() {
        Matcher count = COUNT.matcher(pattern);
        if (!count.find(at) || count.start() != at) {
            element(at + 1);
            return;
        }
        long least = Long.parseLong(count.group(1));
        String most = count.group(3);
        long times = most == null || most.isEmpty() ? least + 1 : Math.max(least, Long.parseLong(most));
        element = Math.min(Integer.MAX_VALUE, element * times);
        at = count.end();
    }

    /** After the class of characters that begins there. */
    static int classEnd(String pattern, int at) {
        int end = at + 1;
        end += pattern.startsWith("^", end) ? 1 : 0;
        end += pattern.startsWith("]", end) ? 1 : 0;
        while (end < pattern.length() && pattern.charAt(end) != ']') {
            if (pattern.startsWith("[:", end)) {
                int named = pattern.indexOf(":]", end);
                end = named < 0 ? end + 1 : named + 2;
            } else {
                end += pattern.charAt(end) == '\\' ? 2 : 1;
            }
        }
        return end + 1;
    }

    private int escapeEnd() {
        if (pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at);
            return end < 0 ? pattern.length() : end + 2;
        }
        boolean named = at + 2 < pattern.length() && "pPx".indexOf(pattern.charAt(at + 1)) >= 0;
        int brace = named && pattern.charAt(at + 2) == '{' ? pattern.indexOf('}', at) : -1;
        return brace < 0 ? at + 2 : brace + 1;
    }
}
