package io.jenkins.lib.containergate.secret.text;

import com.google.re2j.Pattern;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for: to compile the patterns of all built-in rules takes longer than to search a
 * small tree, in which few are asked. Threads may share it; two that ask at once make it twice.
 */
public final class Late<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    public Late(Supplier<T> maker) {
        this.maker = maker;
    }

    /** @param pattern in RE2's syntax, of this build and not of a user: a mistake shows when it is first asked */
    public static Late<Pattern> pattern(String pattern) {
        return new Late<>(() -> Pattern.compile(pattern));
    }

    public T get() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
