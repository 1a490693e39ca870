package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;
import java.util.Optional;

/**
 * Where a command, a call or a statement is given a password that no name goes before.
 *
 * @param keyword in lower case; the search looks for it, and for the patterns only around it
 * @param after patterns that begin at the keyword; each has the password as its first group
 * @param before a pattern that ends at the keyword; the same
 * @param needed of the texts here one follows where a pattern of {@code after} does, which is cheap to know; empty if none is
 *     needed
 */
record PasswordArgument(String keyword, List<LatePattern> after, Optional<LatePattern> before, List<String> needed) {
    /** What is given to a command through a pipe. */
    static final LatePattern PIPED = new LatePattern(
            "(?:echo|printf)\\s[^\\n|]{0,20}?[\"']?([^\\s\"'`$|]{6,200})[\"']?\\s*\\|\\s*(?:sudo\\s+)?$");

    PasswordArgument {
        after = List.copyOf(after);
        needed = List.copyOf(needed);
    }

    static PasswordArgument after(String keyword, LatePattern... patterns) {
        return new PasswordArgument(keyword, List.of(patterns), Optional.empty(), List.of());
    }

    static PasswordArgument before(String keyword, LatePattern pattern) {
        return new PasswordArgument(keyword, List.of(), Optional.of(pattern), List.of());
    }

    PasswordArgument orBefore(LatePattern pattern) {
        return new PasswordArgument(keyword, after, Optional.of(pattern), needed);
    }

    PasswordArgument ifAnyOf(String... texts) {
        return new PasswordArgument(keyword, after, before, List.of(texts));
    }

    boolean mayFollow(String rest) {
        return needed.isEmpty() || needed.stream().anyMatch(rest::contains);
    }
}
