package io.jenkins.lib.containergate.secret.text;

import java.util.Locale;

/**
 * Elements of which one holds the name and the next the value: {@code <param-name>password</param-name> <param-value>...},
 * {@code <key>password</key> <string>...}, {@code <setting name="Password" serializeAs="String"> <value>...}.
 */
final class XmlPair {
    private static final int TAG = 48;
    private static final int ATTRIBUTES = 96;
    private static final String VALUE = "<value>";

    private XmlPair() {}

    /**
     * The last sign of the tag that opens the value; -1 if there is none.
     *
     * @param position behind the name
     */
    static int value(AssignedName name, int position) {
        TextWindow text = name.text();
        if (text.startsWith("</", position)) {
            int end = tagEnd(text, position + 2);
            String closed = tag(text, position + 2, end);
            if (end < 0 || !closed.endsWith("key") && !closed.endsWith("name")) {
                return -1;
            }
            int next = TextIndex.spaces(text, end + 1);
            int nextEnd = text.at(next) == '<' ? tagEnd(text, next + 1) : -1;
            String opened = tag(text, next + 1, nextEnd);
            return opened.endsWith("value") || opened.equals("string") ? nextEnd : -1;
        }
        return attribute(name) ? afterAttributes(text, name.end() + 1) : -1;
    }

    private static boolean attribute(AssignedName name) {
        TextWindow text = name.text();
        return text.at(name.end()) == '"' && text.at(name.start() - 1) == '"' && text.at(name.start() - 2) == '=';
    }

    private static int afterAttributes(TextWindow text, int from) {
        int at = from;
        while (at < from + ATTRIBUTES && text.at(at) != '>' && text.at(at) != '<' && text.at(at) >= ' ') {
            at++;
        }
        int next = TextIndex.spaces(text, at + 1);
        boolean value = text.at(at) == '>'
                && text.at(at - 1) != '/'
                && text.indexOf(VALUE, next, next + VALUE.length()) == next;
        return value ? next + VALUE.length() - 1 : -1;
    }

    /** Where a tag without attributes ends; -1 if there is none. */
    private static int tagEnd(TextWindow text, int from) {
        int at = from;
        while (at < from + TAG && (Characters.word(text.at(at)) || "-:.".indexOf(text.at(at)) >= 0)) {
            at++;
        }
        return at > from && text.at(at) == '>' ? at : -1;
    }

    private static String tag(TextWindow text, int from, int end) {
        return end < 0 ? "" : text.text(from, end).toLowerCase(Locale.ROOT);
    }
}
