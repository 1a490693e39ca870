package io.jenkins.lib.containergate.hardening.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code if LIST; then LIST; else LIST; fi} as one command. Its exit status is that of the list that was run, and zero where none was.
 *
 * @param branches the lists after {@code then} and {@code else}
 */
record IfClause(List<String> branches) {
    private static final Pattern WORD = Pattern.compile("\\s*(if|then|elif|else|fi|do|!)(?=\\s|$)");
    private static final Set<String> BEFORE_A_COMMAND = Set.of("then", "elif", "else", "do", "!");

    /** How many more clauses are open behind a command than before it. */
    static int opened(String command) {
        int opened = 0;
        Matcher word = WORD.matcher(command);
        while (word.lookingAt()) {
            String reserved = word.group(1);
            if (!BEFORE_A_COMMAND.contains(reserved)) {
                return reserved.equals("if") ? opened + 1 : opened - 1;
            }
            word.region(word.end(), command.length());
        }
        return opened;
    }

    /** @param command of a script; empty where it is something else, or more than the clause */
    static Optional<IfClause> of(String command) {
        List<String> branches = new ArrayList<>();
        StringBuilder branch = new StringBuilder();
        boolean inBranch = false;
        int open = 0;
        for (ShellPart part : ShellPart.ofAnyClause(command)) {
            String text = part.text().strip();
            String first = text.split("\\s", 2)[0];
            boolean outer = open == 1;
            open += opened(text);
            if (open == 0) {
                add(branches, branch);
                return text.equals("fi") && !branches.isEmpty()
                        ? Optional.of(new IfClause(branches))
                        : Optional.empty();
            }
            if (outer && (first.equals("then") || first.equals("elif") || first.equals("else"))) {
                add(branches, branch);
                inBranch = !first.equals("elif");
                text = text.substring(first.length());
            }
            if (inBranch) {
                branch.append(text).append(part.end()).append(' ');
            }
        }
        return Optional.empty();
    }

    private static void add(List<String> branches, StringBuilder branch) {
        if (!branch.isEmpty()) {
            branches.add(branch.toString());
            branch.setLength(0);
        }
    }
}
