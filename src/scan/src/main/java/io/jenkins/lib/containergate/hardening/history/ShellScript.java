package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The commands a script runs, seen through what usually stands before them: reserved words, variable assignments,
 * wrappers such as {@code sudo} or {@code env}, and {@code sh -c '...'}.
 */
final class ShellScript {
    private static final int MAX_DEPTH = 8;
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
    private static final Pattern OPTION_OR_NUMBER = Pattern.compile("[-0-9]");
    private static final Set<String> RESERVED =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "!", "{", "}", "time");
    private static final Set<String> WRAPPERS = Set.of(
            "sudo", "doas", "env", "exec", "command", "nohup", "nice", "ionice", "eatmydata", "timeout", "xargs");

    private final List<ShellCommand> commands = new ArrayList<>();

    private ShellScript() {}

    static List<ShellCommand> commands(String script) {
        ShellScript reading = new ShellScript();
        reading.script(script, 0);
        return reading.commands;
    }

    private void script(String script, int depth) {
        for (List<String> words : ShellLexer.commands(script)) {
            command(words, depth);
        }
    }

    private void command(List<String> words, int depth) {
        int start = 0;
        while (start < words.size()
                && (RESERVED.contains(words.get(start))
                        || ASSIGNMENT.matcher(words.get(start)).matches())) {
            start++;
        }
        if (start == words.size()) {
            return;
        }
        String program = words.get(start).substring(words.get(start).lastIndexOf('/') + 1);
        List<String> arguments = words.subList(start + 1, words.size());
        commands.add(new ShellCommand(program, arguments));
        if (depth == MAX_DEPTH) {
            return;
        }
        if (WRAPPERS.contains(program)) {
            wrapped(arguments, depth);
        } else if (ShellInvocation.SHELLS.contains(program)) {
            inlineScript(arguments, depth);
        } else if (program.equals("eval")) {
            script(String.join(" ", arguments), depth + 1);
        }
    }

    /** Options of the wrapper and a duration or priority are skipped; an option's own value is not recognised. */
    private void wrapped(List<String> arguments, int depth) {
        int start = 0;
        while (start < arguments.size()
                && OPTION_OR_NUMBER.matcher(arguments.get(start)).lookingAt()) {
            start++;
        }
        command(arguments.subList(start, arguments.size()), depth + 1);
    }

    private void inlineScript(List<String> arguments, int depth) {
        for (int i = 0; i + 1 < arguments.size() && arguments.get(i).startsWith("-"); i++) {
            if (arguments.get(i).indexOf('c') > 0 && !arguments.get(i).startsWith("--")) {
                script(arguments.get(i + 1), depth + 1);
                return;
            }
        }
    }

    /** Finds where the script starts in texts such as {@code /bin/bash -o pipefail -c apt-get update}. */
    static final class ShellInvocation {
        static final Set<String> SHELLS = Set.of("sh", "ash", "bash", "dash", "zsh");
        private static final Set<String> OPTION_NAMES = Set.of("pipefail", "errexit", "nounset", "xtrace");

        private final String text;
        private int start;
        private int end;

        private ShellInvocation(String text) {
            this.text = text;
        }

        /** @param anywhere also after other words, such as build arguments; otherwise only at the start */
        static OptionalInt script(String text, boolean anywhere) {
            ShellInvocation search = new ShellInvocation(text);
            boolean afterShell = false;
            while (search.next()) {
                if (afterShell && search.startsScript()) {
                    return OptionalInt.of(search.end);
                }
                afterShell = search.isShell() || afterShell && search.isOption();
                if (!afterShell && !anywhere) {
                    break;
                }
            }
            return OptionalInt.empty();
        }

        private boolean next() {
            start = end;
            while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end > start;
        }

        private boolean isShell() {
            String word = text.substring(start, end);
            return SHELLS.contains(word.substring(word.lastIndexOf('/') + 1));
        }

        private boolean isOption() {
            char first = text.charAt(start);
            return first == '-' || first == '+' || OPTION_NAMES.contains(text.substring(start, end));
        }

        /** {@code -c}, also joined with others as in {@code -ec}. */
        private boolean startsScript() {
            return text.charAt(start) == '-' && text.charAt(end - 1) == 'c' && !text.startsWith("--", start);
        }
    }
}
