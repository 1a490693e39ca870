package io.jenkins.lib.containergate.secret.text;

import java.util.List;

/**
 * Where the content of a value of YAML begins: behind an anchor and a tag that leaves text as it is, and on the next line.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#69-node-properties">node properties</a>
 */
final class YamlNode {
    /** Bytes of an anchor or a tag. */
    private static final int PROPERTY = 64;

    /** Bytes of white space. */
    private static final int GAP = 48;

    /** Bytes of a comment, and of what may follow the sign of a block. */
    private static final int LINE = 160;

    /**
     * How tags begin behind which text is a value: those of the core schema, Ansible's for a text that is no template, and
     * CloudFormation's for a template.
     */
    private static final List<String> TEXT_TAGS =
            List.of("!!", "! ", "!\t", "!<tag:yaml.org,2002:", "!unsafe ", "!Sub ");

    private YamlNode() {}

    /**
     * The first byte of the content, at or after a position; the position itself where a value only begins like an anchor
     * or a tag, as a password may.
     */
    static int content(TextWindow text, int position) {
        int at = position;
        int end = afterProperties(text, at);
        int c = text.at(end);
        if (end > at && (Characters.lineBreak(c) || c == '#')) {
            int below = below(text, end);
            return below > end ? below : at;
        }
        return below(text, end);
    }

    /** Behind an anchor and a tag in either order, and the white space that follows them. */
    static int afterProperties(TextWindow text, int position) {
        return afterProperty(text, afterProperty(text, position));
    }

    /** At the end of its line where a comment begins at a position; otherwise the position itself. */
    static int afterComment(TextWindow text, int position) {
        return text.at(position) == '#' ? lineEnd(text, position) : position;
    }

    private static int lineEnd(TextWindow text, int position) {
        int at = position;
        while (at < position + LINE && !Characters.lineBreak(text.at(at))) {
            at++;
        }
        return at;
    }

    private static int afterProperty(TextWindow text, int position) {
        if (!anchor(text, position) && !tag(text, position)) {
            return position;
        }
        int end = position;
        while (end < position + PROPERTY && text.at(end) > ' ') {
            end++;
        }
        int next = end;
        while (next < end + GAP && Characters.blank(text.at(next))) {
            next++;
        }
        boolean property = next > end || Characters.lineBreak(text.at(end));
        // the type of a reference in Rust
        return property && text.at(next) != '=' ? next : position;
    }

    private static boolean anchor(TextWindow text, int position) {
        return text.at(position) == '&' && Characters.word(text.at(position + 1));
    }

    private static boolean tag(TextWindow text, int position) {
        for (String tag : TEXT_TAGS) {
            if (text.startsWith(tag, position)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Behind the sign of the value where a name is an explicit key: {@code ? password}, {@code : ...} in the line below;
     * -1 where it is none.
     *
     * @param position behind the name
     */
    static int explicit(AssignedName name, int position) {
        TextWindow text = name.text();
        int at = afterComment(text, position);
        if (!Characters.lineBreak(text.at(at))) {
            return -1;
        }
        int sign = afterSpace(text, at);
        if (text.at(sign) != ':' || !Characters.blank(text.at(sign + 1))) {
            return -1;
        }
        int key = name.start();
        while (key > name.start() - PROPERTY && text.at(key) != '?' && !Characters.lineBreak(text.at(key))) {
            key--;
        }
        return text.at(key) == '?' && text.at(key + 1) == ' ' ? content(text, afterSpace(text, sign + 1)) : -1;
    }

    private static int afterSpace(TextWindow text, int from) {
        int at = from;
        while (at < from + GAP && (Characters.blank(text.at(at)) || Characters.lineBreak(text.at(at)))) {
            at++;
        }
        return at;
    }

    /**
     * Of a value on the next line, indented: a literal or folded block, in quotes, as JSON is written, too, or a plain word; a
     * comment may stand before it. Otherwise the position itself.
     */
    private static int below(TextWindow text, int position) {
        boolean block = text.at(position) == '|' || text.at(position) == '>';
        int at = block ? lineEnd(text, position) : afterComment(text, position);
        if (!Characters.lineBreak(text.at(at))) {
            return position;
        }
        while (Characters.lineBreak(text.at(at))) {
            at++;
        }
        int indent = at;
        while (Characters.blank(text.at(indent)) && indent < at + GAP) {
            indent++;
        }
        boolean quoted = text.at(indent) == '"' || text.at(indent) == '\'';
        boolean begins = block || quoted || indent - at > indentation(text, position) && word(text, indent);
        return indent > at && begins ? indent : position;
    }

    /** Blanks before the first sign of the line, and the signs of elements. */
    private static int indentation(TextWindow text, int position) {
        int line = position;
        while (line > position - LINE && line > text.start() && !Characters.lineBreak(text.at(line - 1))) {
            line--;
        }
        int at = line;
        while (at < position && (text.at(at) == ' ' || text.at(at) == '-' && text.at(at + 1) == ' ')) {
            at++;
        }
        return at - line;
    }

    /** Whether one plain word is all that stands in the rest of the line, and no name of a value. */
    private static boolean word(TextWindow text, int from) {
        int end = from;
        while (end < from + LINE && text.at(end) > ' ' && Characters.printable(text.at(end))) {
            end++;
        }
        boolean whole = text.at(end) == TextWindow.NOTHING || Characters.lineBreak(text.at(end));
        return whole && end > from && text.at(end - 1) != ':' && "-?[{#&*!|>%@`".indexOf(text.at(from)) < 0;
    }
}
