package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Values that do not follow their name at once: those of templates' parameters, and of lists of names and values. */
final class DistantValue {
    /** No position. */
    static final int NONE = -1;

    private static final int NEAR = 160;
    private static final int BLOCK = 600;
    private static final int KEY = 24;
    private static final int GAP = 12;
    private static final int LINES = 8;
    /** How the words go on with which {@link #AFTER} may begin. */
    private static final List<String> RESTS = List.of("ype", "alue", "arameter", "ption", "efault");
    /** {@code "name": "X", "value": "..."} of task definitions and templates, {@code name: X} and {@code value:} in YAML. */
    private static final Pattern AFTER = Pattern.compile(
            "\\s{0,40},?\\s{0,60}(?:[\"']?[tT]ype[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?\\w{1,40}[\"']?"
                    + "\\s{0,8},?\\s{0,60})?[\"']?(?:(?:[pP]arameter|[oO]ption|[dD]efault)?[vV]alue|[dD]efault)[\"']?\\s{0,8}[:=]\\s{0,8}");
    /** {@code variable "x" { default = "..." }}, {@code "X": {"Type": "String", "Default": "..."}}. */
    private static final Pattern BRACES = Pattern.compile(
            "\\{[^{}]{0,500}?[\"']?\\b(?:[dD]efault|(?:[dD]efault)?[vV]alue)[\"']?\\s{0,8}[:=]\\s{0,8}");

    private static final Pattern NAME_KEY =
            Pattern.compile("(?i)[\"']?\\b(?:name|key)[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?$");
    private static final Pattern BEFORE = Pattern.compile("\\b[vV]alue[\"']?\\s{0,8}[:=]\\s{0,8}"
            + "(?:[&!][^\\s,\"'{}]{0,63}[ \\t]{1,8}){0,2}"
            + "(?:\"[^\"\\n]{1,200}\"|'[^'\\n]{1,200}'|[^\\s,\"'{}]{1,200})\\s{0,8},?\\s{0,60}$");
    private static final Pattern HEAD = Pattern.compile("[vV]alue[\"']?\\s{0,8}[:=]\\s{0,8}");

    /** What may stand between a name and what follows it. */
    private static final CharacterSet BEHIND_NAME = CharacterSet.of("\"' \t:=");

    private static final CharacterSet BEFORE_KEY = CharacterSet.of(", \t\r\n\"'");
    private static final CharacterSet BEFORE_NAME = CharacterSet.of("\"' ");
    private static final CharacterSet BEHIND_KEY = CharacterSet.of("\"' :=");

    private DistantValue() {}

    /** Where the next member of the same object holds the value, or a later one; {@link #NONE} when none does. */
    static int after(AssignedName name, int position) {
        int c = name.text().at(position);
        if (c != ',' && !Characters.lineBreak(c)) {
            return NONE;
        }
        int next = next(name.text(), position);
        return next == NONE ? NamedMember.after(name, position) : next;
    }

    private static int next(TextWindow text, int position) {
        int key = text.after(BEFORE_KEY, position, position + GAP * 8);
        if ("vVtTpPoOdD".indexOf(text.at(key)) < 0 || !goesOn(text, key + 1)) {
            return NONE;
        }
        Matcher matcher = AFTER.matcher(text.text(position, position + NEAR));
        return matcher.lookingAt() ? position + matcher.end() : NONE;
    }

    private static boolean goesOn(TextWindow text, int position) {
        for (String rest : RESTS) {
            if (text.startsWith(rest, position)) {
                return true;
            }
        }
        return false;
    }

    /** Where the block that follows the name holds a value, or the member before it; {@link #NONE} when neither does. */
    static int position(AssignedName name) {
        TextWindow text = name.text();
        int at = name.end();
        boolean colon = false;
        at = text.after(BEHIND_NAME, at, name.end() + GAP);
        colon |= text.indexOf(":", name.end(), at) >= 0;
        at = colon ? YamlNode.afterComment(text, YamlNode.afterProperties(text, at)) : at;
        at = describedNext(name, at);
        if (text.at(at) == '{') {
            String block = block(text, at);
            if (!block.contains("efault") && !block.contains("alue")) {
                return NONE;
            }
            Matcher braces = BRACES.matcher(block);
            return braces.lookingAt() ? at + braces.end() : NONE;
        }
        return colon && Characters.lineBreak(text.at(at)) ? indented(name, at) : before(name);
    }

    /** {@code defineProperty(x, "password", {value: "..."})}: the brace behind the comma; the position as it was if there is none. */
    private static int describedNext(AssignedName name, int position) {
        TextWindow text = name.text();
        if (text.at(position) != ',' || "\"'`".indexOf(text.at(name.end())) < 0) {
            return position;
        }
        int brace = text.after(Characters.SPACE, position + 1, position + NEAR);
        return text.at(brace) == '{' ? brace : position;
    }

    /** From the brace on, up to the next one of either kind: no pattern looks beyond. */
    private static String block(TextWindow text, int brace) {
        int end = brace + 1;
        while (end < brace + BLOCK
                && text.at(end) != '{'
                && text.at(end) != '}'
                && text.at(end) != TextWindow.NOTHING) {
            end++;
        }
        return text.text(brace, end);
    }

    /** In a line of YAML that is indented further than the name, and so is every line before it. */
    private static int indented(AssignedName name, int lineEnd) {
        TextWindow text = name.text();
        int line = name.start();
        while (line > name.start() - NEAR && !Characters.lineBreak(text.at(line - 1)) && line > text.start()) {
            line--;
        }
        int indent = blanks(text, line);
        int at = lineEnd;
        for (int i = 0; i < LINES; i++) {
            at += text.at(at) == '\r' ? 2 : 1;
            int own = blanks(text, at);
            if (own <= indent) {
                return NONE;
            }
            String key = text.text(at + own, at + own + "default:".length()).toLowerCase(Locale.ROOT);
            if (key.startsWith("default:") || key.startsWith("value:")) {
                int value = at + own + key.indexOf(':') + 1;
                return value + blanks(text, value);
            }
            int next = text.indexOf("\n", at, at + NEAR);
            if (next < 0) {
                return NONE;
            }
            at = next;
        }
        return NONE;
    }

    private static int blanks(TextWindow text, int from) {
        int at = from;
        while (at < from + NEAR && Characters.blank(text.at(at))) {
            at++;
        }
        return at - from;
    }

    private static int before(AssignedName name) {
        TextWindow text = name.text();
        int at = name.start() - 1;
        at = text.before(BEFORE_NAME, at + 1, name.start() - GAP + 1) - 1;
        if (text.at(at) != ':' && text.at(at) != '=') {
            return NONE;
        }
        at = text.before(BEHIND_KEY, at + 1, name.start() - KEY + 1) - 1;
        if ("eEyY".indexOf(text.at(at)) < 0) {
            return NONE;
        }
        Matcher key = NAME_KEY.matcher(text.text(name.start() - KEY, name.start()));
        if (!key.find()) {
            return NONE;
        }
        int keyStart = Math.max(text.start(), name.start() - KEY) + key.start();
        int from = Math.max(text.start(), keyStart - NEAR * 2);
        String region = text.text(from, keyStart);
        Matcher value = BEFORE.matcher(region);
        Matcher head = HEAD.matcher(region);
        return value.find() && head.find(value.start()) ? from + head.end() : NamedMember.before(name);
    }
}
