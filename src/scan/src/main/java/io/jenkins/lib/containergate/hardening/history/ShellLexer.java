package io.jenkins.lib.containergate.hardening.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits a POSIX shell script into simple commands and these into words, quotes removed, in one pass. Expands nothing:
 * {@code $(...)} and backquotes become commands of their own.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html">Shell Command Language</a>
 */
final class ShellLexer {
    private static final int MAX_NESTING = 100;
    private static final char NOTHING = '\0';

    private final String script;
    private final List<List<String>> commands = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Frame frame = new Frame(NOTHING);
    private int position;

    private ShellLexer(String script) {
        this.script = script;
    }

    /** Words of each command in the order the commands end; none is empty. */
    static List<List<String>> commands(String script) {
        ShellLexer lexer = new ShellLexer(script);
        lexer.run();
        return lexer.commands;
    }

    private void run() {
        while (position < script.length()) {
            char character = script.charAt(position++);
            if (character == '\\') {
                escape();
            } else if (character == '$' && peek() == '(') {
                position++;
                open(')');
            } else if (character == '`') {
                backquote();
            } else if (character == '"') {
                frame.quoted = !frame.quoted;
                frame.inWord = true;
            } else if (frame.quoted) {
                frame.append(character);
            } else {
                unquoted(character);
            }
        }
        while (!frames.isEmpty()) {
            close();
        }
        endCommand();
    }

    private void unquoted(char character) {
        switch (character) {
            case '\'' -> literal();
            case ' ', '\t', '\r' -> frame.endWord();
            case '<', '>' -> redirection();
            case '\n', ';', '|', '(' -> endCommand();
            case '&' -> {
                if (peek() == '>') {
                    position++;
                    redirection();
                } else {
                    endCommand();
                }
            }
            case ')' -> {
                if (frame.closedBy == ')') {
                    close();
                } else {
                    endCommand();
                }
            }
            case '#' -> {
                if (frame.inWord) {
                    frame.append(character);
                } else {
                    comment();
                }
            }
            default -> frame.append(character);
        }
    }

    /** The target of a redirection becomes a word of its own. */
    private void redirection() {
        frame.endWord();
        while (peek() == '>' || peek() == '<' || peek() == '&') {
            position++;
        }
    }

    private void escape() {
        if (position == script.length()) {
            return;
        }
        char escaped = script.charAt(position++);
        if (escaped != '\n') {
            frame.append(escaped);
        }
    }

    private void literal() {
        int end = script.indexOf('\'', position);
        int stop = end < 0 ? script.length() : end;
        frame.word.append(script, position, stop);
        frame.inWord = true;
        position = end < 0 ? stop : stop + 1;
    }

    private void comment() {
        int end = script.indexOf('\n', position);
        position = end < 0 ? script.length() : end;
    }

    private void backquote() {
        if (frame.closedBy == '`') {
            close();
        } else {
            open('`');
        }
    }

    private void open(char closedBy) {
        if (frames.size() == MAX_NESTING) {
            endCommand();
            return;
        }
        frame.inWord = true;
        frames.push(frame);
        frame = new Frame(closedBy);
    }

    private void close() {
        endCommand();
        frame = frames.pop();
    }

    private void endCommand() {
        frame.endWord();
        if (!frame.words.isEmpty()) {
            commands.add(List.copyOf(frame.words));
            frame.words.clear();
        }
    }

    private char peek() {
        return position < script.length() ? script.charAt(position) : NOTHING;
    }

    /** The command being read at one level of nesting. */
    private static final class Frame {
        private final char closedBy;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private boolean quoted;

        private Frame(char closedBy) {
            this.closedBy = closedBy;
        }

        private void append(char character) {
            word.append(character);
            inWord = true;
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
    }
}
