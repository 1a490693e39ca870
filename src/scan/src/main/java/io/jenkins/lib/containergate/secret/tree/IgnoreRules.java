package io.jenkins.lib.containergate.secret.tree;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The patterns of one {@code .gitignore}.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore</a>
 */
final class IgnoreRules {
    /** @param negated takes out of the ignored what an earlier pattern put in */
    private record Line(Pattern pattern, boolean negated, boolean directoriesOnly) {}

    private final List<Line> lines = new ArrayList<>();

    private IgnoreRules() {}

    /**
     * What is no pattern is left out: then more is searched, not less. One carriage return at the end of a line does not belong
     * to the pattern, as for git ({@code add_patterns_from_buffer} in its {@code dir.c}).
     */
    static IgnoreRules parse(String text) {
        IgnoreRules rules = new IgnoreRules();
        for (String line : text.split("\n")) {
            rules.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        return rules;
    }

    private void add(String written) {
        String line = withoutTrailingBlanks(written);
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        boolean negated = line.startsWith("!");
        String glob = negated || line.startsWith("\\#") || line.startsWith("\\!") ? line.substring(1) : line;
        boolean directoriesOnly = glob.endsWith("/");
        glob = directoriesOnly ? glob.substring(0, glob.length() - 1) : glob;
        boolean anchored = glob.indexOf('/') >= 0;
        glob = glob.startsWith("/") ? glob.substring(1) : glob;
        if (glob.isEmpty()) {
            return;
        }
        try {
            String expression = (anchored ? "" : "(?:.*/)?") + expression(glob);
            lines.add(new Line(Pattern.compile(expression), negated, directoriesOnly));
        } catch (PatternSyntaxException e) {
            // not a pattern
        }
    }

    private static String withoutTrailingBlanks(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }

    private static String expression(String glob) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                expression.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
                expression.append("/.*");
                i += 2;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
                int end = glob.indexOf(']', i + 2);
                String members =
                        glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
                expression
                        .append('[')
                        .append(members.startsWith("!") ? "^" + members.substring(1) : members)
                        .append(']');
                i = end;
            } else {
                i += c == '\\' && i + 1 < glob.length() ? 1 : 0;
                expression.append(Pattern.quote(String.valueOf(glob.charAt(i))));
            }
        }
        return expression.toString();
    }

    /** @param path relative to the directory of the file, {@code /} between its segments; empty when no pattern fits */
    Optional<Boolean> ignored(String path, boolean directory) {
        Optional<Boolean> ignored = Optional.empty();
        for (Line line : lines) {
            if ((directory || !line.directoriesOnly()) && line.pattern().matches(path)) {
                ignored = Optional.of(!line.negated());
            }
        }
        return ignored;
    }
}
