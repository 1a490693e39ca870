package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;

/**
 * A pattern of a built-in rule, compiled when it is first asked: to compile those of all rules takes longer than to search a
 * small tree, in which few are asked.
 */
public final class LatePattern {
    private final String text;
    private final Late<Pattern> compiled;

    /** @param text in RE2's syntax, of this build and not of a user: a mistake shows when it is first asked */
    public LatePattern(String text) {
        this.text = text;
        this.compiled = new Late<>(() -> Pattern.compile(text));
    }

    public Pattern get() {
        return compiled.get();
    }

    public String text() {
        return text;
    }
}
