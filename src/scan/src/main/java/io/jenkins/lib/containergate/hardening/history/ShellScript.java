package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** Options of wrappers whose value is the next word. */
    private static final Map<String, Set<String>> WITH_VALUE = Map.of(
            "sudo", Set.of("-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "-R", "-T"),
            "doas", Set.of("-u", "-C"),
            "env", Set.of("-u", "--unset", "-C", "--chdir"),
            "exec", Set.of("-a"),
            "timeout", Set.of("-k", "--kill-after", "-s", "--signal"),
            "ionice", Set.of("-c", "-n"),
            "xargs", Set.of("-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s"));
    /** Wrappers whose first word, a user or directory, stands before the command. */
    private static final Set<String> WITH_OPERAND = Set.of("chroot", "gosu", "su-exec");
    /** What runs a script as another user. */
    private static final Set<String> USER_SHELLS = Set.of("su", "runuser");

    private static final Set<String> RESERVED =
            Set.of("if", "then", "elif", "else", "while", "until", "do", "!", "{", "}", "time");
    private static final Set<String> WRAPPERS = Set.of(
            "sudo",
            "doas",
            "env",
            "exec",
            "command",
            "nohup",
            "nice",
            "ionice",
            "eatmydata",
            "timeout",
            "xargs",
            "busybox",
            "chroot",
            "gosu",
            "su-exec");

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
            wrapped(program, arguments, depth);
        } else if (ShellInvocation.SHELLS.contains(program)) {
            inlineScript(arguments, depth);
        } else if (USER_SHELLS.contains(program)) {
            asUser(arguments, depth);
        } else if (program.equals("eval")) {
            script(String.join(" ", arguments), depth + 1);
        }
    }

    /** Options of the wrapper with their values, a duration or priority, and the user or directory are skipped. */
    private void wrapped(String wrapper, List<String> arguments, int depth) {
        Set<String> withValue = WITH_VALUE.getOrDefault(wrapper, Set.of());
        int start = 0;
        while (start < arguments.size()
                && OPTION_OR_NUMBER.matcher(arguments.get(start)).lookingAt()) {
            start += withValue.contains(arguments.get(start)) ? 2 : 1;
        }
        start += WITH_OPERAND.contains(wrapper) ? 1 : 0;
        command(arguments.subList(Math.min(start, arguments.size()), arguments.size()), depth + 1);
    }

    private void inlineScript(List<String> arguments, int depth) {
        for (int i = 0; i + 1 < arguments.size() && ShellInvocation.isOption(arguments.get(i)); i++) {
            if (ShellInvocation.isScript(arguments.get(i))) {
                script(arguments.get(i + 1), depth + 1);
                return;
            }
        }
    }

    /** {@code su USER -c SCRIPT}, with the option before or after the user, and {@code runuser -u USER -- COMMAND}. */
    private void asUser(List<String> arguments, int depth) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--command=")) {
                script(argument.substring("--command=".length()), depth + 1);
            } else if (i + 1 < arguments.size()
                    && (argument.equals("--command") || ShellInvocation.isScript(argument))) {
                script(arguments.get(i + 1), depth + 1);
            } else if (argument.equals("--")) {
                command(arguments.subList(i + 1, arguments.size()), depth + 1);
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
                afterShell = search.isShell() || afterShell && isOption(search.word());
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

        private String word() {
            return text.substring(start, end);
        }

        private boolean isShell() {
            String word = word();
            return SHELLS.contains(word.substring(word.lastIndexOf('/') + 1));
        }

        /** An option of a shell, or the name that follows {@code -o}. */
        static boolean isOption(String word) {
            return word.startsWith("-") || word.startsWith("+") || OPTION_NAMES.contains(word);
        }

        /** Whether the next word is the script: {@code -c}, and {@code -ec}. */
        static boolean isScript(String word) {
            return word.startsWith("-") && !word.startsWith("--") && word.indexOf('c') > 0;
        }

        /** {@code -c}, also joined with others as in {@code -ec}. */
        private boolean startsScript() {
            return text.charAt(start) == '-' && text.charAt(end - 1) == 'c' && !text.startsWith("--", start);
        }
    }
}
