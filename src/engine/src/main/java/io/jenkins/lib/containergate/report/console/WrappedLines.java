package io.jenkins.lib.containergate.report.console;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Wraps lines that are longer than a terminal is wide between words, indented below their beginning. Tables are cut to
 * fit before they come here, and a word that is longer than a line stays whole.
 */
final class WrappedLines {
    private static final int HANGING = 4;
    /** As {@link ConsoleStyle} writes them. */
    private static final Pattern COLOURS = Pattern.compile("\u001B\\[[0-9;]*m");

    private final int columns;

    WrappedLines(int columns) {
        this.columns = columns;
    }

    /** @param text whole lines, each ending in {@code \n} */
    void print(String text, Appendable out) throws IOException {
        if (columns == ConsoleReport.UNLIMITED) {
            out.append(text);
            return;
        }
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            line(text.substring(start, end), out);
            start = end + 1;
        }
    }

    private void line(String line, Appendable out) throws IOException {
        int indent = line.length() - line.stripLeading().length();
        wrap(
                line.substring(0, indent),
                " ".repeat(Math.min(indent + HANGING, columns / 2)),
                line.substring(indent),
                columns,
                out);
    }

    /**
     * Breaks a text between words; one that is longer than the line stays whole.
     *
     * @param start before its first word
     * @param indent of the lines after the first
     */
    static void wrap(String start, String indent, String text, int columns, Appendable out) throws IOException {
        out.append(start);
        int used = width(start);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            int width = width(word);
            if (!empty && used + 1 + width > columns) {
                out.append('\n').append(indent);
                used = width(indent);
                empty = true;
            }
            out.append(empty ? "" : " ").append(word);
            used += width + (empty ? 0 : 1);
            empty = false;
        }
        out.append('\n');
    }

    /** Without sequences that set colours, which take no columns. */
    private static int width(String text) {
        return DisplayWidth.of(COLOURS.matcher(text).replaceAll(""));
    }
}
