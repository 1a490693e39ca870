package io.jenkins.lib.containergate.ecs.declared;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what user data says once about the agent of ECS is what counts in the end: a later line may write the file of the agent anew or
 * run a script that nobody has read, and a branch may not be taken. No shell is followed; what may be otherwise is not known.
 */
final class UserDataOrder {
    private static final Pattern FILE = Pattern.compile("ecs\\.config|/etc/ecs\\b");
    private static final Pattern REPLACES =
            Pattern.compile("(?:^|[^>&0-9])>(?![>&])\\s*\\S{0,200}(?:ecs\\.config|/etc/ecs\\b)");
    private static final Pattern ADDS = Pattern.compile(">>|\\btee\\s+(?:-\\w+\\s+){0,4}(?:-\\w*a|--append)");
    /** Lines that leave the file as it is, or that say in a document whose content is written. */
    private static final Pattern LEAVES = Pattern.compile("^\\s*(?:-\\s+)?(?:sudo\\s+)?(?:"
            + "(?:cat|chmod|chown|grep|ls|mkdir|touch|test|source|systemctl|service|start|restart|stat|head|tail|\\[+|\\.)\\s"
            + "|path:|[\"']?/etc/ecs/ecs\\.config[\"']?\\s*[:=]?\\s*[{\\[]?\\s*$)");

    private static final Pattern NEXT_FILE = Pattern.compile("^\\s*-\\s+path:");
    private static final Pattern SHELL = Pattern.compile("(?m)^\\s*#!\\s*/");
    private static final Pattern OPENS = Pattern.compile("^\\s*(?:if|while|until|case|for)\\b");
    private static final Pattern CLOSES = Pattern.compile("(?:^|[\\s;])(?:fi|done|esac)(?:\\s*$|[\\s;|&])");
    private static final Pattern ENDS = Pattern.compile("^\\s*(?:exit\\b|exec\\s+[^\\s<>&0-9])");
    private static final Pattern FUNCTION =
            Pattern.compile("^\\s*(?:function\\s+(?<word>[\\w:-]+)|(?<name>[\\w:-]+)\\s*\\(\\s*\\))");
    private static final Pattern BRACE = Pattern.compile("(?:^|[\\s;)])\\{(?=\\s|$)");
    private static final Pattern END_BRACE = Pattern.compile("(?:^|[\\s;])\\}(?=[\\s;]|$)");
    private static final Pattern HERE = Pattern.compile("(?<!<)<<(?!<)-?\\s*[\"'\\\\]?(\\w+)");
    /** A command that a later one with {@code &&} may rely on. */
    private static final Pattern SUCCEEDS =
            Pattern.compile("^\\s*(?:sudo\\s+)?(?:(?:echo|printf|mkdir|touch|export|set|true)\\b|:\\s*$).*");
    /** To a file whose name is written. */
    private static final Pattern WRITES = Pattern.compile(
            "(?<![0-9&>])>>?\\s*[\"']?(?!/dev/null)[^&$\"'\\s>]|\\btee\\s+(?:-{1,2}\\w+\\s+){0,4}[\"']?[^\\s$\"'-]");

    private static final String A_SHELL = "(?:[\\w.${}/-]{0,200}/)?(?:ba|da|z|k)?sh";
    private static final String COMMAND = "(?:^|[;&|(]\\s*)(?:sudo\\s+(?:-\\S{1,40}\\s+){0,4})?";
    private static final Pattern SHELL_READS = Pattern.compile(COMMAND + A_SHELL + "\\b[^|;&(]*<<");
    private static final String A_LANGUAGE = "(?:[\\w.${}/-]{0,200}/)?(?:python|perl|ruby|node|php|pwsh)[0-9.]{0,5}";
    private static final String AS_ROOT = "(?:sudo\\s+(?:-\\S{1,40}\\s+){0,4})?";
    private static final String PIPED = "\\|\\s*" + AS_ROOT + "(?:" + A_SHELL + "|" + A_LANGUAGE + ")(?![\\w./-])";
    private static final String NAMED = COMMAND + "(?:" + A_SHELL
            + "\\s+(?:-(?!\\w{0,9}c)\\w{1,40}\\s+){0,4}[^-<\\s]|(?:\\./|/tmp/)\\S|" + A_LANGUAGE
            + "\\s+(?!-[cm]\\b|-+[vV]|-\\s*<<)\\S|ansible-pull\\s)";
    /** But for files of the system that set variables. */
    private static final String READ =
            COMMAND + "(?:source|\\.)\\s+(?![\"']?(?:/etc/(?:ecs/|os-release|profile|environment)|/root/\\.))\\S";

    private static final String GIVES_OTHER_MEANING = COMMAND + "(?:alias\\s|mount\\s[^;&|]*/etc(?:/ecs)?\\b)";
    /** A script that is not in the text, or what gives its commands or files another meaning. */
    private static final Pattern RUNS = Pattern.compile(String.join(
            "|", PIPED, NAMED, READ, GIVES_OTHER_MEANING, "\\beval\\s", "\\b(?:sh|bash|source|\\.)\\s+<\\("));

    private final Predicate<String> sets;
    private final boolean shell;
    private final Set<String> settingFunctions = new HashSet<>();
    private String function = "";
    private int braces;
    private String here = "";
    private boolean elsewhere;
    private int depth;
    private boolean ended;
    private boolean sure;
    private boolean replaced;
    private boolean runs;

    private UserDataOrder(Predicate<String> sets, boolean shell) {
        this.sets = sets;
        this.shell = shell;
    }

    /**
     * @param sets whether a line sets what must count
     * @return why it is not known that it does; empty where nothing speaks against it
     */
    static Optional<String> doubt(String text, Predicate<String> sets) {
        UserDataOrder order = new UserDataOrder(sets, SHELL.matcher(text).find());
        for (String line : text.split("\\R")) {
            if (!line.stripLeading().startsWith("#")) {
                order.line(line);
            }
        }
        if (order.replaced) {
            return Optional.of("a later line may write the file of the agent anew");
        }
        if (order.runs && order.sure) {
            return Optional.of("it runs a script that the user data does not hold");
        }
        return order.sure
                ? Optional.empty()
                : Optional.of("a branch, a function or another file of its script decides");
    }

    private void line(String line) {
        if (!here.isEmpty() && line.strip().equals(here)) {
            here = "";
            elsewhere = false;
            return;
        }
        if (!shell || !here.isEmpty()) {
            content(line, !elsewhere);
            return;
        }
        Matcher named = FUNCTION.matcher(line);
        boolean defines = function.isEmpty() && named.find();
        if (defines) {
            function = named.group("word") == null ? named.group("name") : named.group("word");
            braces = 0;
        }
        depth += OPENS.matcher(line).find() ? 1 : 0;
        content(
                line,
                !line.contains("||") && isReached(line) && (FILE.matcher(line).find() || !writes(line)));
        depth -= depth > 0 && CLOSES.matcher(line).find() ? 1 : 0;
        ended |= depth == 0 && function.isEmpty() && ENDS.matcher(line).find();
        if (!function.isEmpty()) {
            long opened = BRACE.matcher(line).results().count();
            long closed = END_BRACE.matcher(line).results().count();
            braces += (int) (opened - closed);
            function = braces <= 0 && (closed > 0 || !defines && opened == 0) ? "" : function;
        }
        Matcher opens = HERE.matcher(line);
        if (opens.find() && !SHELL_READS.matcher(line).find()) {
            here = opens.group(1);
            elsewhere = !FILE.matcher(line).find();
        }
    }

    /** @param counts whether what the line sets is carried out with the script or function that it is in */
    private void content(String line, boolean counts) {
        boolean calls = function.isEmpty()
                && here.isEmpty()
                && settingFunctions.contains(line.strip().split("[\\s;&|]", 2)[0]);
        if (sets.test(line) || calls) {
            set(counts);
            after(shell && here.isEmpty() ? rest(line) : "");
        } else {
            after(line);
        }
    }

    private void after(String text) {
        boolean anew = replaces(text);
        boolean unread = shell && here.isEmpty() && RUNS.matcher(text).find();
        replaced |= anew;
        runs |= unread;
        if (anew || unread) {
            settingFunctions.remove(function);
        }
    }

    /** The commands of a line behind the last one that sets. */
    private String rest(String line) {
        String[] commands = line.split("(?:;|&&)", -1);
        int last = commands.length - 1;
        while (last > 0 && !sets.test(commands[last])) {
            last--;
        }
        return String.join(";", Arrays.asList(commands).subList(last + 1, commands.length));
    }

    private void set(boolean counts) {
        boolean certain = counts && depth == 0 && !ended;
        if (!function.isEmpty()) {
            if (certain) {
                settingFunctions.add(function);
            }
            return;
        }
        sure |= certain;
        replaced = false;
    }

    /** Whether no command before it on its line, joined by {@code &&}, may fail. */
    private boolean isReached(String line) {
        for (String command : line.split("&&")) {
            if (sets.test(command)) {
                return true;
            }
            String last = command.substring(command.lastIndexOf(';') + 1);
            if (!SUCCEEDS.matcher(last).matches()) {
                return !sets.test(line);
            }
        }
        return true;
    }

    private static boolean writes(String line) {
        return HERE.matcher(line).find() || WRITES.matcher(line).find();
    }

    private static boolean replaces(String line) {
        if (!FILE.matcher(line).find()) {
            return false;
        }
        if (REPLACES.matcher(line).find() || NEXT_FILE.matcher(line).find()) {
            return true;
        }
        return !ADDS.matcher(line).find() && !LEAVES.matcher(line).find();
    }
}
