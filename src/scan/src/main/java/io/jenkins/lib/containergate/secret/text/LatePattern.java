package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a built-in rule, compiled when it is first asked: to compile those of all rules takes longer than to search a
 * small tree, in which few are asked. Threads may share it; two that ask at once compile it twice.
 */
public final class LatePattern {
    private final String pattern;
    private volatile @Nullable Pattern compiled;

    /** @param pattern in RE2's syntax, of this build and not of a user: a mistake shows when it is first asked */
    public LatePattern(String pattern) {
        this.pattern = pattern;
    }

    public Pattern get() {
        Pattern known = compiled;
        if (known == null) {
            known = Pattern.compile(pattern);
            compiled = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
