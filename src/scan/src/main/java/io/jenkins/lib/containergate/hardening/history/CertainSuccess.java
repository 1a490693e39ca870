package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.ShellScript.ShellInvocation;
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
    /** What fails only with arguments. */
    private static final Set<String> SUCCEEDING_ALONE =
            Set.of("ls", "pwd", "date", "id", "whoami", "uname", "hostname");

    private static final Pattern ZERO = Pattern.compile("0+");
    /** Options of a shell that make a script fail where it would go on. */
    private static final Pattern STRICT = Pattern.compile("-[a-z]*e[a-z]*|errexit|pipefail");

    private CertainSuccess() {}

    /** @param test as a configuration has it: {@code CMD} or {@code CMD-SHELL}, and what is run */
    public static boolean ofHealthCheck(List<String> test) {
        if (test.size() < 2) {
            return false;
        }
        List<String> words = test.subList(1, test.size());
        return test.get(0).equals("CMD-SHELL") ? ofScript(words.get(0), false, 0) : ofCommand(words, 0);
    }

    /** @param strict the shell ends with the first command that fails, as after {@code set -e} */
    private static boolean ofScript(String script, boolean strict, int depth) {
        List<ShellPart> parts = ShellPart.of(script);
        if (depth == MAX_DEPTH || parts.isEmpty()) {
            return false;
        }
        boolean plain = EarlyEnd.plain(script);
        StringBuilder run = new StringBuilder();
        boolean every = true;
        boolean last = false;
        for (int i = 0; i < parts.size(); i++) {
            last = ofPipeline(parts.get(i).text(), strict, depth);
            run.append(parts.get(i).text()).append('\n');
            for (; i + 1 < parts.size() && parts.get(i).conditional(); i++) {
                ShellPart next = parts.get(i + 1);
                boolean otherwise = parts.get(i).end().equals("||");
                if (!(otherwise && last && plain)) {
                    run.append(next.text()).append('\n');
                }
                boolean succeeds = ofPipeline(next.text(), strict, depth);
                last = otherwise ? last || succeeds : last && succeeds;
            }
            last = last || parts.get(i).end().equals("&");
            every = every && last;
        }
        return (strict ? every : last) && !EarlyEnd.in(script, run.toString());
    }

    /** Of a pipeline the last command counts; each where the shell is strict. */
    private static boolean ofPipeline(String text, boolean strict, int depth) {
        String command = text.strip();
        boolean grouped =
                command.startsWith("(") && command.endsWith(")") || command.startsWith("{") && command.endsWith("}");
        if (grouped) {
            return ofScript(command.substring(1, command.length() - 1), strict, depth + 1);
        }
        List<List<String>> commands = ShellLexer.commands(command);
        List<List<String>> counting =
                strict ? commands : commands.subList(Math.max(0, commands.size() - 1), commands.size());
        return !counting.isEmpty() && counting.stream().allMatch(words -> ofCommand(words, depth));
    }

    private static boolean ofCommand(List<String> words, int depth) {
        String program = words.get(0).strip();
        boolean standard = program.indexOf('/') < 0 || program.startsWith("/bin/") || program.startsWith("/usr/bin/");
        String name = program.substring(program.lastIndexOf('/') + 1);
        List<String> arguments = words.subList(1, words.size());
        if (ShellInvocation.SHELLS.contains(name)) {
            return ofShell(arguments, depth);
        }
        if (!standard || depth == MAX_DEPTH) {
            return false;
        }
        if (name.equals("busybox")) {
            return !arguments.isEmpty() && ofCommand(arguments, depth + 1);
        }
        boolean zero = name.equals("exit") || name.equals("return");
        return SUCCEEDING.contains(name)
                || SUCCEEDING_ALONE.contains(name) && arguments.isEmpty()
                || zero
                        && arguments.size() == 1
                        && ZERO.matcher(arguments.get(0)).matches();
    }

    private static boolean ofShell(List<String> arguments, int depth) {
        boolean strict = false;
        for (int i = 0; i + 1 < arguments.size() && ShellInvocation.isOption(arguments.get(i)); i++) {
            strict = strict || STRICT.matcher(arguments.get(i)).matches();
            if (ShellInvocation.isScript(arguments.get(i))) {
                return ofScript(arguments.get(i + 1), strict, depth + 1);
            }
        }
        return false;
    }
}
