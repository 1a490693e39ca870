package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.ShellScript.ShellInvocation;
import java.util.List;
import java.util.Optional;
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

    private static final Set<String> RUNNING_ANOTHER = Set.of("busybox", "command", "builtin", "env", "nohup");
    private static final Set<String> TESTS = Set.of("[", "[[", "test");
    private static final Set<String> EQUAL = Set.of("=", "==");
    private static final Set<String> EQUAL_NUMBERS = Set.of("-eq", "-ge", "-le");

    private static final Pattern LITERAL = Pattern.compile("[\\w./:=-]+");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?[smh]?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
    private static final Pattern ZERO = Pattern.compile("0+");

    private CertainSuccess() {}

    /** @param test as a configuration has it: {@code CMD} or {@code CMD-SHELL}, and what is run */
    public static boolean ofHealthCheck(List<String> test) {
        if (test.size() < 2) {
            return false;
        }
        List<String> words = test.subList(1, test.size());
        return test.get(0).equals("CMD-SHELL") ? ofScript(words.get(0), false, 0) : ofCommand(words, 0);
    }

    /** @param strictFirst the shell ends with the first command that fails, as one started with {@code -e} does */
    private static boolean ofScript(String script, boolean strictFirst, int depth) {
        boolean strict = strictFirst;
        List<ShellPart> parts = ShellPart.of(script);
        if (depth == MAX_DEPTH || parts.isEmpty()) {
            return false;
        }
        boolean plain = EarlyEnd.plain(script);
        StringBuilder run = new StringBuilder();
        boolean every = true;
        boolean last = false;
        for (int i = 0; i < parts.size(); i++) {
            List<String> words = parts.get(i).words();
            if (ShellOptions.sets(words) && parts.get(i).end().equals(";")) {
                strict = ShellOptions.strictAfter(words, strict);
                continue;
            }
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
            every = every && (last || !strict);
        }
        return last && every && !EarlyEnd.in(script, run.toString());
    }

    /** Of a pipeline the last command counts; each where the shell is strict. */
    private static boolean ofPipeline(String text, boolean strict, int depth) {
        String command = text.strip();
        boolean grouped =
                command.startsWith("(") && command.endsWith(")") || command.startsWith("{") && command.endsWith("}");
        if (grouped) {
            return ofScript(command.substring(1, command.length() - 1), strict, depth + 1);
        }
        Optional<IfClause> clause = IfClause.of(command);
        if (clause.isPresent()) {
            for (String branch : clause.get().branches()) {
                if (depth == MAX_DEPTH || !ofScript(branch, strict, depth + 1)) {
                    return false;
                }
            }
            return true;
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
        if (RUNNING_ANOTHER.contains(name)) {
            return !arguments.isEmpty() && ofCommand(arguments, depth + 1);
        }
        boolean zero = name.equals("exit") || name.equals("return");
        return SUCCEEDING.contains(name)
                || name.equals("!") && arguments.equals(List.of("false"))
                || name.equals("sleep")
                        && arguments.size() == 1
                        && NUMBER.matcher(arguments.get(0)).matches()
                || TESTS.contains(name) && ofTest(arguments)
                || SUCCEEDING_ALONE.contains(name) && arguments.isEmpty()
                || zero
                        && arguments.size() == 1
                        && ZERO.matcher(arguments.get(0)).matches();
    }

    /** A test of what the script itself says, such as {@code [ 1 ]}. */
    private static boolean ofTest(List<String> arguments) {
        boolean closed =
                !arguments.isEmpty() && arguments.get(arguments.size() - 1).startsWith("]");
        List<String> operands = closed ? arguments.subList(0, arguments.size() - 1) : arguments;
        if (operands.stream().anyMatch(operand -> !LITERAL.matcher(operand).matches())) {
            return false;
        }
        return switch (operands.size()) {
            case 1 -> true;
            case 2 -> operands.get(0).equals("-n");
            case 3 -> operands.get(0).equals(operands.get(2)) && alwaysEqual(operands.get(1), operands.get(0));
            default -> false;
        };
    }

    /** What compares numbers fails where it gets something else. */
    private static boolean alwaysEqual(String operator, String operand) {
        return EQUAL.contains(operator)
                || EQUAL_NUMBERS.contains(operator) && INTEGER.matcher(operand).matches();
    }

    private static boolean ofShell(List<String> arguments, int depth) {
        boolean strict = false;
        for (int i = 0; i + 1 < arguments.size() && ShellInvocation.isOption(arguments.get(i)); i++) {
            strict = strict || ShellOptions.strict(arguments.get(i));
            if (ShellInvocation.isScript(arguments.get(i))) {
                return ofScript(arguments.get(i + 1), strict, depth + 1);
            }
        }
        return false;
    }
}
