package io.jenkins.lib.containergate.hardening.history;

import java.util.List;
import java.util.regex.Pattern;

/** Options of a shell that say whether it ends with the first command that fails. */
final class ShellOptions {
    /** What a shell is started with to fail where it would go on. */
    private static final Pattern STRICT = Pattern.compile("-[a-z]*e[a-z]*|errexit|pipefail");

    private static final Pattern LETTERS = Pattern.compile("[-+][exv]+");
    private static final Pattern NAMES = Pattern.compile("errexit|xtrace|verbose");

    private ShellOptions() {}

    /** @param argument of a shell */
    static boolean strict(String argument) {
        return STRICT.matcher(argument).matches();
    }

    /** Whether a command sets options that say nothing but how to go on after a failure, and what is printed. */
    static boolean sets(List<String> command) {
        if (!command.get(0).equals("set") || command.size() == 1) {
            return false;
        }
        for (int i = 1; i < command.size(); i++) {
            boolean named = command.get(i).equals("-o") || command.get(i).equals("+o");
            if (named && i + 1 < command.size()) {
                i++;
            }
            if (!(named ? NAMES : LETTERS).matcher(command.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the shell ends with the first failure after a command that {@link #sets} options. */
    static boolean strictAfter(List<String> command, boolean before) {
        boolean strict = before;
        for (int i = 1; i < command.size(); i++) {
            boolean errexit = LETTERS.matcher(command.get(i)).matches()
                    ? command.get(i).indexOf('e') > 0
                    : command.get(i).equals("errexit");
            String sign = command.get(i).equals("errexit") ? command.get(i - 1) : command.get(i);
            strict = errexit ? sign.startsWith("-") : strict;
        }
        return strict;
    }
}
