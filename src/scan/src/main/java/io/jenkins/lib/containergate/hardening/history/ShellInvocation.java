package io.jenkins.lib.containergate.hardening.history;

import java.util.OptionalInt;
import java.util.Set;

/** Finds where the script starts in texts such as {@code /bin/bash -o pipefail -c apt-get update}. */
final class ShellInvocation {
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
