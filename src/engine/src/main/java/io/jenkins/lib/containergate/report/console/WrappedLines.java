package io.jenkins.lib.containergate.report.console;

import java.io.IOException;

/**
 * Wraps lines that are longer than a terminal is wide between words, indented below their beginning. Tables are cut to
 * fit before they come here, and a word that is longer than a line stays whole.
 */
final class WrappedLines {
    private static final int HANGING = 4;

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
            wrap(text.substring(start, end), out);
            out.append('\n');
            start = end + 1;
        }
    }

    private void wrap(String line, Appendable out) throws IOException {
        if (width(line) <= columns) {
            out.append(line);
            return;
        }
        int indent = line.length() - line.stripLeading().length();
        int used = 0;
        boolean first = true;
        int start = 0;
        while (start < line.length()) {
            int end = wordEnd(line, start);
            String word = line.substring(start, end);
            int width = width(word);
            if (!first && used + width > columns) {
                String shown = word.stripLeading();
                used = Math.min(indent + HANGING, columns / 2);
                out.append('\n').append(" ".repeat(used)).append(shown);
                used += width(shown);
            } else {
                out.append(word);
                used += width;
            }
            first = false;
            start = end;
        }
    }

    /** The end of the blanks at a place and of the word after them. */
    private static int wordEnd(String line, int start) {
        int end = start;
        while (end < line.length() && line.charAt(end) == ' ') {
            end++;
        }
        while (end < line.length() && line.charAt(end) != ' ') {
            end++;
        }
        return end;
    }

    /** Without sequences that set colours, which take no columns. */
    private static int width(String text) {
        int colours = 0;
        int escape = text.indexOf('\u001B');
        while (escape >= 0) {
            int end = text.indexOf('m', escape);
            if (end < 0) {
                break;
            }
            colours += DisplayWidth.of(text.substring(escape, end + 1));
            escape = text.indexOf('\u001B', end);
        }
        return DisplayWidth.of(text) - colours;
    }
}
