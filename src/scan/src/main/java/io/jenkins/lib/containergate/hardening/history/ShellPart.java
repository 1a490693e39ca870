package io.jenkins.lib.containergate.hardening.history;

import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline of a script.
 *
 * @param end what follows it: {@code ;}, {@code &}, {@code &&}, {@code ||}, or nothing
 */
record ShellPart(String text, String end) {
    boolean conditional() {
        return end.equals("&&") || end.equals("||");
    }

    /** Of a simple command; {@code :} where it is none. */
    List<String> words() {
        List<List<String>> commands = ShellLexer.commands(text);
        return commands.size() == 1 ? commands.get(0) : List.of(":");
    }

    /** Split where no quote, parenthesis or brace is open, and where no {@code if} is. */
    static List<ShellPart> of(String script) {
        List<ShellPart> parts = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        int open = 0;
        for (ShellPart part : ofAnyClause(script)) {
            open += IfClause.opened(part.text());
            clause.append(part.text());
            if (open > 0) {
                clause.append(part.end()).append(' ');
            } else {
                add(parts, clause.toString(), part.end());
                clause.setLength(0);
            }
        }
        add(parts, clause.toString(), "");
        return parts;
    }

    /** As {@link #of}, and inside an {@code if} as well. */
    static List<ShellPart> ofAnyClause(String script) {
        List<ShellPart> parts = new ArrayList<>();
        int start = 0;
        int open = 0;
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\\') {
                i++;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(' || c == '{') {
                open++;
            } else if (c == ')' || c == '}') {
                open--;
            } else if (open == 0) {
                String end = end(script, i);
                if (!end.isEmpty()) {
                    add(parts, script.substring(start, i), end);
                    i += end.length() - 1;
                    start = i + 1;
                }
            }
        }
        add(parts, script.substring(Math.min(start, script.length())), "");
        return parts;
    }

    private static void add(List<ShellPart> parts, String text, String end) {
        if (!text.isBlank()) {
            parts.add(new ShellPart(text, end));
        }
    }

    private static String end(String script, int at) {
        char c = script.charAt(at);
        if (script.startsWith("&&", at)) {
            return "&&";
        }
        if (script.startsWith("||", at)) {
            return "||";
        }
        boolean redirection =
                at > 0 && (script.charAt(at - 1) == '>' || script.charAt(at - 1) == '<') || script.startsWith("&>", at);
        return c == '&' && !redirection ? "&" : c == ';' || c == '\n' ? ";" : "";
    }
}
