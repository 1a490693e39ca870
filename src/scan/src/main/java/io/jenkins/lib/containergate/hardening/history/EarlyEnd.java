package io.jenkins.lib.containergate.hardening.history;

import java.util.regex.Pattern;

/** Whether a script may end before its last command. Where that cannot be told it may. */
final class EarlyEnd {
    /** What ends a script also from a shell of its own. */
    private static final Pattern FROM_ELSEWHERE = Pattern.compile("(?:^|[^\\w./-])kill(?![\\w.-])|\\$\\{\\w+:?\\?");
    /** What ends the shell that runs it, or changes what its end means. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^|[^\\w./-])(?:(?:exit|return)(?!\\s+[\"']?0+(?![\\w]))|set|exec|trap)(?![\\w.-])|(?m:^|[;&|({]|\\b(?:then|else|do))\\s*(?:\\.|source)\\s");
    /** Where quotes and parentheses do not end where they seem to, or text is run by the shell that reads it. */
    private static final Pattern NOT_PLAIN = Pattern.compile("#|<<|\\$'|\\b(?:case|eval|alias)\\b");

    private EarlyEnd() {}

    /** Whether it can be told what of the script a shell runs itself. */
    static boolean plain(String script) {
        return !NOT_PLAIN.matcher(script).find();
    }

    /** @param run what the shell can come to of the script */
    static boolean in(String script, String run) {
        return FROM_ELSEWHERE.matcher(script).find()
                || COMMAND.matcher(plain(script) ? ofOneShell(run) : script).find();
    }

    /** What stands in parentheses ends only the shell that runs it, and a quoted text of several words is the argument of a command. */
    private static String ofOneShell(String script) {
        StringBuilder outer = new StringBuilder();
        int open = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            int end = i;
            if (c == '\\') {
                end = Math.min(i + 1, script.length() - 1);
            } else if (c == '\'' || c == '"' || c == '`') {
                end = closing(script, i);
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            }
            if (open < 0 || end < 0) {
                return script;
            }
            String text = script.substring(i, end + 1);
            boolean nested = c == '"' && (text.contains("$(") || text.indexOf('`') >= 0);
            if (nested) {
                return script;
            }
            boolean argument = (c == '\'' || c == '"') && text.chars().anyMatch(Character::isWhitespace);
            outer.append(open == 0 && !argument && c != '`' ? text : "");
            i = end;
        }
        return open == 0 ? outer.toString() : script;
    }

    /** The place of the quote that ends the text which begins there; -1 where none does. */
    private static int closing(String script, int start) {
        char quote = script.charAt(start);
        for (int i = start + 1; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote != '\'') {
                i++;
            }
        }
        return -1;
    }
}
