package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.ShellScript.ShellInvocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a command succeeds whatever happens, such as {@code curl localhost || true}. Says so only where it is certain: a script that can
 * end before its last command, or ends in a compound command, may fail.
 */
public final class CertainSuccess {
    private static final int MAX_DEPTH = 8;
    private static final Set<String> SUCCEEDING = Set.of("true", ":", "echo", "printf");
    private static final Pattern ZERO = Pattern.compile("0+");
    /** What ends a script early also from a shell of its own. */
    private static final Pattern KILL = Pattern.compile("(?:^|[^\\w./-])kill(?![\\w.-])");
    /** What ends a script early, or changes what its end means. */
    private static final Pattern EARLY_END = Pattern.compile(
            "(?:^|[^\\w./-])(?:exit(?!\\s+0+(?![\\w]))|set|exec|kill|trap|return(?!\\s+0+(?![\\w])))(?![\\w.-])|\\$\\{\\w+:?\\?");

    private CertainSuccess() {}

    /** @param test as a configuration has it: {@code CMD} or {@code CMD-SHELL}, and what is run */
    public static boolean ofHealthCheck(List<String> test) {
        if (test.size() < 2) {
            return false;
        }
        List<String> words = test.subList(1, test.size());
        return test.get(0).equals("CMD-SHELL") ? ofScript(words.get(0), 0) : ofCommand(words, 0);
    }

    private static boolean ofScript(String script, int depth) {
        List<Part> parts = Part.of(script);
        if (depth == MAX_DEPTH || parts.isEmpty()) {
            return false;
        }
        Part last = parts.get(parts.size() - 1);
        if (KILL.matcher(script).find()
                || EARLY_END.matcher(withoutSubshells(script)).find()) {
            return false;
        }
        if (last.end().equals("&")) {
            return true;
        }
        int start = parts.size() - 1;
        while (start > 0 && parts.get(start - 1).conditional()) {
            start--;
        }
        boolean certain = ofPipeline(parts.get(start).text(), depth);
        for (int i = start + 1; i < parts.size(); i++) {
            boolean next = ofPipeline(parts.get(i).text(), depth);
            certain = parts.get(i - 1).end().equals("||") ? certain || next : certain && next;
        }
        return certain;
    }

    /** What stands in parentheses ends and changes only the shell that runs it. All of the script where they cannot be told. */
    private static String withoutSubshells(String script) {
        if (script.indexOf('#') >= 0 || script.contains("<<") || script.contains("case")) {
            return script;
        }
        StringBuilder outer = new StringBuilder();
        int open = 0;
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            boolean escape = c == '\\' && quote != '\'' && i + 1 < script.length();
            if (escape) {
                outer.append(open == 0 ? script.substring(i, i + 2) : "");
                i++;
                continue;
            }
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            }
            if (open < 0) {
                return script;
            }
            outer.append(open == 0 ? String.valueOf(c) : "");
        }
        return open == 0 && quote == 0 ? outer.toString() : script;
    }

    /** Of a pipeline the last command counts. */
    private static boolean ofPipeline(String text, int depth) {
        String command = text.strip();
        boolean grouped =
                command.startsWith("(") && command.endsWith(")") || command.startsWith("{") && command.endsWith("}");
        if (grouped) {
            return ofScript(command.substring(1, command.length() - 1), depth + 1);
        }
        List<List<String>> commands = ShellLexer.commands(command);
        return !commands.isEmpty() && ofCommand(commands.get(commands.size() - 1), depth);
    }

    private static boolean ofCommand(List<String> words, int depth) {
        String program = words.get(0).strip();
        boolean standard = program.indexOf('/') < 0 || program.startsWith("/bin/") || program.startsWith("/usr/bin/");
        String name = program.substring(program.lastIndexOf('/') + 1);
        List<String> arguments = words.subList(1, words.size());
        if (!standard) {
            return false;
        }
        if (ShellInvocation.SHELLS.contains(name)) {
            for (int i = 0; i + 1 < arguments.size() && ShellInvocation.isOption(arguments.get(i)); i++) {
                if (ShellInvocation.isScript(arguments.get(i))) {
                    return ofScript(arguments.get(i + 1), depth + 1);
                }
            }
            return false;
        }
        boolean zero = name.equals("exit") || name.equals("return");
        return SUCCEEDING.contains(name)
                || zero
                        && arguments.size() == 1
                        && ZERO.matcher(arguments.get(0)).matches();
    }

    /**
     * A pipeline of a script.
     *
     * @param end what follows it: {@code ;}, {@code &}, {@code &&}, {@code ||}, or nothing
     */
    private record Part(String text, String end) {
        boolean conditional() {
            return end.equals("&&") || end.equals("||");
        }

        /** Split where no quote, parenthesis or brace is open. */
        static List<Part> of(String script) {
            List<Part> parts = new ArrayList<>();
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

        private static void add(List<Part> parts, String text, String end) {
            if (!text.isBlank()) {
                parts.add(new Part(text, end));
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
            boolean redirection = at > 0 && (script.charAt(at - 1) == '>' || script.charAt(at - 1) == '<')
                    || script.startsWith("&>", at);
            return c == '&' && !redirection ? "&" : c == ';' || c == '\n' ? ";" : "";
        }
    }
}
