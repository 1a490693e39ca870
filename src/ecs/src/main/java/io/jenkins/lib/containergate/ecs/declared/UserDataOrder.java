package io.jenkins.lib.containergate.ecs.declared;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether what user data says once about the agent of ECS is what counts in the end: a later line may write the file of the agent anew, and
 * a branch may not be taken. No shell is followed; what may be otherwise is not known.
 */
final class UserDataOrder {
    private static final Pattern FILE = Pattern.compile("ecs\\.config|/etc/ecs\\b");
    private static final Pattern REPLACES =
            Pattern.compile("(?:^|[^>&0-9])>(?![>&])\\s*\\S*(?:ecs\\.config|/etc/ecs\\b)");
    private static final Pattern ADDS = Pattern.compile(">>|\\btee\\s+(?:-\\w+\\s+)*(?:-\\w*a|--append)");
    /** Lines that leave the file as it is, or that say in a document whose content is written. */
    private static final Pattern LEAVES = Pattern.compile("^\\s*(?:-\\s+)?(?:sudo\\s+)?(?:"
            + "(?:cat|chmod|chown|grep|ls|mkdir|touch|test|source|systemctl|service|start|restart|stat|head|tail|\\[+|\\.)\\s"
            + "|path:|[\"']?/etc/ecs/ecs\\.config[\"']?\\s*[:=]?\\s*[{\\[]?\\s*$)");

    private static final Pattern NEXT_FILE = Pattern.compile("^\\s*-\\s+path:");
    private static final Pattern SHELL = Pattern.compile("(?m)^\\s*#!\\s*/");
    private static final Pattern OPENS = Pattern.compile("^\\s*(?:if|while|until|case|for)\\b");
    private static final Pattern CLOSES = Pattern.compile("(?:^|[\\s;])(?:fi|done|esac)(?:\\s*$|[\\s;|&])");
    private static final Pattern ENDS = Pattern.compile("^\\s*exit\\b");

    private UserDataOrder() {}

    /**
     * @param sets whether a line sets what must count
     * @return why it is not known that it does; empty where nothing speaks against it
     */
    static Optional<String> doubt(String text, Predicate<String> sets) {
        boolean shell = SHELL.matcher(text).find();
        int depth = 0;
        boolean ended = false;
        boolean sure = false;
        boolean replaced = false;
        for (String line : text.split("\\R")) {
            if (line.stripLeading().startsWith("#")) {
                continue;
            }
            depth += shell && OPENS.matcher(line).find() ? 1 : 0;
            if (sets.test(line)) {
                sure |= depth == 0 && !ended && !line.contains("||");
                replaced = false;
            } else if (replaces(line)) {
                replaced = true;
            }
            depth -= shell && depth > 0 && CLOSES.matcher(line).find() ? 1 : 0;
            ended |= shell && depth == 0 && ENDS.matcher(line).find();
        }
        if (replaced) {
            return Optional.of("a later line may write the file of the agent anew");
        }
        return sure ? Optional.empty() : Optional.of("a branch of its script decides");
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
